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

/** A piece of text of a record; A weighs most, and A and B are names. */
export interface WeightedText {
  text: string
  weight: 'A' | 'B' | 'C' | 'D'
}

/** Postgres's own bounds: the last position, the positions of one lexeme, the bytes of one vector. */
const lastPosition = 16_383
const mostPositions = 255
const largestVector = 1_000_000
/** Far enough apart that no phrase reaches from one text into the next. */
const gap = 20

/**
 * The tsvector literal of a record: its texts by weight, and a lexeme without a place for each reference.
 *
 * A character of Han that begins a pair has no lexeme of its own, for the pair begins with it. A word of a name that is
 * no more than its stem begins stands there as it was written, too, behind `=`, for whoever types it.
 */
export function searchVector(texts: WeightedText[], references: string[]): string {
  return vectorOf(texts.map(cut), references)
}

type Cut = WeightedText & { tokens: Token[] }

function cut(text: WeightedText): Cut {
  return { ...text, tokens: tokenize(text.text) }
}

/** All that search looks at of a record: its vector, and the words of its titles. */
export function searchColumns(texts: WeightedText[], references: string[]) {
  const cuts = texts.map(cut)
  return { search: vectorOf(cuts, references), ...nameWordsOf(cuts) }
}

function vectorOf(texts: Cut[], references: string[]): string {
  const places = new Map<string, { text: string; count: number }>()
  const add = (lexeme: string, place: string) => {
    const found = places.get(lexeme)
    if (!found) places.set(lexeme, { text: place, count: 1 })
    else if (found.count < mostPositions) {
      found.text += `,${place}`
      found.count += 1
    }
  }
  let offset = 0
  for (const { text, weight, tokens } of texts) {
    const named = weight === 'A' || weight === 'B'
    for (const token of tokens) {
      if (token.beginsPair) continue
      const place = `${Math.min(offset + token.position, lastPosition)}${weight}`
      add(token.lexeme, place)
      if (!named || isHan(token.lexeme)) continue
      const exact = exactWord(text, token)
      if (!token.lexeme.startsWith(exact)) add(`=${exact}`, place)
    }
    offset += (tokens.at(-1)?.position ?? 0) + gap
  }
  return [...references.map(quote), ...withinBounds(places)].join(' ')
}

/** The words of a vector, from the first text on, until it is as large as Postgres takes. */
function withinBounds(places: Map<string, { text: string; count: number }>): string[] {
  const words: string[] = []
  let size = 0
  for (const [lexeme, { text, count }] of places) {
    size += 3 * lexeme.length + 4 + 2 * count
    if (size > largestVector) break
    words.push(`${quote(lexeme)}:${text}`)
  }
  return words
}

/** Of a name: the longest part that is kept. */
const longestNames = 4_000

/**
 * What ranking looks at, one line each: the words of titles (weight A) as they were written, and as they are folded;
 * each word with a space on either side, so that a term is found as words and as a phrase.
 */
export function nameWords(texts: WeightedText[]): { written: string; folded: string } {
  return nameWordsOf(texts.map(cut))
}

function nameWordsOf(texts: Cut[]): { written: string; folded: string } {
  const titles = texts.filter(({ weight }) => weight === 'A')
  const line = (word: (text: string, token: Token) => string) =>
    titles
      .map(({ text, tokens }) => wordsOf(tokens, (token) => word(text, token)))
      .join('|')
      .slice(0, longestNames)
  return { written: line(exactWord), folded: line((_, { lexeme }) => lexeme) }
}

/** Words in a row with a space on either side; of a pair of Han each character is a word. */
export function wordsOf(tokens: Token[], word: (token: Token) => string): string {
  return ` ${tokens
    .filter(({ pair }) => !pair)
    .map(word)
    .join(' ')} `
}
