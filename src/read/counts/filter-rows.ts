import { type Bits, intersect, leaveOut, unite, uniteRest } from './bits.ts'
import { missing } from './column.ts'
import type { StandingRows } from './count-table.ts'
import type { DayColumn } from './day-column.ts'
import type { CountedFilter, DayFilter, ValueFilter } from './filters.ts'
import type { Numbers } from './numbers.ts'
import { rowsOfValue } from './value-rows.ts'

type Values = Pick<StandingRows, 'columns' | 'days' | 'wholes'>

/** Those of some rows that all filters keep. Values come first: they are known as bits, while days are looked at row by row. */
export function rowsOfAll(table: Values, filters: CountedFilter[], among: Bits): Bits {
  let rows = among.slice()
  for (const filter of filters) if ('facet' in filter) rows = rowsOf(table, filter, rows)
  for (const filter of filters) if ('column' in filter) rows = rowsOf(table, filter, rows)
  return rows
}

/** Those of some rows that a filter keeps. */
export function rowsOf(table: Values, filter: CountedFilter, among: Bits): Bits {
  if ('column' in filter) {
    const within = rowsWithin(daysOf(table.days, filter.column).numbers, filter, among)
    return filter.orMissing ? withUndated(table, filter, within, among) : within
  }
  const having = rowsHaving(table, filter, among)
  if (filter.keeps !== 'none') return having
  const others = among.slice()
  leaveOut(others, having)
  return others
}

/** Those of some rows that count as having the values of a filter, whatever it does with them. */
function rowsHaving({ columns, wholes }: Values, filter: ValueFilter, among: Bits): Bits {
  const { facet, keeps, values, orMissing, orOpen } = filter
  const column = columns.get(facet)
  if (!column) throw new Error(`The facet "${facet}" is not counted.`)
  if (orOpen === 'all') return among.slice()
  const codes = values.flatMap((value) => column.codeOf(value) ?? [])
  // Where all values are asked for, one that no record has keeps none.
  const needsAll = keeps === 'all' && codes.length === values.length
  const rows = needsAll ? among.slice() : new Int32Array(among.length)
  if (needsAll) for (const code of codes) intersect(rows, rowsOfValue(column, code))
  if (keeps !== 'all') for (const code of codes) unite(rows, rowsOfValue(column, code))
  if (orMissing) unite(rows, rowsOfValue(column, missing))
  if (orOpen) uniteRest(rows, wholeRows(wholes, orOpen.whole))
  intersect(rows, among)
  return rows
}

/** The rows that a filter on days keeps, and those of some rows that have no day. */
export function withUndated({ days }: Values, { column }: DayFilter, kept: Bits, among: Bits): Bits {
  const rows = among.slice()
  intersect(rows, daysOf(days, column).undated.held)
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

/** One loop over all rows, which calls no function but of arithmetic and allocates nothing but the result. */
function rowsWithin({ held }: Numbers, { first, last }: DayFilter, among: Bits): Bits {
  const rows = new Int32Array(among.length)
  for (let word = 0; word < among.length; word++) {
    let kept = 0
    for (let rest = among[word] as number; rest !== 0; rest &= rest - 1) {
      const bit = 31 - Math.clz32(rest & -rest)
      const day = held[word * 32 + bit] as number
      if (day >= first && day <= last) kept |= 1 << bit
    }
    rows[word] = kept
  }
  return rows
}
