import { isHan, isLetter } from './characters.ts'
import { wordBounds } from './chinese-words.ts'
import { asPrinted } from './copied-text.ts'
import { figures, scales } from './numerals.ts'
import { pairs, quotationMarks } from './query-parser.ts'
import { searchFields, type Term } from './query-terms.ts'
import { isSmallWord } from './small-words.ts'

/** Stands where a word was left out. */
const gap = '\0'

/** Words that say that what follows is not wanted. */
const negation =
  /\s?(?:(?<![\p{L}\p{N}-])(?:without|not|except(?: for)?|excluding)\s+(?:(?:about|in|on|of|from|with|any|the)\s+)*|不包括\s*|除了\s*)(?=[\p{L}\p{N}])/giu

/**
 * A search with fewer words, those first that leave out least: without the words that nothing has, or without one of its
 * words. A single run of Chinese is shortened from either end. A name that stands in it is left out as a whole.
 * Of one that says what is not wanted, the same with `-` instead: without these words it would ask for the contrary.
 */
export function withFewerWords(copied: string, terms: Term[], missing: Term[], names: string[] = []): string[] {
  const q = asPrinted(copied)
  const excluding = q.replace(negation, ' -').trim()
  if (excluding !== q.trim()) return [excluding]
  const [only] = terms
  if (only && terms.length === 1) return shortened(only.text, names).map((part) => replaceWord(q, only.text, part))
  const units = [...new Set(terms.map((term) => names.find((name) => hasWord(name, term.text)) ?? term.text))]
  const isMissing = (unit: string) => missing.some(({ text }) => unit === text || hasWord(unit, text))
  const known = units.filter((unit) => !isMissing(unit))
  const left = units.filter(isMissing).reduce((left, unit) => replaceWord(left, unit, gap), q)
  const fewer = known.length > 1 ? known.map((unit) => replaceWord(left, unit, gap)) : []
  const searches = [...(known.length > 0 ? [left] : []), ...fewer].map(tidy)
  return [...new Set(searches)].filter((search) => search !== '' && search !== tidy(q))
}

const hasWord = (text: string, word: string) => replaceWord(text, word, gap) !== text

/** The beginnings and ends of a run of Chinese, the longest first. Names and ordinals in it are not cut, nor is a single character from what stands before it. */
function shortened(run: string, names: string[]): string[] {
  if (![...run].every(isHan)) return []
  const whole = [...names, ...(run.match(ordinals) ?? [])].map((text) => [run.indexOf(text), text.length] as const)
  const known = whole.filter(([start]) => start !== -1)
  const bounds = wordBounds(run).filter((start, at, all) => (all[at + 1] ?? run.length) - start > 1)
  const ends = new Set([...bounds, ...known.flatMap(([start, length]) => [start, start + length])])
  return [...ends]
    .filter((end) => !known.some(([start, length]) => end > start && end < start + length))
    .flatMap((end) => [run.slice(0, end), run.slice(end)])
    .filter((part) => part.length > 1 && part !== run)
    .sort((one, other) => other.length - one.length)
}

/** A search with another text in place of a word, which is not looked for within longer words. */
export function replaceWord(q: string, word: string, text: string): string {
  const isWhole = (at: number) =>
    !goesOn(q[pastWildcards(q, at - 1, -1)], word[0]) && !goesOn(word.at(-1), q[pastWildcards(q, at + word.length, 1)])
  let at = q.indexOf(word)
  while (at !== -1 && !isWhole(at)) at = q.indexOf(word, at + 1)
  return at === -1 ? q : q.slice(0, at) + text + q.slice(at + word.length)
}

const goesOn = (one?: string, next?: string) => isLetter(one) && isLetter(next)

/**
 * The nearest offset in a direction where no `?` or `*` stands: within a word, these stand for letters, as in `finan?e`.
 * An expression that ends with the text would begin at each of a row of them.
 */
function pastWildcards(q: string, offset: number, direction: 1 | -1): number {
  let at = offset
  while (q[at] === '?' || q[at] === '*') at += direction
  return at
}

const ordinals = new RegExp(`第[${figures}${scales}]+[次屆届]?`, 'gu')
const emptyMarks = new RegExp(
  [...pairs, ...[...quotationMarks].map((mark) => mark + mark), '()', '（）', '[]', '［］', '【】']
    .map(([open, close]) => `\\${open}\\s*${gap}\\s*\\${close}`)
    .join('|'),
  'g',
)
const emptyFields = new RegExp(`(?:${searchFields.join('|')})[:：]\\s*${gap}`, 'gi')
const joining = '[,;:，；：、。?*/–—-]'
const marksBehind = new RegExp(`${gap}${joining}+|(?<!\\s)${joining}${gap}`, 'g')
const wordsAround = new RegExp(`(?<![^\\s${gap}])([a-z]+)\\s*${gap}(?=\\s*([^\\s${gap}]*))`, 'gi')
const outer = '[\\s,;:，；：、。/–—-]'
/** A row of marks is looked at from its first one alone, or each would look for the end. */
const marksAround = new RegExp(`^${outer}+|(?<!${outer})${outer}+$`, 'g')

/** Without the marks and small words that a word leaves behind. */
function tidy(q: string): string {
  let left = q
    .replace(/\s+/g, ' ')
    .replaceAll(emptyMarks, gap)
    .replaceAll(emptyFields, gap)
    .replaceAll(marksBehind, gap)
  const isSmall = (word: string) => isSmallWord(word.toLowerCase())
  // A small word belongs to the words that follow.
  const leaveOut = (all: string, word: string, next: string) =>
    isSmall(word) && (next === '' || isSmall(next)) ? gap : all
  for (let before = ''; before !== left; ) {
    before = left
    left = left.replaceAll(wordsAround, leaveOut)
  }
  const words = left
    .replaceAll(gap, ' ')
    .replaceAll(marksAround, '')
    .replace(/(?<=\()\s+|\s+(?=\))/g, '')
    .split(/\s+/)
  const isTelling = (word: string) => !isSmall(word)
  return words
    .slice(Math.max(0, words.findIndex(isTelling)), words.findLastIndex(isTelling) + 1)
    .join(' ')
    .replaceAll(marksAround, '')
}
