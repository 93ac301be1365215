import type { Language } from './texts.ts'

/** The language that a BCP 47 tag asks for: the script decides; without one, the region's customary script does. */
export function languageOfTag(tag: string): Language | undefined {
  const [language, ...subtags] = tag.split('-')
  if (language === 'en' || language === '*') return 'en'
  if (language === 'yue') return subtags.includes('hans') ? 'zh-Hans' : 'zh-Hant'
  if (language !== 'zh') return undefined
  if (subtags.includes('hans')) return 'zh-Hans'
  return subtags.some((subtag) => ['hant', 'tw', 'hk', 'mo'].includes(subtag)) ? 'zh-Hant' : 'zh-Hans'
}
