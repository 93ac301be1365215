import { isHan } from './characters.ts'
import { figures, scales } from './numerals.ts'
import { isSmallChinese } from './small-words.ts'

/** Chinese is written without spaces; the segmenter knows where most of its words end. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Where the words of a run of Chinese begin, but for the first. */
export const wordBounds = (run: string): number[] => [...segmenter.segment(run)].map(({ index }) => index).slice(1)

/** An ordinal, which may count by another word than a name does: 第六屆 for 第六次. */
const ordinal = new RegExp(`(第(?:\\d+|[${figures}${scales}]+))[次屆届]`, 'u')
const anyOrdinal = new RegExp(ordinal, 'gu')

/** The same text with each ordinal as a word by itself, without what it counts by. */
export const uncounted = (text: string) => text.replace(anyOrdinal, ' $1 ')

/**
 * The words of a run of Chinese that mean something. Characters in a row that the segmenter knows no word for are one:
 * 緝毒犬.
 */
export const chineseWords = (run: string): string[] =>
  run.split(ordinal).flatMap((part, at) => (at % 2 === 1 ? part : wordsBetween(part)))

function wordsBetween(run: string): string[] {
  const words: string[] = []
  let goesOn = false
  for (const { segment, isWordLike } of segmenter.segment(run)) {
    const isKnown = !isWordLike || isSmallChinese(segment)
    const isSingle = !isKnown && segment.length === 1 && isHan(segment)
    if (isSingle && goesOn) words.push((words.pop() ?? '') + segment)
    else if (!isKnown) words.push(segment.replace(/(?<=..)[的了]$/u, ''))
    goesOn = isSingle
  }
  return words
}
