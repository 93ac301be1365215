import { Converter } from 'opencc-js'

// One spelling for all: NFKC, lower case, no accents, Traditional to Simplified, and the variants that Hong Kong, Taiwan
// and older print use. Character by character, so that a word folds alike whatever stands beside it.

const conversions = (['hk', 'tw', 't'] as const).map((from) => Converter({ from, to: 'cn' }))
/** Variants that are two words in the tables of conversion, but one word to readers. */
const variants = new Map([
  ['著', '着'],
  ['臺', '台'],
  ['檯', '台'],
  ['颱', '台'],
])
const known = new Map<string, string>()

function foldCharacter(character: string): string {
  const kept = known.get(character)
  if (kept !== undefined) return kept
  const plain = normalize(character).normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
  let folded = plain
  for (const convert of conversions) folded = [...folded].map((part) => variants.get(part) ?? convert(part)).join('')
  if (known.size < 50_000) known.set(character, folded)
  return folded
}

/** The form that still tells scripts apart: NFKC and lower case. */
export function normalize(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** A text in folded form, where each character knows its place in the original. */
export interface Folded {
  characters: string[]
  /** Of each folded character, the character of the original as normalized, and its first and last-but-one offset. */
  originals: { normal: string; start: number; end: number }[]
}

export function fold(text: string): Folded {
  const folded: Folded = { characters: [], originals: [] }
  let start = 0
  for (const character of text) {
    const end = start + character.length
    const normal = normalize(character)
    for (const part of foldCharacter(character)) {
      folded.characters.push(part)
      folded.originals.push({ normal, start, end })
    }
    start = end
  }
  return folded
}
