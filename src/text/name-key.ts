import { isSearched } from './characters.ts'
import type { Folded } from './fold.ts'
import { nameInFigures } from './ordinals.ts'

const mark = '#'

/**
 * The lexeme by which the whole of a name is found: a hash of its letters and digits in folded form. Marks, spaces and
 * hyphens make no difference to it, and an ordinal is the same in words and in figures. Undefined if there are none. A
 * hyphen counts where it would exclude a word.
 *
 * The hash is of 56 bits, so that of ten million names hardly two share one; the hashes of `node:crypto` take as long
 * for a name as all the rest of indexing it.
 */
export function nameKey({ characters }: Folded): string | undefined {
  let letters = ''
  let isEmpty = true
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? ''
    const isWord = isSearched(character)
    if (!isWord && (character !== '-' || !excludes(characters, index))) continue
    isEmpty &&= !isWord
    letters += character
  }
  return isEmpty ? undefined : mark + hashOf(nameInFigures(letters))
}

function hashOf(letters: string): string {
  let [high, low] = [0x9747b28c, 0x811c9dc5]
  for (let unit = 0; unit < letters.length; unit += 1) {
    low = Math.imul(low ^ letters.charCodeAt(unit), 0x01000193)
    high = Math.imul(high ^ letters.charCodeAt(unit), 0x85ebca6b) ^ (low >>> 15)
  }
  return inTwo(high) + inTwo(low)
}

/** 28 bits as two characters that mean nothing here: few bytes, and none that a literal of Postgres quotes. */
function inTwo(bits: number): string {
  return String.fromCharCode(0x4e00 + ((bits >>> 18) & 0x3fff), 0x4e00 + ((bits >>> 4) & 0x3fff))
}

function excludes(characters: string[], index: number): boolean {
  const before = characters[index - 1]
  return (before === undefined || /\s/.test(before)) && isSearched(characters[index + 1])
}
