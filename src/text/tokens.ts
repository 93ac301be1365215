import { isHan, isLetter } from './characters.ts'
import { fold, normalize } from './fold.ts'
import { stem } from './stem.ts'

// What a text is cut into. Han characters give one token for each and one for each two neighbours, so that terms of any
// length match through the index; other words give their stem. Positions count characters of Han and words of others,
// and both scripts of one text get the same lexemes at the same positions.

/** In characters. Postgres refuses a lexeme of more than 2046 bytes. */
const longestWord = 100

export interface Token {
  lexeme: string
  /** One Han character of several in a row: the pairs say the same and more. */
  part: boolean
  /** Two neighbouring Han characters, at the place of the first. */
  pair: boolean
  /** A Han character with which a pair begins. */
  beginsPair: boolean
  position: number
  /** Offsets in the original text. */
  start: number
  end: number
}

/** What a lexeme is: a word; a character of Han by itself, or the first of two, or the last of several; or two of them. */
export type Shape = 'word' | 'single' | 'opening' | 'closing' | 'pair'

/** Cuts a text into lexemes. Two neighbouring Han characters give a token at the place of the first. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let position = 0
  eachToken(text, (lexeme, shape, start, end) => {
    const pair = shape === 'pair'
    if (!pair) position += 1
    const beginsPair = shape === 'opening'
    tokens.push({ lexeme, part: beginsPair || shape === 'closing', pair, beginsPair, position, start, end })
  })
  return tokens
}

/** Tells of each token in turn. A record has a thousand, of which its index keeps only the words. */
export function eachToken(
  text: string,
  visit: (lexeme: string, shape: Shape, start: number, end: number) => void,
): void {
  const { characters, starts, ends } = fold(text)
  const startOf = (index: number) => starts?.[index] ?? index
  const endOf = (index: number) => ends?.[index - 1] ?? index
  let follows = false
  for (let index = 0; index < characters.length; ) {
    const character = characters[index] ?? ''
    if (isHan(character)) {
      const next = characters[index + 1]
      const opens = isHan(next)
      visit(character, opens ? 'opening' : follows ? 'closing' : 'single', startOf(index), endOf(index + 1))
      if (opens) visit(`${character}${next}`, 'pair', startOf(index), endOf(index + 2))
      follows = true
      index += 1
      continue
    }
    follows = false
    if (isLetter(character)) {
      const end = endOfWord(characters, index)
      const word = starts ? lexemeOf(characters, index, end) : known(text.slice(index, end), characters, index, end)
      visit(word, 'word', startOf(index), endOf(end))
      index = end
    } else index += 1
  }
}

const lexemes = new Map<string, string>()
const mostKnown = 50_000

/** Where each character keeps its place, a word that is written alike has the same lexeme. */
function known(written: string, characters: string[], start: number, end: number): string {
  const kept = lexemes.get(written)
  if (kept !== undefined) return kept
  const lexeme = lexemeOf(characters, start, end)
  if (lexemes.size < mostKnown && written.length <= longestWord) lexemes.set(written, lexeme)
  return lexeme
}

function lexemeOf(characters: string[], start: number, end: number): string {
  return stem(joined(characters, start, Math.min(end, start + longestWord)))
}

function joined(characters: string[], start: number, end: number): string {
  let word = ''
  for (let index = start; index < end; index += 1) word += characters[index]
  return word
}

function endOfWord(characters: string[], start: number): number {
  let end = start + 1
  while (isLetter(characters[end]) || joins(characters, start, end)) end += 1
  return end
}

/** An apostrophe between letters, or the hyphen of `co-operation` and `co-ordination`. */
function joins(characters: string[], start: number, index: number): boolean {
  const mark = characters[index] ?? ''
  const next = characters[index + 1]
  if (mark === "'" || mark === '’') return isLetter(next)
  return (mark === '-' || mark === '‐') && next === 'o' && joined(characters, start, index) === 'co'
}

/** A token as it was written, but for case. Names are ranked by it. */
export function exactWord(text: string, { start, end }: Pick<Token, 'start' | 'end'>): string {
  const written = normalize(text.slice(start, end))
  return written.length > longestWord ? [...written].slice(0, longestWord).join('') : written
}
