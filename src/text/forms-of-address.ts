import { foldedText } from './fold.ts'
import { isPlaced, type Token, tokenize } from './tokens.ts'

// A person is addressed by the name with a post beside it, which may be another than the one that a record has: 曾國衞局長,
// 上海市長龔正, Chief Executive John Lee. Which part may be a name is told here; whose name it is, the records tell.

const chinesePosts =
  '局長|司長|省長|市長|廳長|署長|處長|部長|院長|校長|會長|書長|關長|區長|縣長|理事長|董事長|行長|長官'
const otherChinesePosts = '特首|主任|主席|書記|總理|總裁|總監|總經理|專員|主管|代表|幹事|視員'
const englishPosts =
  'executive|ce|secretary|governor|mayor|minister|premier|commissioner|director|director-general|chairman|chairperson|president|head'
const posts = foldedText(`${chinesePosts}|${otherChinesePosts}`)
const hasPost = new RegExp(`${posts}|\\b(?:${englishPosts})\\b`, 'u')
/** With the place or the body before it in Chinese, and with what it is for behind it in English: Secretary for Justice. */
const onlyPost = new RegExp(
  `^(?:\\p{Script=Han}{0,16}(?:${posts})|(?:the )?(?:[\\p{L}.&]+[ -]){0,5}(?:${englishPosts})(?:(?:,| of| for) [\\p{L} ,&'()-]{2,80})?)$`,
  'u',
)

/** In characters and words: how long a name is, and the longest text that addresses somebody. */
const [shortestName, longestName, longestText] = [2, 5, 24]

/** The parts of a text that may be the name of a person, beside all of a post before or behind it. */
export function namesAddressed(text: string): string[] {
  const units = unitsOf(text)
  const names: string[] = []
  for (let size = Math.min(longestName, units.length - 1); size >= shortestName; size -= 1) {
    const [end, start] = [units[size - 1]?.end, units.at(-size)?.start]
    if (isPost(text.slice(end))) names.push(text.slice(0, end).trim())
    if (isPost(text.slice(0, start))) names.push(text.slice(start).trim())
  }
  return names.map((name) => withoutTitles(name) ?? name)
}

/** The ends of a text behind a post and titles, each of which may be the beginning of a name; the longest first. */
export function namesBegun(text: string): string[] {
  const starts = unitsOf(text).slice(1).slice(-longestName)
  return starts.flatMap(({ start }) =>
    isPost(text.slice(0, start)) ? (withoutTitles(text.slice(start)) ?? text.slice(start)) : [],
  )
}

/** The characters and words of a text with a post in it; none of one that is too long to address somebody. */
function unitsOf(text: string): Token[] {
  if (text.length > 8 * longestText || !hasPost.test(foldedText(text))) return []
  const units = tokenize(text).filter(({ shape }) => isPlaced(shape))
  return units.length > longestText ? [] : units
}

/** Words in front of a name or behind it that tell no post. */
export const titles = {
  english: 'dr hon madam mr mrs ms prof professor'.split(' '),
  /** Those that count where the words of names are told apart from small ones. */
  rareEnglish: 'miss sir dame honourable honorable'.split(' '),
  /** Behind a name: John Lee, GBM. */
  honours: 'bbs cbe gbm gbs idsm jp kbe mbe mh obe pdsm pmsm sbs'.split(' '),
  chinese: '先生 女士 小姐 太太 博士 教授'.split(' '),
}
const anyEnglishTitle = [...titles.english, ...titles.rareEnglish].join('|')
const titlesInFront = new RegExp(`^(?:(?:the )?(?:${anyEnglishTitle})\\b\\.?\\s*)+`, 'iu')
const titlesBehind = new RegExp(`(?:${titles.chinese.join('|')}|(?:[ ,]+(?:${titles.honours.join('|')})\\b)+)$`, 'iu')

/** A text without the titles in front of a name, as in `Dr Chan`, or behind one, as in 陳女士. Undefined if it has none, or nothing else. */
export function withoutTitles(text: string): string | undefined {
  const whole = text.trim()
  const name = whole.replace(titlesInFront, '').replace(titlesBehind, '')
  return name === whole || name.trim() === '' ? undefined : name
}

const isPost = (text: string) => onlyPost.test(foldedText(text).replace(/^[\s,:]+|[\s,:]+$/gu, ''))

const surnameBy = (pattern: RegExp) => (text: string) => {
  const { surname, post } = pattern.exec(foldedText(text.trim()))?.groups ?? {}
  return surname && post ? { surname, post } : undefined
}

/** The surname and the post of which a text is made: 許 and 局長 of 許局長. */
export const surnameAddressed = surnameBy(new RegExp(`^(?<surname>\\p{Script=Han}{1,2}?)(?<post>${posts})$`, 'u'))

/** The same where the post stands first, as of a name that is still being typed: 行政長官李. */
export const surnameBegun = surnameBy(
  new RegExp(`^\\p{Script=Han}{0,16}?(?<post>${posts})(?<surname>\\p{Script=Han})$`, 'u'),
)
