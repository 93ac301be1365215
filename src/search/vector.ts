import { isHan } from './characters.ts'
import { exactWord, type Token, tokenize } from './tokens.ts'

/** A lexeme inside a tsvector or tsquery literal. What Postgres cannot store, NUL and halves of characters, is left out. */
export function quote(lexeme: string): string {
  if (!/['\\\0\ud800-\udfff]/.test(lexeme)) return `'${lexeme}'`
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
 * `search` is the tsvector literal that the index holds: each lexeme of the texts once, without places, and `others`: one
 * for each reference, and one for the year. A character of Han that begins a pair has no lexeme of its own, for the pair begins with it. A word of a
 * name that is no more than its stem begins stands there as it was written, too, behind `=`, for whoever types it.
 *
 * The others hold the words in their order, for phrases and for ranking: `written` those of titles as they were written,
 * `names` those of titles and, on a line below, of other names as they are folded, `words` those of all other texts.
 */
export function searchColumns(texts: WeightedText[], others: string[]) {
  const cuts = texts.map((text) => ({ ...text, tokens: tokenize(text.text) }))
  const of = (...weights: WeightedText['weight'][]) => cuts.filter(({ weight }) => weights.includes(weight))
  return {
    search: [...others.map(quote), ...vectorOf(cuts)].join(' '),
    written: lineOf(of('A'), exactWord),
    names: `${lineOf(of('A'), foldedWord)}\n${lineOf(of('B'), foldedWord)}`,
    words: lineOf(of('C', 'D'), foldedWord),
  }
}

type Cut = WeightedText & { tokens: Token[] }

/** The lexemes of a vector, from the first text on, until it is as large as Postgres takes. */
function vectorOf(texts: Cut[]): string[] {
  const lexemes = new Set<string>()
  for (const { text, weight, tokens } of texts) {
    const named = weight === 'A' || weight === 'B'
    for (const token of tokens) {
      if (token.beginsPair) continue
      lexemes.add(token.lexeme)
      if (!named || isHan(token.lexeme) || token.pair) continue
      const exact = exactWord(text, token)
      if (!token.lexeme.startsWith(exact)) lexemes.add(`=${exact}`)
    }
  }
  let size = 0
  const fits = (lexeme: string) => {
    size += 3 * lexeme.length + 4
    return size <= largestVector
  }
  return [...lexemes].filter(fits).map(quote)
}

const foldedWord = (_: string, { lexeme }: Token) => lexeme

/** The words of texts, each text apart, so that no phrase reaches from one into the next. */
function lineOf(texts: Cut[], word: (text: string, token: Token) => string): string {
  return texts.map(({ text, tokens }) => wordsOf(tokens, (token) => word(text, token))).join('|')
}

/** Words in a row with a space on either side; of a pair of Han each character is a word. */
export function wordsOf(tokens: Token[], word: (token: Token) => string): string {
  const words = tokens.filter(({ pair }) => !pair).map(word)
  return words.length > 0 ? ` ${words.join(' ')} ` : ''
}
