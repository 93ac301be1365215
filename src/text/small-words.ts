import { titles } from './forms-of-address.ts'
import type { Term } from './query-terms.ts'
import { validity, validityInRun } from './validity-words.ts'
import { wordsInRow } from './words-in-row.ts'

// Words that stand between others and mean little: a search for several words need not find these.

const small = new Set(
  (
    'a an and are as at be between by for from has have in into is its of on or that the their this to was were what which with ' +
    'about again agree agreed all any attend attended can chaired concerning convened could did do does each find full happen happened held hosted how i if it last latest led list many me mention mentioned mentioning ' +
    'mentions most much newest number outcome outcomes place please recent regarding say says show sign signed signs so take taken tell text them these they those there took under us versus vs when we where who whose why you ' +
    'city municipality province'
  )
    .split(' ')
    .concat(titles.english),
)

/**
 * Words that stand beside what is copied from a page, or ask how long something holds, and rarer titles of people. In
 * names, they count.
 */
const smallBeside = new Set([
  ...'date dated pdf monday tuesday wednesday thursday friday saturday sunday'.split(' '),
  ...validity.english,
  ...titles.rareEnglish,
  ...titles.honours,
])

const bare = (word: string) => word.replace(/[.:]$/, '')

/** A full stop ends a short form, and a colon a heading: `Mr.`, `Date:`. */
export const isSmallWord = (word: string) => small.has(bare(word))

const smallChinese = new Set(
  (
    '的 地 得 與 与 和 及 同 跟 在 對 对 於 于 是 有 了 之 以 為 为 由 向 從 从 也 都 到 等 第 次 屆 届 年 月 日 個 个 份 項 项 ' +
    '些 哪 哪些 哪個 哪个 哪一 哪年 誰 谁 何 何時 何时 幾 几 幾時 几时 多少 什麼 什么 甚麼 如何 怎樣 怎样 嗎 吗 呢 請 请 請問 请问 ' +
    '有關 有关 關於 关于 涉及 有沒有 有没有 沒有 没有 方面 之間 之间 簽 签 簽了 签了 簽署 签署 簽訂 签订 達成 达成 最新 最近 ' +
    '舉行 举行 召開 召开 舉辦 举办 出席 主持 參加 参加 開 开 成果 內容 内容 全文 文件 ' +
    '地點 地点 會議地點 会议地点 日期 會議日期 会议日期 簽署日期 签署日期 簽訂日期 签订日期 星期一 星期二 星期三 星期四 星期五 星期六 星期日 ' +
    '係 嘅 咗 喺 啲 嗰 邊個 邊份 邊啲 邊間 邊度 乜嘢 點樣 幾多 有冇'
  )
    .split(' ')
    .concat(titles.chinese, validity.chinese),
)

const isSmallBeside = (word: string) => isSmallWord(word) || smallBeside.has(bare(word))

/** Whether a word of Chinese means little: one that joins, counts, asks, dates or addresses. */
export const isSmallChinese = (word: string) => smallChinese.has(word)
export const isSmall = (term: Term) =>
  isBare(term) && (isSmallBeside(term.text.toLowerCase()) || isSmallInChinese(term.text))

/** Whether a word means little beside any other but those that mean less: who asks what expires means those words. */
export const asksValidity = ({ text }: Term) =>
  validity.english.includes(bare(text.toLowerCase())) || validity.chinese.includes(text)

/** Whether a word is one of these, as they are folded, and no operator says more of it. */
export const isAmong = (term: Term, words: ReadonlySet<string>) =>
  isBare(term) && words.has(wordsInRow(term.text).folded)

const isBare = ({ quoted, excluded, field }: Term) => !quoted && !excluded && !field

/** The words of these names that mean something, as they are folded. */
export function tellingWords(names: string[]): Set<string> {
  const words = names.flatMap((name) => name.split(/\s+/)).filter((word) => !isSmallWord(word.toLowerCase()))
  return new Set([...names, ...words].map((word) => wordsInRow(word).folded))
}

const held = '舉行|举行|召開|召开|舉辦|举办'
/** By itself, 開 is as likely the beginning or the end of a word: 開放, 公開. */
const heldOrOpen = `${held}|[開开](?![放發发通展])`

/** Words that ask, that say who signed or with whom, what was held and who came, and that address a person. */
const question = new RegExp(
  [
    `(?:是?在|喺)?(?:哪[裡裏里兒儿]|邊度)(?:${heldOrOpen})?的?|(?:何時|何时|幾時|几时)(?:${heldOrOpen})`,
    `在(?=\\p{Script=Han}{2,8}(?:${held}))|(?:${held})(?![人者方地權权])[的了嘅]?`,
    '(?:誰|谁|邊個)?(?:出席|主持|參加|参加)(?![人者方國国率])[的了過咗]?',
    ...[
      '(?:有沒有|有没有|係)?(?:有?關於|有?关于|有關|有关|涉及)',
      '有?哪些|哪個|哪个|何時|何时|請問|请问|有沒有|有没有',
    ],
    ...['是?(?:在?哪一?年|幾時|几时)|[是有]?(?:什麼|什么|甚麼)(?:是|時候|时候)?', '誰|谁'],
    // Cantonese; no name is written so.
    ...[
      '(?:簽咗?)?乜嘢?|邊[個份啲間度](?:簽咗?)?|簽咗(?:幾多份?)?|幾多[份錢]?|有冇(?:關於|有關)?|點樣|係咪|嗰[份個間次啲]|[嘅咗喺啲嗰咩]',
    ],
    ...['(?:簽署|签署|簽訂|签订|簽|签)[了的過过]', '之間的|之间的', titles.chinese.join('|')],
  ].join('|'),
  'u',
)

/** A character by itself is looked for, as what a search for it may mean. */
const isSmallInChinese = (text: string) => (text.length > 1 && isSmallChinese(text)) || asksAlone(text)

/** Whether a run of Chinese has nothing but the words of a question. */
const asksAlone = (run: string) =>
  run
    .split(question)
    .join('')
    .replace(/[是的了]/gu, '') === ''

/**
 * The parts of a run of Chinese without the words of a question around them, and a word for how long something holds by
 * itself; the run itself if it is nothing else.
 */
export function withoutQuestion(run: string): string[] {
  const parts = run.split(question).flatMap((part, _, all) => (all.length > 1 ? part.replace(/^[與与]/u, '') : part))
  return parts.some((part) => part !== '') ? parts.flatMap((part) => part.split(validityInRun)) : [run]
}

const between = '的與与和及同跟'
const [atStart, atEnd] = [new RegExp(`^[${between}]+`), new RegExp(`[${between}]+$`)]

/** Two parts of a run of Chinese without the words that joined them. */
export function withoutJoining(first: string, second: string): [string, string] {
  return [first.replace(atEnd, '') || first, second.replace(atStart, '') || second]
}
