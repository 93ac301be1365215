import { foldLetters } from './fold.ts'
import { chineseNumber, numerals } from './numerals.ts'
import { wordsInFigures } from './ordinals.ts'
import { radicalOrder } from './radicals.ts'

// A key for each text, so that both databases, which compare keys byte by byte, put texts in the order that readers look
// them up: case, accents and marks passed over, numbers by their value, then letters, then Chinese by radical and stroke.

/** The parts of a key: a word of English, a number, separators, and any other letter. */
const pieces = /[a-z]+|\d+|[^\p{L}\p{N}]+|[\p{L}\p{N}]/gu
/** Marks within a word, which part nothing. */
const within = /['-]/g

/** Chinese is written without spaces, and often with some. */
const besideHan = /(?<=\p{Script=Han})[^\p{L}\p{N}]+|[^\p{L}\p{N}]+(?=\p{Script=Han})/gu

/** Later characters hardly tell two texts apart, and an index takes no key of more than 2700 bytes. */
const longest = 300
/** Digits, letters of alphabets and syllables of Japanese stand before these code points. */
const firstHan = 0x4000

export function sortKey(text: string): string {
  const start = text.slice(0, longest)
  return (isPlain.test(start) ? keyOfPlain(start) : keyOfAny(start)).trim()
}

const isPlain = /^[\x20-\x7e]*$/

/** The same for texts in English, which most are, in less time. */
function keyOfPlain(text: string): string {
  return wordsInFigures(text.toLowerCase().replace(within, ''))
    .replace(/[^a-z\d]+/g, ' ')
    .replace(/\d+/g, ofNumber)
}

function keyOfAny(text: string): string {
  const folded = wordsInFigures(foldLetters(text).slice(0, longest).replace(within, '')).replace(besideHan, '')
  const parts = folded.replace(numerals, (written) => `${chineseNumber(written)}`).match(pieces) ?? []
  return parts.map(keyOf).join('')
}

function keyOf(piece: string): string {
  const code = piece.charCodeAt(0)
  if (code < 0x80) return code >= 0x61 && code <= 0x7a ? piece : code >= 0x30 && code <= 0x39 ? ofNumber(piece) : ' '
  const order = radicalOrder(piece)
  if (order !== undefined) return String.fromCharCode(firstHan + order) + piece
  return /[\p{L}\p{N}]/u.test(piece) ? piece : ' '
}

/** Longer numbers are greater, so a number begins with how many digits it has. */
function ofNumber(written: string): string {
  const digits = written.replace(/^0+(?=.)/, '')
  return String.fromCharCode(0x30 + Math.min(digits.length, 40)) + digits
}
