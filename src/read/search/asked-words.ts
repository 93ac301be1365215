import type { Noun } from '../../model/noun.ts'
import { dayRange, undated } from '../../model/partial-date.ts'
import { datesOf } from '../../text/dates.ts'
import { rowsOf } from '../../text/matching.ts'
import { plainWords, type Query } from '../../text/query-language.ts'
import { type Expression, hasOperators, type Term, termsIn } from '../../text/query-terms.ts'
import { asksValidity, isSmall } from '../../text/small-words.ts'
import { openEnded, type Rows, wordsInRow } from '../../text/words-in-row.ts'
import { isOwnWord } from './search-query.ts'

// The part of a search that counts for the order of hits.

/** A word of a search, and the first and last day of the year that it is. */
export interface Word extends Rows {
  year?: Days
}

/** The first and last of some days, counted from the first that there is. */
type Days = [first: number, last: number]

/** The words of a search: all of it in a row, each alone, and the parts of runs beside these. */
export interface Asked {
  row?: Rows
  words: Word[]
  /** Those that tell something, where there are such. */
  parts: Word[]
  /** The words that do not count: a record is no better an answer for a date in its title. */
  passed: ReadonlySet<Term>
  /** Those of the dates that do not count. */
  days: Days[]
}

/** The words by which the records of a noun, or of several, are ranked. */
export function askedBy({ name, expression, terms }: Query, noun: Noun | undefined): Asked {
  const asked = expression ? termsIn(expression) : []
  const passed = passedOver(asked, noun)
  const counted = (some: Term[]) => some.filter((term) => !term.excluded && !passed.has(term))
  const telling = counted(terms).filter((term) => !isSmall(term))
  const row = expression && passed.size < asked.length ? rowOf(expression, name?.row) : undefined
  return {
    row: row && asked.at(-1)?.begins ? openEnded(row) : row,
    words: counted(asked).map(wordOf),
    parts: (telling.length > 0 ? telling : counted(terms)).map(wordOf),
    passed,
    days: asked.flatMap((term) => (passed.has(term) ? [daysOf(term)] : [])).filter((days) => days !== undefined),
  }
}

/** A year that counts beside other words stands in a name, or is that of the record. */
export const wordOf = (term: Term): Word => ({ ...rowsOf(term), year: daysOf(term) })

/** Dates but for a year beside other words, which often stands in a name. Where dates alone are asked for, all words. */
function passedOver(asked: Term[], noun: Noun | undefined): ReadonlySet<Term> {
  const tells = (term: Term) => (!isSmall(term) || asksValidity(term)) && !(noun && isOwnWord(noun, term))
  const isAllDates = asked.filter(tells).every((term) => datesOf(term).length > 0)
  const isMoreThanYear = ([date = '', ...others]: string[]) => date.length > 4 || others.length > 0
  return new Set(isAllDates ? asked : asked.filter((term) => isMoreThanYear(datesOf(term))))
}

/** The days of a date or a stretch of years, where the calendar has it. */
function daysOf(term: Term): Days | undefined {
  const dates = term.excluded ? [] : datesOf(term)
  const [from, to] = [dates.at(0), dates.at(-1)]
  if (!from || !to) return undefined
  const days = [dayRange(from).from, dayRange(to).to]
  const [first = 0, last = 0] = days.map((day) => (Date.parse(day) - Date.parse(undated)) / 86_400_000)
  return Number.isNaN(first + last) ? undefined : [first, last]
}

/** All words in a row as they were written, or those beside what is excluded. */
function rowOf(expression: Expression, whole: Rows | undefined): Rows | undefined {
  if (!hasOperators(expression)) return whole
  const plain = plainWords(expression)
  return plain === undefined ? undefined : wordsInRow(plain)
}
