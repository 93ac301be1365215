import { exactLexeme, tokenize } from './tokens.ts'

/** A lexeme inside a tsvector or tsquery literal. What Postgres cannot store, NUL and halves of characters, is left out. */
export function quote(lexeme: string): string {
  return `'${lexeme
    .replace(/[\0\ud800-\udfff]/gu, '')
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "''")}'`
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
 * Texts of weight A and B are names. Their words also stand there as they were written, always: were they left out
 * where they equal the folded form, a search in Simplified could not tell a Simplified name from a Traditional one.
 */
export function searchVector(texts: { text: string; weight: 'A' | 'B' | 'C' | 'D' }[], references: string[]): string {
  const places = new Map<string, Set<string>>()
  let offset = 0
  for (const { text, weight } of texts) {
    const named = weight === 'A' || weight === 'B'
    const tokens = tokenize(text)
    for (const token of tokens) {
      const place = `${Math.min(offset + token.position, lastPosition)}${weight}`
      for (const lexeme of named ? [token.lexeme, exactLexeme(text, token)] : [token.lexeme]) {
        const found = places.get(lexeme)
        if (!found) places.set(lexeme, new Set([place]))
        else if (found.size < mostPositions) found.add(place)
      }
    }
    offset += (tokens.at(-1)?.position ?? 0) + gap
  }
  return [...references.map(quote), ...withinBounds(places)].join(' ')
}

/** The words of a vector, from the first text on, until it is as large as Postgres takes. */
function* withinBounds(places: Map<string, Set<string>>): Generator<string> {
  let size = 0
  for (const [lexeme, found] of places) {
    size += Buffer.byteLength(lexeme) + 4 + 2 * found.size
    if (size > largestVector) return
    yield `${quote(lexeme)}:${[...found].join(',')}`
  }
}
