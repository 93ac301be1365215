import { isHan, isLetter } from './characters.ts'
import { wordBounds } from './chinese-words.ts'
import { pairs, quotationMarks } from './query-parser.ts'
import type { Term } from './query-terms.ts'
import { isSmallWord } from './small-words.ts'

/**
 * A search with fewer words, those first that leave out least: without the words that nothing has, or without one of its
 * words. A single run of Chinese is shortened from either end.
 */
export function withFewerWords(q: string, terms: Term[], missing: Term[]): string[] {
  const [only] = terms
  if (only && terms.length === 1) return shortened(only.text).map((part) => replaceWord(q, only.text, part))
  const known = terms.filter((term) => !missing.includes(term))
  const left = missing.reduce((left, { text }) => replaceWord(left, text, ''), q)
  const fewer = known.length > 1 ? known.map(({ text }) => replaceWord(left, text, '')) : []
  const searches = [...(known.length > 0 ? [left] : []), ...fewer].map(tidy)
  return [...new Set(searches)].filter((search) => search !== '' && search !== tidy(q))
}

/** The beginnings and ends of a run of Chinese, the longest first. */
function shortened(run: string): string[] {
  if (![...run].every(isHan)) return []
  return wordBounds(run)
    .flatMap((end) => [run.slice(0, end), run.slice(end)])
    .filter((part) => part.length > 1)
    .sort((one, other) => other.length - one.length)
}

/** A search with another text in place of a word, which is not looked for within longer words. */
export function replaceWord(q: string, word: string, text: string): string {
  const goesOn = (one?: string, next?: string) => isLetter(one) && isLetter(next)
  const isWhole = (at: number) => !goesOn(q[at - 1], word[0]) && !goesOn(word.at(-1), q[at + word.length])
  let at = q.indexOf(word)
  while (at !== -1 && !isWhole(at)) at = q.indexOf(word, at + 1)
  return at === -1 ? q : q.slice(0, at) + text + q.slice(at + word.length)
}

const emptyMarks = new RegExp([...pairs, `[${quotationMarks}]{2}`, '\\(\\)'].join('|'), 'g')
const marksAround = /^[\s,;:，；：、。/–—-]+|[\s,;:，；：、。/–—-]+$/g

/** Without the marks and small words that a word leaves behind. */
function tidy(q: string): string {
  const words = q.replaceAll(emptyMarks, ' ').replaceAll(marksAround, '').split(/\s+/)
  const isLeft = (word = '') => !isSmallWord(word.toLowerCase())
  // The last of small words in a row belongs to the word that follows.
  const kept = words.filter((word, at) => isLeft(word) || (at > 0 && isLeft(words[at + 1])))
  return kept.join(' ').replaceAll(marksAround, '')
}
