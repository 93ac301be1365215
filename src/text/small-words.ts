import type { Term } from './query-terms.ts'
import { wordsInRow } from './words-in-row.ts'

// Words that stand between others and mean little: a search for several words need not find these.

const small = new Set(
  'a an and are as at be between by for from has have in into is its of on or that the their this to was were what which with'.split(
    ' ',
  ),
)

export const isSmall = (term: Term) => isBare(term) && small.has(term.text.toLowerCase())

/** Whether a word is one of these, as they are folded, and no operator says more of it. */
export const isAmong = (term: Term, words: ReadonlySet<string>) =>
  isBare(term) && words.has(wordsInRow(term.text).folded)

const isBare = ({ quoted, excluded, field }: Term) => !quoted && !excluded && !field

/** The words of these names that mean something, as they are folded. */
export function tellingWords(names: string[]): Set<string> {
  const words = names.flatMap((name) => name.split(/\s+/)).filter((word) => !small.has(word.toLowerCase()))
  return new Set([...names, ...words].map((word) => wordsInRow(word).folded))
}

const between = '的與与和及同'
const [atStart, atEnd] = [new RegExp(`^[${between}]+`), new RegExp(`[${between}]+$`)]

/** Two parts of a run of Chinese without the words that joined them. */
export function withoutJoining(first: string, second: string): [string, string] {
  return [first.replace(atEnd, '') || first, second.replace(atStart, '') || second]
}
