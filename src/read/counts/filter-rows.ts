import { type Bits, common, copyOf, intersect, leaveOut, noneOf, roomLike, unite, uniteRest } from './bits.ts'
import { missing } from './column.ts'
import type { StandingRows } from './count-table.ts'
import type { DayColumn } from './day-column.ts'
import type { CountedFilter, DayFilter, ValueFilter } from './filters.ts'
import { rowsOfValue, stretchesAround } from './value-rows.ts'

type Values = Pick<StandingRows, 'columns' | 'days' | 'wholes'>

/** Those of some rows that all filters keep. Values come first: they are known as bits, while some days are looked at row by row. */
export function rowsOfAll(table: Values, filters: CountedFilter[], among: Bits): Bits {
  let rows = copyOf(among)
  for (const filter of filters) if ('facet' in filter) rows = keptRows(table, filter, rows)
  for (const filter of filters) if ('column' in filter) rows = keptRows(table, filter, rows)
  return rows
}

/** Those of some rows that a filter keeps. */
export function keptRows(table: Values, filter: CountedFilter, among: Bits): Bits {
  if ('column' in filter) {
    const within = rowsWithin(daysOf(table.days, filter.column), filter, among)
    return filter.orMissing ? withUndated(table, filter, within, among) : within
  }
  const having = rowsHaving(table, filter, among)
  if (filter.keeps !== 'none') return having
  const others = copyOf(among)
  leaveOut(others, having)
  return others
}

/** Those of some rows that count as having the values of a filter, whatever it does with them. */
function rowsHaving({ columns, wholes }: Values, filter: ValueFilter, among: Bits): Bits {
  const { facet, keeps, values, orMissing, orOpen } = filter
  const column = columns.get(facet)
  if (!column) throw new Error(`The facet "${facet}" is not counted.`)
  if (orOpen === 'all') return copyOf(among)
  const codes = values.flatMap((value) => column.codeOf(value) ?? [])
  const [only] = codes
  if (only !== undefined && codes.length === 1 && values.length === 1 && !orMissing && !orOpen)
    return common(among, rowsOfValue(column, only))
  // Where all values are asked for, one that no record has keeps none.
  const needsAll = keeps === 'all' && codes.length === values.length
  const rows = needsAll ? copyOf(among) : noneOf(among)
  if (needsAll) for (const code of codes) intersect(rows, rowsOfValue(column, code))
  if (keeps !== 'all') for (const code of codes) unite(rows, rowsOfValue(column, code))
  if (orMissing) unite(rows, rowsOfValue(column, missing))
  if (orOpen) uniteRest(rows, wholeRows(wholes, orOpen.whole))
  intersect(rows, among)
  return rows
}

/** The rows that a filter on days keeps, and those of some rows that have no day. */
export function withUndated({ days }: Values, { column }: DayFilter, kept: Bits, among: Bits): Bits {
  const rows = common(among, daysOf(days, column).undated.held)
  unite(rows, kept)
  return rows
}

/** The rows of which all values of a field are known, by the column that says so. */
export function wholeRows(wholes: Values['wholes'], name: string): Bits {
  const rows = wholes.get(name)
  if (!rows) throw new Error(`The column "${name}" is not counted.`)
  return rows.held
}

function daysOf(days: Values['days'], name: string): DayColumn {
  const column = days.get(name)
  if (!column) throw new Error(`The days "${name}" are not counted.`)
  return column
}

/** Those of some rows whose day lies in a range. */
function rowsWithin(column: DayColumn, { first, last }: DayFilter, among: Bits): Bits {
  const rows = last === Number.POSITIVE_INFINITY ? copyOf(among) : rowsUpTo(column, last, among)
  if (last === Number.POSITIVE_INFINITY) leaveOut(rows, column.undated.held)
  if (first > 1) leaveOut(rows, rowsUpTo(column, first - 1, rows))
  return rows
}

/**
 * Those of some rows whose day is not after another. Rows of whole stretches of days are known as bits; only those of the
 * stretch in which the day lies are looked at one by one, by a loop that calls no function but of arithmetic.
 */
function rowsUpTo(column: DayColumn, last: number, among: Bits): Bits {
  const { held } = column.numbers
  const [earlier, later] = stretchesAround(column, last)
  const rows = roomLike(among)
  for (let word = 0; word < among.length; word++) {
    const [here, before] = [among[word] as number, earlier[word] as number]
    let kept = here & before
    for (let rest = here & (later[word] as number) & ~before; rest !== 0; rest &= rest - 1) {
      const bit = 31 - Math.clz32(rest & -rest)
      if ((held[word * 32 + bit] as number) <= last) kept |= 1 << bit
    }
    rows[word] = kept
  }
  return rows
}
