import { isHan } from './characters.ts'
import { type Cut, inParts, withParts } from './parted.ts'
import type { Query } from './query-language.ts'
import { type Expression, type SearchField, type Term, termsIn } from './query-terms.ts'
import { exactWord } from './tokens.ts'
import { quote } from './vector.ts'
import { openEnded, type Rows, wordsInRow } from './words-in-row.ts'

// Turns a search into conditions of Postgres: those that its index answers, and those that are checked in the words of
// each record.

/**
 * A condition that is checked on records from the index: words in a row, also as a title has them written, a field of
 * its noun, a tsquery, or several of these.
 */
export type Check =
  | { inRow: string }
  | { inTitle: string }
  | { asWritten: string }
  | { has: SearchField }
  | { tsquery: string }
  | { all: Check[] }
  | { any: Check[] }
  | { not: Check }

/** The conditions that a search puts on a record. */
export interface Matching {
  /** That its name is the whole search: a tsquery. It need match nothing else. */
  name?: string
  /** Answered by the index alone. Empty where nothing can match. */
  tsquery: string
  /** The required parts that few references meet; empty if there are none. */
  narrow: string
  /**
   * Further required parts, up to four with the narrow ones, that not too many references meet. The index is asked for
   * each by itself: for two words that many references meet, one common tsquery takes eight times as long.
   */
  wide: string[]
  /** The conditions that the index cannot check. */
  checks: Check[]
}

/** For each term, the tsqueries that meet it as well: references to records whose names it matches, and its other meanings. */
export type Expansions = ReadonlyMap<Term, string[]>

export function toMatching({ name, expression }: Query, expansions: Expansions, cuts: Cut[] = []): Matching {
  const parts = conjunctsOf(expression)
  const conjuncts = parts.flatMap((part) => conjunctsOf(inParts(part, cuts)))
  const tsquery = conjuncts.flatMap((part) => indexed(part, expansions) ?? []).join(' & ')
  return {
    name: name && nameQuery(name),
    tsquery,
    ...neededOf(conjuncts, expansions),
    checks: parts
      .filter((part) => !isExact(inParts(part, cuts)))
      .map((part) => checkOf(withParts(part, cuts), expansions)),
  }
}

/** That a name of the record is the whole search, as it stands or in another reading. */
export const nameQuery = ({ keys }: NonNullable<Query['name']>): string => keys.map(quote).join(' | ')

/** The index looks up all parts of a search that no more references than this meet. */
const fewReferences = 8
/**
 * It looks up other parts, the rarest first, until there are `mostParts` in all. It leaves out those that more than
 * `mostReferences` references meet, unless nothing else is looked up.
 */
const [mostParts, mostReferences] = [4, 100]

function neededOf(conjuncts: Expression[], expansions: Expansions): Pick<Matching, 'narrow' | 'wide'> {
  const there = conjuncts.filter((part) => !('not' in part))
  const whole = there.filter((part) => !('tokens' in part && part.begins))
  // The beginning of a word is expensive to look up, and adds little if there are other words.
  const parts = (whole.length > 0 ? whole : there)
    .flatMap((part) => {
      const references = termsIn(part).map((term) => expansions.get(term)?.length ?? 0)
      const tsquery = indexed(part, expansions)
      return tsquery ? [{ tsquery, references: Math.max(...references) }] : []
    })
    .sort((one, other) => one.references - other.references)
  const narrow = parts.filter(({ references }) => references <= fewReferences)
  const others = parts.slice(narrow.length, Math.max(narrow.length, mostParts))
  const wide = others.filter(({ references }, at) => references <= mostReferences || narrow.length + at === 0)
  return {
    narrow: narrow.map(({ tsquery }) => tsquery).join(' & '),
    wide: wide.map(({ tsquery }) => tsquery),
  }
}

function conjunctsOf(expression?: Expression): Expression[] {
  if (!expression) return []
  return 'all' in expression ? expression.all.flatMap(conjunctsOf) : [expression]
}

/** Whether the index alone decides if a record matches. */
function isExact(expression: Expression): boolean {
  return termsIn(expression).every(({ tokens, field, ends }) => tokens.length === 1 && !field && !ends)
}

