import { fold } from './fold.ts'
import { nameKey } from './name-key.ts'
import { isSmallWord } from './small-words.ts'
import { eachToken, exactWord, isPlaced } from './tokens.ts'
import { type Rows, WordsInRow, wordsInRow } from './words-in-row.ts'

const special = /['\\\0\ud800-\udfff]/

/** A lexeme inside a tsquery literal, without NUL and halves of characters, which Postgres cannot store. */
export function quote(lexeme: string): string {
  if (!special.test(lexeme)) return `'${lexeme}'`
  return `'${lexeme
    .replace(/[\0\ud800-\udfff]/gu, '')
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "''")}'`
}

export const dateMark = '@'

/** The lexeme for a year, month or day; no word looks like it. */
export const dateLexeme = (date: string): string => dateMark + date

/** Ends the lexeme of a year of which the month is not known. */
export const noMonth = '-'

const ofDecade = 3

/** The lexemes for a partial date: its decade and year, and its month and day as far as they are known. */
export function dateLexemes(date: string): string[] {
  const known = [ofDecade, 4, 7, 10].filter((length) => length <= date.length).map((length) => date.slice(0, length))
  return [...known, ...(date.length === 4 ? [date + noMonth] : [])].map(dateLexeme)
}

/** The lexemes of which each record of one of these dates has one: few, because whole decades are one. */
export function lexemesOfAny(dates: string[]): string[] {
  const isWhole = (decade: string) => dates.filter((date) => date.startsWith(decade)).length === 10
  const fewest = dates.map((date) => (isWhole(date.slice(0, ofDecade)) ? date.slice(0, ofDecade) : date))
  return [...new Set(fewest)].map(dateLexeme)
}

/** The lexeme for an id of a record; the keys of names look otherwise. */
export const idLexeme = (id: string): string => `#${id}`

/** The lexeme for the first letters of a name, which is not the name itself. */
export const initialsLexeme = (letters: string): string => `~${letters}`

const givenName = /(?<![\p{L}-])(\p{Lu})\p{Ll}+-(\p{L})\p{Ll}+(?![\p{L}-])/gu

/** That lexeme of each name that has three to six words in English, without small ones, and of given names such as Ka-chiu. */
export function initialsLexemes(texts: WeightedText[]): string[] {
  const names = texts.filter(({ weight }) => weight === 'A' || weight === 'B')
  const given = names.flatMap(({ text }) => [...text.matchAll(givenName)].map(([, ...letters]) => letters.join('')))
  return given.map((letters) => initialsLexeme(letters.toLowerCase())).concat(names.flatMap(initialsOf))
}

function initialsOf({ text }: WeightedText): string[] {
  const words = wordsInRow(text).folded.trim().split(' ')
  const telling = words.filter((word) => !isSmallWord(word))
  const isShort = telling.length >= 3 && telling.length <= 6 && telling.every((word) => /^[a-z]{2}/.test(word))
  return isShort ? [initialsLexeme(telling.map(([first]) => first).join(''))] : []
}

/** A piece of text of a record; A weighs most, and A and B are names. */
export interface WeightedText {
  text: string
  weight: 'A' | 'B' | 'C' | 'D'
}

/** Postgres takes no larger vector, in bytes. */
const largestVector = 1_000_000

/**
 * The texts of a record as search looks at them.
 *
 * `search` has the lexemes that the index holds, separated by spaces: those of the texts, each once, and `others`: one
 * for each reference, and those for its date and ids. A Han character that begins a pair has no lexeme of its own, because the
 * pair begins with it. A word of a name is there as it was written as well, behind `=`, unless its stem begins with it,
 * for searches that are still being typed; and the whole of a name by its key.
 *
 * The other columns hold the words in their order, for phrases and for ranking: `written` those of titles as they were
 * written, with the marks between Han characters, `names` those of titles and, on a line below, of other names in
 * folded form, `words` those of all other texts.
 */
export function searchColumns(texts: WeightedText[], others: string[]) {
  const lexemes = new Set<string>()
  const lines = texts.map((text) => lexemeRows(text, lexemes))
  const of = (...weights: WeightedText['weight'][]) =>
    lines.filter((_, at) => weights.includes(texts[at]?.weight ?? 'D'))
  const [titles, names] = [of('A'), of('B')]
  return {
    search: vectorOf([...others, ...lexemes]),
    written: apart(titles.map(({ written }) => written)),
    names: `${apart(titles.map(({ folded }) => folded))}\n${apart(names.map(({ folded }) => folded))}`,
    words: apart(of('C', 'D').map(({ folded }) => folded)),
  }
}

/** The words of one text; adds to the lexemes of all. Only titles keep the words as they were written. */
function lexemeRows({ text, weight }: WeightedText, lexemes: Set<string>): Rows {
  const isTitle = weight === 'A'
  const isName = isTitle || weight === 'B'
  const folded = fold(text)
  const key = isName ? nameKey(folded) : undefined
  if (key) lexemes.add(key)
  const words = new WordsInRow(text)
  eachToken(folded, text, (lexeme, shape, start, end) => {
    if (shape !== 'opening') lexemes.add(lexeme)
    if (!isPlaced(shape)) return
    words.addFolded(lexeme)
    if (!isName || (shape !== 'word' && !isTitle)) return
    const exact = exactWord(text, { start, end })
    if (isTitle) words.addWritten(exact, shape, start, end)
    if (shape === 'word' && !lexeme.startsWith(exact)) lexemes.add(`=${exact}`)
  })
  return words.rows()
}

/** Each text apart, so that no phrase reaches from one into the next. */
const apart = (lines: string[]) => lines.join('|')

/** The lexemes of a vector, from the first on, until it is as large as Postgres takes. */
function vectorOf(lexemes: string[]): string {
  const all = lexemes.join(' ')
  if (4 * all.length < largestVector) return all
  let size = 0
  const fits = (lexeme: string) => {
    size += 3 * lexeme.length + 4
    return size <= largestVector
  }
  return lexemes.filter(fits).join(' ')
}
