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

/** Cuts a text into lexemes. Two neighbouring Han characters give a token at the place of the first. */
export function tokenize(text: string): Token[] {
  const { characters, places } = fold(text)
  const tokens: Token[] = []
  let position = 0
  const add = (lexeme: string, from: number, to: number, { part = false, pair = false, beginsPair = false } = {}) => {
    const start = places[from]?.start ?? 0
    tokens.push({ lexeme, part, pair, beginsPair, position, start, end: places[to - 1]?.end ?? start })
  }
  for (let index = 0; index < characters.length; ) {
    const character = characters[index] ?? ''
    if (isHan(character)) {
      position += 1
      const beginsPair = isHan(characters[index + 1])
      add(character, index, index + 1, { part: beginsPair || isHan(characters[index - 1]), beginsPair })
      if (beginsPair) add(`${character}${characters[index + 1]}`, index, index + 2, { pair: true })
      index += 1
    } else if (isLetter(character)) {
      position += 1
      const end = endOfWord(characters, index)
      add(stem(characters.slice(index, Math.min(end, index + longestWord)).join('')), index, end)
      index = end
    } else index += 1
  }
  return tokens
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
  if (/^['’]$/.test(mark)) return isLetter(next)
  return /^[-‐]$/.test(mark) && next === 'o' && characters.slice(start, index).join('') === 'co'
}

/** A token as it was written, but for case. Names are ranked by it. */
export function exactWord(text: string, { start, end }: Token): string {
  const written = normalize(text.slice(start, end))
  return written.length > longestWord ? [...written].slice(0, longestWord).join('') : written
}
