import { editCosts } from '../problems/nearest.ts'
import { isHan } from './characters.ts'
import { toTsquery } from './matching.ts'
import { isFigure } from './numerals.ts'
import { type Term, termsOf } from './query-terms.ts'
import { isPlaced, type Token, tokenize } from './tokens.ts'
import { quote } from './vector.ts'

// Finds the name that a search with no hits may have meant: one that differs by a slip or two. A slip is a letter or
// Han character that is wrong, missing or added, or two letters that changed places.

/** How many slips are looked past in a text of so many letters. */
export function mostSlips(letters: number): number {
  if (letters < 2) return 0
  return letters <= 5 ? 1 : letters <= 11 ? 2 : 3
}

/** In letters: what is beyond them is not compared. */
const longest = 120

const [code, smallLetter] = [/^[A-Z]{2,5}$/, /[a-z]/]

/**
 * Whether a name may stand for a text. In place of a short word no whole title may, nor a code, and in two characters a
 * slip leaves nothing. A word that begins otherwise is meant only as all of a name.
 */
export function isNearEnough(text: string, name: string): boolean {
  if (isHan(text[0])) return text.length > 2 && name.length <= (text.length > 4 ? 8 + 4 * text.length : text.length + 1)
  if (code.test(name) && smallLetter.test(text)) return false
  const word = nearestWord(text, name)
  if (word !== name && first(word) !== first(text)) return false
  if (text.length > 7) return name.length <= 8 + 4 * text.length
  return name.length <= (text.length > 4 ? 2 * text.length : text.length + 1)
}

const first = (word: string) => spell(word.toLowerCase()).letters[0]

/** Whether a word beside others has letters or characters enough to tell which it was meant for. */
export const isTelling = (word: string) => word.length > (isHan(word[0]) ? 2 : 4)

/** The letters of a word but the first, if they are enough to tell it. */
export function lettersBehindFirst(word: string): string[] {
  const [, ...letters] = word
  return letters.length >= 3 ? letters : []
}

/** The numbers and ordinals among folded words in a row. */
export const figuresIn = (row: string): string[] => row.split(' ').filter(isFigure)

/** Letters that are taken for one another, by people and by what reads print. */
const lookAlikes: [RegExp, string][] = [
  [/(?<=[a-z])0|0(?=[a-z])/g, 'o'],
  [/(?<=[a-z])1|1(?=[a-z])/g, 'l'],
  [/rn/g, 'm'],
]
const asAlike = (text: string) => lookAlikes.reduce((alike, [from, to]) => alike.replace(from, to), text)

/** The letters of words in a row, and before which of them, or after the last, a word begins or ends. */
export interface Spelled {
  letters: string[]
  bounds: boolean[]
}

export function spell(row: string): Spelled {
  const spelled: Spelled = { letters: [], bounds: [] }
  let begins = true
  for (const character of asAlike(row.slice(0, 2 * longest))) {
    if (character !== ' ' && spelled.letters.length < longest) {
      spelled.letters.push(character)
      spelled.bounds.push(begins)
    }
    begins = character === ' '
  }
  spelled.bounds.push(true)
  return spelled
}

/** The fewest slips by which a text differs from any row of whole words of a name. */
export function slipsBetween(text: Spelled, name: Spelled): number {
  const start = name.bounds.map((isBound) => (isBound ? 0 : Number.POSITIVE_INFINITY))
  return Math.min(...editCosts(text.letters, name.letters, start).filter((_, column) => name.bounds[column]))
}

/** The word of a name that a word may have been meant for; all of the name where it is Chinese, which has no spaces. */
export function nearestWord(word: string, name: string): string {
  if (/\s|\p{Script=Han}/u.test(word)) return name
  const asked = spell(word.toLowerCase())
  const slips = (one: string) => slipsBetween(asked, spell(one.toLowerCase()))
  return name.split(/\s+/).reduce((best, one) => (slips(one) < slips(best) ? one : best))
}

/** In words and characters: only the first of a longer text are thought to be wrong. */
const mostUnits = 40

/** A tsquery that all of these words are there. */
export const tsqueryOfAll = (terms: Term[]): string => terms.map(toTsquery).join(' & ')

/** In characters: of a run that is as long, what is left without two of them still tells a name. */
const longRun = 5

/**
 * Tsqueries for the names near a text: that all is there, and for each word or character that may be wrong, or for two
 * characters that may have changed places, that the others are there, and of a word its first letters.
 */
export function tsqueriesNear(text: string): string[] {
  const units = tokenize(text).filter(({ shape }) => isPlaced(shape))
  const all = termsOf(text, { excluded: false }).map(toTsquery)
  return [...all, ...tsqueriesWithoutOne(text, units)]
}

function tsqueriesWithoutOne(text: string, units: Token[]): string[] {
  const mayBeSwapped = units.filter(({ lexeme }) => isHan(lexeme)).length >= longRun
  return units.slice(0, mostUnits).flatMap((unit, at) => {
    const next = units[at + 1]
    const last = mayBeSwapped && isHan(next?.lexeme) ? next : undefined
    // The texts on both sides are searched separately, because they need not be neighbours.
    const sides = [text.slice(0, unit.start), text.slice((last ?? unit).end)]
    const others = sides.flatMap((side) => termsOf(side, { excluded: false }).map(toTsquery))
    if (isHan(unit.lexeme)) return others.length > 0 ? [others.join(' & ')] : []
    return beginningsOf(unit).map((beginning) => [...others, beginning].join(' & '))
  })
}

/**
 * Words that share this many first letters are asked for as well, because only some of many with the same first letter
 * are compared.
 */
const alike = 4

function beginningsOf({ lexeme }: Token): string[] {
  // By code point: half of one is no text.
  const spellings = [...new Set([lexeme, asAlike(lexeme)])].map((spelling) => [...spelling])
  const beginnings = spellings.flatMap((letters) =>
    (letters.length > alike ? [1, alike] : [1]).map((size) => letters.slice(0, size).join('')),
  )
  return [...new Set(beginnings)].map((beginning) => `${quote(beginning)}:*`)
}