/** A tsquery that all records match which match the expression; undefined where there is none. */
function indexed(expression: Expression, expansions: Expansions): string | undefined {
  if ('tokens' in expression) return `(${waysOf(expression, expansions).join(' | ')})`
  if ('not' in expression) return isExact(expression) ? `!${indexed(expression.not, expansions)}` : undefined
  if ('any' in expression) return `(${expression.any.map((one) => indexed(one, expansions)).join(' | ')})`
  const all = expression.all.flatMap((one) => indexed(one, expansions) ?? [])
  return all.length > 0 ? `(${all.join(' & ')})` : undefined
}

function waysOf(term: Term, expansions: Expansions): string[] {
  if (term.field === 'title') return [`(${toTsquery(term)})`]
  if (term.field) return orNothing(expansions.get(term) ?? [])
  return [`(${toTsquery(term)})`, ...otherWays(term, expansions)]
}

/** A tsquery that matches nothing: no lexeme is a question mark. */
const orNothing = (ways: string[]) => (ways.length > 0 ? ways : [quote('?')])

/** A term is also met by a reference to a record whose name it matches. */
function otherWays(term: Term, expansions: Expansions): string[] {
  return [...(term.compound ? [quote(term.compound)] : []), ...(expansions.get(term) ?? [])]
}

function checkOf(expression: Expression, expansions: Expansions): Check {
  if ('not' in expression) return { not: checkOf(expression.not, expansions) }
  if ('any' in expression) return { any: expression.any.map((one) => checkOf(one, expansions)) }
  if ('all' in expression) return { all: expression.all.map((one) => checkOf(one, expansions)) }
  const { field } = expression
  if (expression.ends) return { asWritten: rowsOf(expression).written }
  if (field === 'title') return { inTitle: wordsInRow(expression.text).folded }
  if (field) return { all: [{ has: field }, { tsquery: waysOf(expression, expansions).join(' | ') }] }
  if (expression.tokens.length === 1) return { tsquery: waysOf(expression, expansions).join(' | ') }
  const inRow = { inRow: rowsOf(expression).folded }
  const others = otherWays(expression, expansions)
  return others.length > 0 ? { any: [inRow, { tsquery: others.join(' | ') }] } : inRow
}

/** The tsquery literal of one term: that its lexemes are there. Whether they stand in a row, its words must say. */
export function toTsquery(term: Term): string {
  const { tokens, begins } = term
  if (begins && tokens.at(-1)?.shape === 'word') return toTyped(term).tsquery
  return tokens.map(({ lexeme }) => literal(lexeme)).join(' & ')
}

/** The words of a term in a row, of which the first and the last may go on. */
export function rowsOf({ text, begins, ends }: Term): Rows {
  const rows = wordsInRow(text)
  const cut = begins ? openEnded(rows) : rows
  return ends ? { folded: cut.folded.trimStart(), written: cut.written.trimStart() } : cut
}

/** A character of Han by itself is also found where it begins a pair. */
function literal(lexeme: string): string {
  return `${quote(lexeme)}${isHan(lexeme) ? ':*' : ''}`
}

/** A term of which the last word is still being typed, to be met by names. */
interface Typed {
  /** That its lexemes may be there. */
  tsquery: string
  /** How folded names hold it. */
  folded: string
  /** A tsquery that names alone can meet; absent where `folded` says all. */
  written?: string
}

/** Stems are shorter than words, so both are tried. The pairs of Han need no prefix: each is a word by itself. */
export function toTyped(term: Term): Typed {
  const last = term.tokens.at(-1)
  const folded = wordsInRow(term.text).folded.trimEnd()
  if (last?.shape !== 'word') return { tsquery: toTsquery(term), folded }
  const word = exactWord(term.text, last)
  const before = term.tokens.slice(0, -1).map(({ lexeme }) => literal(lexeme))
  const ways = (...words: string[]) => `(${words.map((way) => `${quote(way)}:*`).join(' | ')})`
  return {
    tsquery: [...before, ways(last.lexeme, word, `=${word}`)].join(' & '),
    folded,
    written: [...before, ways(`=${word}`)].join(' & '),
  }
}
