import { keepFirst } from '../memory/for-ever.ts'
import { isHan, isLetter, isSearched } from './characters.ts'
import { type Folded, fold, normalize } from './fold.ts'
import { chineseNumber, isNumeral } from './numerals.ts'
import { stem } from './stem.ts'

// Cuts a text into tokens. Han characters give one token for each and one for each two neighbours, so that terms of any
// length match through the index; other words give their stem, and the number of an ordinal its figures. Positions
// count Han characters and other words, and both scripts of one text get the same lexemes at the same positions.

/** In characters. Postgres refuses a lexeme of more than 2046 bytes. */
const longestWord = 100

/**
 * The kind of a lexeme: a word; words joined by hyphens, written as one; a Han character by itself, or the first of
 * two, or the last of several; or two of them.
 */
export type Shape = 'word' | 'compound' | 'single' | 'opening' | 'closing' | 'pair'

export interface Token {
  lexeme: string
  shape: Shape
  position: number
  /** Offsets in the original text. */
  start: number
  end: number
}

/** Cuts a text into lexemes. A pair and a compound have the position of their first. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let position = 0
  eachToken(fold(text), text, (lexeme, shape, start, end) => {
    if (isPlaced(shape)) position += 1
    tokens.push({ lexeme, shape, position: shape === 'compound' ? position + 1 : position, start, end })
  })
  return tokens
}

/** Whether a token has a position of its own among words in a row. */
export function isPlaced(shape: Shape): boolean {
  return shape !== 'pair' && shape !== 'compound'
}

/**
 * Calls `visit` for each token. A record has a thousand, of which its index keeps only the words. Marks between two Han
 * characters separate them no more than they separate words.
 */
export function eachToken(
  { characters, starts, ends }: Folded,
  text: string,
  visit: (lexeme: string, shape: Shape, start: number, end: number) => void,
): void {
  const startOf = (index: number) => starts?.[index] ?? index
  const endOf = (index: number) => ends?.[index - 1] ?? index
  let follows = false
  let compounded = 0
  for (let index = 0; index < characters.length; ) {
    const character = characters[index] ?? ''
    if (isHan(character)) {
      const next = nextSearched(characters, index + 1)
      const numeral = character === '第' ? numeralAt(characters, next) : undefined
      const opens = isHan(characters[next]) && !numeral
      visit(character, opens ? 'opening' : follows ? 'closing' : 'single', startOf(index), endOf(index + 1))
      if (opens) visit(`${character}${characters[next]}`, 'pair', startOf(index), endOf(next + 1))
      if (numeral) visit(numeral.figures, 'word', startOf(next), endOf(numeral.end))
      follows = opens
      index = numeral?.end ?? next
    } else if (isLetter(character)) {
      const end = endOfWord(characters, index)
      if (characters[end] === '-' && end > compounded) {
        compounded = endOfCompound(characters, index, end)
        if (compounded > end)
          visit(lexemeOf(characters, index, compounded), 'compound', startOf(index), endOf(compounded))
      }
      const word = starts
        ? lexemeOf(characters, index, end)
        : cachedLexeme(text.slice(index, end), characters, index, end)
      visit(word, 'word', startOf(index), endOf(end))
      index = end
    } else index += 1
  }
}

/** The number in Chinese that begins there, in figures, and where it ends. */
function numeralAt(characters: string[], start: number): { figures: string; end: number } | undefined {
  let [written, end] = ['', start]
  for (let index = start; isNumeral(characters[index]); index = nextSearched(characters, end)) {
    written += characters[index]
    end = index + 1
  }
  return written === '' ? undefined : { figures: `${chineseNumber(written)}`, end }
}

function nextSearched(characters: string[], from: number): number {
  let index = from
  while (index < characters.length && !isSearched(characters[index])) index += 1
  return index
}

/** All letters and digits of a text. */
export function lettersOf({ characters }: Folded): string[] {
  return characters.filter((character) => isSearched(character))
}

const lexemes = keepFirst<string>({ name: 'words', most: 50_000 })

/** Where each character keeps its place, a word that is written alike has the same lexeme. */
function cachedLexeme(written: string, characters: string[], start: number, end: number): string {
  const kept = lexemes.find(written)
  if (kept !== undefined) return kept
  const lexeme = lexemeOf(characters, start, end)
  if (written.length <= longestWord) lexemes.keep(written, lexeme)
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

/** The end of the last of the words that hyphens join, if none of them has a digit. */
function endOfCompound(characters: string[], start: number, end: number): number {
  if (hasDigit(characters, start, end)) return end
  for (let last = end; ; ) {
    if (characters[last] !== '-' || !isLetter(characters[last + 1])) return last
    const next = endOfWord(characters, last + 1)
    if (hasDigit(characters, last + 1, next)) return last
    last = next
  }
}

function hasDigit(characters: string[], start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) if (/\p{N}/u.test(characters[index] ?? '')) return true
  return false
}

/** An apostrophe between letters, or the hyphen of `co-operation` and `co-ordination`. */
function joins(characters: string[], start: number, index: number): boolean {
  const mark = characters[index] ?? ''
  const next = characters[index + 1]
  if (mark === "'") return isLetter(next)
  return mark === '-' && next === 'o' && joined(characters, start, index) === 'co'
}

/** Characters that part words: one may carry a mark that is read as a letter, such as a Greek iota below it. */
const parting = /[\s|\p{C}]+/gu

/** A token as it was written, but for case. Names are ranked by it. */
export function exactWord(text: string, { start, end }: Pick<Token, 'start' | 'end'>): string {
  const written = normalize(text.slice(start, end)).replaceAll(parting, '')
  return written.length > longestWord ? [...written].slice(0, longestWord).join('') : written
}
