import type { Term } from './query-terms.ts'
import { wordsInRow } from './words-in-row.ts'

// Words that stand between others and mean little: a search for several words need not find these.

const small = new Set(
  (
    'a an and are as at be between by for from has have in into is its of on or that the their this to was were what which with ' +
    'about all any concerning did do does find how list many me mr mrs ms much please regarding show signed there under versus vs when where who whose'
  ).split(' '),
)

export const isSmallWord = (word: string) => small.has(word)
export const isSmall = (term: Term) => isBare(term) && isSmallWord(term.text.toLowerCase())

/** Whether a word is one of these, as they are folded, and no operator says more of it. */
export const isAmong = (term: Term, words: ReadonlySet<string>) =>
  isBare(term) && words.has(wordsInRow(term.text).folded)

const isBare = ({ quoted, excluded, field }: Term) => !quoted && !excluded && !field

/** The words of these names that mean something, as they are folded. */
export function tellingWords(names: string[]): Set<string> {
  const words = names.flatMap((name) => name.split(/\s+/)).filter((word) => !isSmallWord(word.toLowerCase()))
  return new Set([...names, ...words].map((word) => wordsInRow(word).folded))
}

/** Words that ask, that say who signed or with whom, and that address a person. */
const question = new RegExp(
  [
    ...['有關|有关|關於|关于|涉及|哪些|哪個|哪个|何時|何时|請問|请问', '是?(?:什麼|什么|甚麼)(?:時候|时候)?'],
    ...['(?:簽署|签署|簽訂|签订|簽|签)[了的]', '之間的|之间的', '先生|女士'],
  ].join('|'),
  'u',
)

/** The parts of a run of Chinese without the words of a question around them; the run itself if it is nothing else. */
export function withoutQuestion(run: string): string[] {
  const parts = run.split(question).flatMap((part, _, all) => (all.length > 1 ? part.replace(/^[與与]/u, '') : part))
  return parts.some((part) => part !== '') ? parts : [run]
}

const between = '的與与和及同'
const [atStart, atEnd] = [new RegExp(`^[${between}]+`), new RegExp(`[${between}]+$`)]

/** Two parts of a run of Chinese without the words that joined them. */
export function withoutJoining(first: string, second: string): [string, string] {
  return [first.replace(atEnd, '') || first, second.replace(atStart, '') || second]
}
