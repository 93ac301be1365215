import { eachToken, exactWord, type Token } from './tokens.ts'

const special = /['\\\0\ud800-\udfff]/

/** A lexeme inside a tsquery literal. What Postgres cannot store, NUL and halves of characters, is left out. */
export function quote(lexeme: string): string {
  if (!special.test(lexeme)) return `'${lexeme}'`
  return `'${lexeme
    .replace(/[\0\ud800-\udfff]/gu, '')
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "''")}'`
}

export const yearMark = '@'

/** The lexeme for the year by which a record is ordered, of a day or a year; no word looks like it. */
export function yearLexeme(day: string): string {
  return yearMark + day.slice(0, 4)
}

/** A piece of text of a record; A weighs most, and A and B are names. */
export interface WeightedText {
  text: string
  weight: 'A' | 'B' | 'C' | 'D'
}

/** Postgres takes no larger vector, in bytes. */
const largestVector = 1_000_000

/**
 * All that search looks at of a record.
 *
 * `search` has the lexemes that the index holds, parted by spaces: those of the texts, each once, and `others`: one for
 * each reference, and one for the year. A character of Han that begins a pair has no lexeme of its own, for the pair
 * begins with it. A word of a name that is no more than its stem begins stands there as it was written, too, behind `=`,
 * for whoever types it.
 *
 * The others hold the words in their order, for phrases and for ranking: `written` those of titles as they were written,
 * `names` those of titles and, on a line below, of other names as they are folded, `words` those of all other texts.
 */
export function searchColumns(texts: WeightedText[], others: string[]) {
  const lexemes = new Set<string>()
  const lines = texts.map((text) => linesOf(text, lexemes))
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

/** Of one text, the words as they are folded and, where it is a title, as they were written. Adds to the lexemes of all. */
function linesOf({ text, weight }: WeightedText, lexemes: Set<string>): { written: string; folded: string } {
  const isTitle = weight === 'A'
  const named = isTitle || weight === 'B'
  const written: string[] = []
  const folded: string[] = []
  eachToken(text, (lexeme, shape, start, end) => {
    if (shape !== 'opening') lexemes.add(lexeme)
    if (shape === 'pair') return
    folded.push(lexeme)
    if (!named || (shape !== 'word' && !isTitle)) return
    const exact = exactWord(text, { start, end })
    if (isTitle) written.push(exact)
    if (shape === 'word' && !lexeme.startsWith(exact)) lexemes.add(`=${exact}`)
  })
  return { written: spaced(written), folded: spaced(folded) }
}

const spaced = (words: string[]) => (words.length > 0 ? ` ${words.join(' ')} ` : '')

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

/** Words in a row with a space on either side; of a pair of Han each character is a word. */
export function wordsOf(tokens: Token[], word: (token: Token) => string): string {
  return spaced(tokens.filter(({ pair }) => !pair).map(word))
}
