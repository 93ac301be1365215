import { isHan } from './characters.ts'
import { chineseWords } from './chinese-words.ts'
import { fileIn } from './copied-text.ts'
import { datesIn } from './dates.ts'
import { fold, stretchOf } from './fold.ts'
import { surnameAddressed } from './forms-of-address.ts'
import { nameKey } from './name-key.ts'
import { isTitle, parseQuery, type Query } from './query-language.ts'
import { type Expression, type Term, termsIn, termsOf } from './query-terms.ts'
import { withPlacesInFull } from './short-places.ts'
import { isPlaced, tokenize } from './tokens.ts'

// Other readings of a search that finds nothing as it was written: its runs of Chinese, and words that hyphens join, as
// several words, its words that lines break as one, the last part of an address, places in full, its first word as the end of one, or a whole name that
// stands within it.

/** Other readings of a search, to be asked in turn where it finds nothing. */
export function looserReadings(query: Query): Query[] {
  const joined = query.text.replace(brokenWord, '')
  const file = fileIn(query.text)
  const told = [file && nameKey(fold(file)) ? file : undefined, joined, withPlacesInFull(query.text)]
  const texts = told.filter((text) => text !== undefined && text !== query.text) as string[]
  const others = [...new Set(texts)].map((text) => parseQuery(text))
  const firsts = firstOtherwise(query.text).map((text) => parseQuery(text))
  const readings = [inWords(query), ...others, ...firsts.flatMap((first) => [first, inWords(first)]), cutAtStart(query)]
  return readings.filter((reading) => reading !== undefined && !reading.problem) as Query[]
}

/** A first session is called 首次 or 第一次. */
function firstOtherwise(text: string): string[] {
  const [counted, inaugural] = [text.replace(/首(?=[次屆届])/g, '第一'), text.replace(/第一(?=[次屆届])/g, '首')]
  return [counted, inaugural].filter((other) => other !== text)
}

/** Where a line ends within a word. */
const brokenWord = /(?<=\p{L})[-‐‑][^\S\n]*\n\s*(?=\p{L})/gu

/** Marks of a title that was cut at its start. */
const ellipsis = /^\s*(?:…|⋯|\.{2,})/

/** A title whose first word is the end of one; undefined where it is not long and has no ellipsis, or is no plain row of words. */
function cutAtStart(query: Query): Query | undefined {
  const isCut = isTitle(query.text) || ellipsis.test(query.text)
  const all = query.expression && 'all' in query.expression && isCut ? query.expression.all : []
  const [first, second, ...others] = all
  if (!isPlainWord(first) || !isPlainWord(second)) return undefined
  const [joined] = termsOf(`${first.text} ${second.text}`, second)
  if (!joined) return undefined
  const tokens = joined.tokens.slice(first.tokens.length)
  const expression = { all: [{ ...joined, tokens, compound: undefined, ends: true }, ...others] }
  return { ...query, expression, terms: termsIn(expression) }
}

const isPlainWord = (one: Expression | undefined): one is Term =>
  one !== undefined && 'tokens' in one && !one.quoted && !one.field && one.tokens.every(({ shape }) => shape === 'word')

/** The search with each run of Chinese, and all that hyphens join, as the words that it is made of; undefined where it has neither. */
function inWords(query: Query): Query | undefined {
  const expression = query.expression && wordsFor(query.expression)
  return expression && expression !== query.expression
    ? { ...query, expression, terms: termsIn(expression) }
    : undefined
}

function wordsFor(expression: Expression): Expression {
  if ('not' in expression) return expression
  if ('tokens' in expression) return wordsForTerm(expression)
  const each = 'any' in expression ? expression.any : expression.all
  const words = each.map(wordsFor)
  if (words.every((one, at) => one === each[at])) return expression
  return 'any' in expression ? { any: words } : { all: words.flatMap((one) => ('all' in one ? one.all : [one])) }
}

/** One between words: figures that it joins are a number, and co-operation is one word. */
const hyphen = /(?<=\p{L})(?<!\bco)\p{Dash}(?=\p{L})/iu

function wordsForTerm(term: Term): Expression {
  const { text, quoted, field } = term
  if (quoted || field || datesIn(text).length > 0 || surnameAddressed(text)) return term
  const isRun = [...text].filter(isHan).length >= 3
  const parts = text.split(hyphen).flatMap((part) => (isRun ? chineseWords(part) : part))
  if (isRun && parts.some((part) => part.length === 1 && isHan(part))) return term
  const words = parts.flatMap((word) => termsOf(word, { excluded: false }))
  const [only, ...others] = words
  if (!only || only.text === text) return term
  return others.length > 0 ? { all: words } : only
}

/** A part of a text that may be the whole of a name. */
export interface NameWithin {
  text: string
  key: string
  /** Whether it is long enough to be offered for the text. */
  isLong: boolean
  /** Whether it stands in title marks or little stands around it, so that all of the text may be meant for the name. An ordinal beside it is not little. */
  isMost: boolean
}

/** In words and characters: how long a text may be, and how long a name in it is at least that says most of what was meant. */
const [longestText, shortestName] = [60, 4]
/** How long other names are that are not cut. */
const [shortestUnit, longestUnit] = [2, 8]
/** The shortest name that is taken for all of a text, and the same where it is of Chinese characters. */
const [shortestTitle, shortestChineseTitle] = [6, 10]

const ordinal = /^(?:\d+(?:st|nd|rd|th)|第)$/

/** The parts of a text that may be names, the longest first. */
export function namesWithin(text: string): NameWithin[] {
  const units = tokenize(text).filter(({ shape }) => isPlaced(shape))
  if (units.length > longestText) return []
  const folded = fold(text)
  const parts: NameWithin[] = []
  for (let size = units.length - 1; size >= shortestUnit; size -= 1) {
    const isLong = size >= Math.max(shortestName, units.length / 3)
    if (!isLong && size > longestUnit) continue
    for (let at = 0; at + size <= units.length; at += 1) {
      const [first, last] = [units[at], units[at + size - 1]]
      const part = text.slice(first?.start, last?.end)
      const key = nameKey(stretchOf(folded, first?.start, last?.end))
      const shortest = isHan(first?.lexeme) ? shortestChineseTitle : shortestTitle
      const rest = units.filter((_, index) => index < at || index >= at + size)
      const isMarked = text[(first?.start ?? 0) - 1] === '《' && text[last?.end ?? 0] === '》'
      const isMost =
        (isMarked || (size >= shortest && size >= units.length * 0.6)) &&
        !rest.some(({ lexeme }) => ordinal.test(lexeme))
      if (key) parts.push({ text: part, key, isLong, isMost })
    }
  }
  return parts
}
