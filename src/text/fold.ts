import { keepFirst } from '../memory/for-ever.ts'
import { caseFolding } from './tables/case-folding.ts'
import { hanVariants } from './tables/han-variants.ts'

// One spelling for all: NFKC, full case folding, no accents, one hyphen and one apostrophe, and one character for those of
// Han that are the same word. Each character by itself, so that a word folds alike whatever stands beside it.

const groups = (table: string) =>
  table
    .trim()
    .split(/\s/)
    .map((group) => [...group])
const foldedCase = new Map(groups(caseFolding).map(([from = '', ...to]) => [from, to.join('')]))
const hasFoldedCase = new RegExp(`[${[...foldedCase.keys()].join('')}]`, 'gu')
const simplest = new Map(
  groups(hanVariants).flatMap(([first = '', ...others]) => others.map((other) => [other, first])),
)

/** The marks that are written for an apostrophe, which parts no word. */
export const apostrophes = "'`´‘’‛′ʹʼ＇"

/**
 * Characters that people use for one mark: apostrophes, hyphens and dashes, and the circle that is a zero in Chinese.
 */
const marks: [RegExp, string][] = [
  [new RegExp(`[${apostrophes}]`, 'g'), "'"],
  [/\p{Dash}/gu, '-'],
  [/[○◯]/g, '〇'],
]

/** A letter with its accents; Korean in a row, whose parts join across characters; any other character. */
const clusters = /\p{Script=Hangul}+\p{M}*|.\p{M}*/gsu
const joining = /[\p{M}\p{Script=Hangul}\ud800-\udfff]|[^\0-\uffff]/u
/** Soft hyphens, joiners, variation selectors and other marks that print nothing. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu
const clusterFolds = keepFirst<string[]>({ name: 'words', most: 50_000 })
// By code unit: what is asked of every character of every text.
const foldedUnits: string[] = new Array(0x10000)
const normalUnits: string[] = new Array(0x10000)

function foldCluster(cluster: string): string[] {
  const kept = clusterFolds.find(cluster)
  if (kept) return kept
  const folded = [...foldLetters(cluster)].map((character) => simplest.get(character) ?? character)
  if (cluster.length <= 4) clusterFolds.keep(cluster, folded)
  return folded
}

/** All of folding but for Han. */
export function foldLetters(text: string): string {
  // Some letters, such as ŉ, are a mark and a letter in their normal form only.
  return oneMark(normalize(oneMark(text)))
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
}

/** One hyphen and one apostrophe for all. */
function oneMark(text: string): string {
  return marks.reduce((marked, [written, mark]) => marked.replace(written, mark), text)
}

/** The form that still tells scripts and accents apart: NFKC and folded case. */
export function normalize(text: string): string {
  if (text.length === 1) {
    const code = text.charCodeAt(0)
    normalUnits[code] ??= normalizeAnew(text)
    return normalUnits[code]
  }
  return normalizeAnew(text)
}

function normalizeAnew(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase()
  const lower = text.normalize('NFKC').toLowerCase()
  return lower.replace(hasFoldedCase, (character) => foldedCase.get(character) ?? character).replace(invisible, '')
}

/** A text in folded form, where each character knows its offset in the original. */
export interface Folded {
  characters: string[]
  /** For each folded character, the offset in the original where its source begins; absent if all keep their places. */
  starts?: number[]
  /** The offset where it ends. */
  ends?: number[]
}

export function fold(text: string): Folded {
  return foldInPlace(text) ?? foldClusters(text)
}

export function foldedText(text: string): string {
  return fold(text).characters.join('')
}

/**
 * Folds unit by unit, where each folds to exactly one character. Undefined for texts with accents, Korean or surrogate
 * pairs, which are rare.
 */
function foldInPlace(text: string): Folded | undefined {
  if (joining.test(text)) return undefined
  const characters = new Array<string>(text.length)
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    foldedUnits[code] ??= foldUnit(text.charAt(index))
    if (foldedUnits[code] === '') return undefined
    characters[index] = foldedUnits[code]
  }
  return { characters }
}

/** The part of a folded text that stands between two offsets of the original. */
export function stretchOf({ characters, starts, ends }: Folded, start = 0, end = Number.POSITIVE_INFINITY): Folded {
  if (!starts || !ends) return { characters: characters.slice(start, end) }
  const [first, behind] = [starts.findIndex((one) => one >= start), ends.findIndex((one) => one > end)]
  return { characters: characters.slice(first === -1 ? characters.length : first, behind === -1 ? undefined : behind) }
}

/** The folded form of a character; empty unless that is one character. */
function foldUnit(character: string): string {
  const [folded = '', ...others] = foldCluster(character)
  return others.length === 0 ? folded : ''
}

function foldClusters(text: string): Folded {
  const [characters, starts, ends]: [string[], number[], number[]] = [[], [], []]
  for (const { 0: cluster, index } of text.matchAll(clusters))
    for (const character of foldCluster(cluster)) {
      characters.push(character)
      starts.push(index)
      ends.push(index + cluster.length)
    }
  return { characters, starts, ends }
}
