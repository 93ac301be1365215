import type { Reader } from './reader.ts'

/** Places in a source that every source counts alike; all others are its own headings. */
const counted: [place: RegExp, chinese: Record<'zh-Hant' | 'zh-Hans', string>][] = [
  [/^paras? ([\w().-]+)$/, { 'zh-Hant': '第$1段', 'zh-Hans': '第$1段' }],
  [/^item \(?(\w+)\)?$/, { 'zh-Hant': '第$1項', 'zh-Hans': '第$1项' }],
  [/^annex (\w+)$/i, { 'zh-Hant': '附件$1', 'zh-Hans': '附件$1' }],
]

/** A place in a source, in the language of the reader where it is one that is counted. */
export function locatorIn({ language }: Reader, locator: string): string {
  const known = counted.find(([place]) => place.test(locator))
  return language === 'en' || !known ? locator : locator.replace(known[0], known[1][language])
}
