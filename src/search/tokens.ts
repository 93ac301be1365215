import { stemmer } from 'stemmer'
import { fold } from './fold.ts'

// What a text is cut into. Han characters give one lexeme for each and one for each two neighbours, so that terms of any
// length match through the index; other words give their stem. Positions count characters of Han and words of others,
// and both scripts of one text get the same lexemes at the same positions.

const longestWord = 100

export interface Token {
  lexeme: string
  /** The same before folding and stemming, marked with `=`; only where it differs. */
  exact?: string
  position: number
  /** Offsets in the original text. */
  start: number
  end: number
}

/** Cuts a text into lexemes. Two neighbouring Han characters give a token at the place of the first. */
export function tokenize(text: string): Token[] {
  const { characters, originals } = fold(text)
  const tokens: Token[] = []
  let position = 0
  for (let index = 0; index < characters.length; ) {
    const character = characters[index] ?? ''
    const origin = originals[index]
    if (!origin) break
    if (isHan(character)) {
      position += 1
      tokens.push(token(character, origin.normal, position, origin.start, origin.end))
      const next = characters[index + 1] ?? ''
      const after = originals[index + 1]
      if (after && isHan(next))
        tokens.push(token(character + next, origin.normal + after.normal, position, origin.start, after.end))
      index += 1
    } else if (isWordPart(character)) {
      let end = index + 1
      while (end < characters.length && isWordPart(characters[end] ?? '') && !isHan(characters[end] ?? '')) end += 1
      const word = characters.slice(index, end).join('').slice(0, longestWord)
      position += 1
      tokens.push(token(stemmer(word), word, position, origin.start, originals[end - 1]?.end ?? origin.end))
      index = end
    } else index += 1
  }
  return tokens
}

function token(lexeme: string, normal: string, position: number, start: number, end: number): Token {
  return { lexeme, ...(normal !== lexeme && { exact: `=${normal}` }), position, start, end }
}

function isHan(character: string): boolean {
  return /^\p{Script=Han}$/u.test(character)
}

function isWordPart(character: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(character)
}

/** A lexeme inside a tsvector or tsquery literal. */
export function quote(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

const lastPosition = 16_383
/** Far enough apart that no phrase reaches from one text into the next. */
const gap = 20

/** The tsvector literal of a record: its texts by weight, and a lexeme without a place for each reference. */
export function searchVector(texts: { text: string; weight: 'A' | 'B' | 'C' | 'D' }[], references: string[]): string {
  const places = new Map<string, string[]>()
  let offset = 0
  for (const { text, weight } of texts) {
    const tokens = tokenize(text)
    for (const { lexeme, exact, position } of tokens) {
      const place = `${Math.min(offset + position, lastPosition)}${weight}`
      for (const name of exact ? [lexeme, exact] : [lexeme]) {
        const list = places.get(name)
        if (list) list.push(place)
        else places.set(name, [place])
      }
    }
    offset += (tokens.at(-1)?.position ?? 0) + gap
  }
  const words = [...places].map(([lexeme, list]) => `${quote(lexeme)}:${list.slice(0, 255).join(',')}`)
  return [...words, ...references.map(quote)].join(' ')
}
