import { type Column, missing } from './column.ts'
import type { StandingRows } from './count-table.ts'
import type { CountedFilter, DayFilter, ValueFilter } from './filters.ts'
import type { Numbers } from './numbers.ts'
import { type Bits, ValueRows } from './value-rows.ts'

/**
 * How many records all filters keep: what a selection comes to, where nothing else is counted. The rows of each value are
 * known as bits, so only those that have the values are looked at.
 */
export function countKept(table: StandingRows, filters: CountedFilter[]): number {
  const { mask } = table
  const { rows, bounds } = keptBy(table, filters, mask.length)
  return rows ? countAmong(mask, rows, bounds) : countWithin(mask, bounds)
}

type Values = Pick<StandingRows, 'columns' | 'days' | 'wholes'>

/** The numbers of the rows that all filters keep, whether they stand or not. */
export function* rowsKept(table: Values, filters: CountedFilter[], size: number): Generator<number> {
  const { rows, bounds } = keptBy(table, filters, size)
  if (rows) {
    for (let word = 0; word < rows.length; word++)
      for (let rest = rows[word] as number; rest !== 0; rest &= rest - 1) {
        const row = rowOf(word, rest)
        if (isWithin(bounds, row)) yield row
      }
  } else for (let row = 0; row < size; row++) if (isWithin(bounds, row)) yield row
}

/** The rows that all filters on values keep, if there are such filters, and the bounds on days. */
function keptBy({ columns, days, wholes }: Values, filters: CountedFilter[], size: number) {
  const bounds: Bound[] = []
  let rows: Bits | undefined
  for (const filter of filters) {
    if ('column' in filter) {
      bounds.push(boundOf(days.get(filter.column), filter))
      continue
    }
    const own = rowsOf(columns.get(filter.facet), filter, size, openRows(filter, wholes, size))
    if (rows) intersect(rows, own)
    else rows = own
  }
  return { rows, bounds }
}

interface Bound extends Pick<DayFilter, 'first' | 'last' | 'orMissing'> {
  held: ArrayLike<number>
}

const boundOf = (days: Numbers | undefined, { first, last, orMissing }: DayFilter): Bound => ({
  held: days?.held ?? [],
  first,
  last,
  orMissing,
})

const rowsOfColumns = new WeakMap<Column, ValueRows>()

function valueRowsOf(column: Column): ValueRows {
  const known = rowsOfColumns.get(column) ?? new ValueRows()
  rowsOfColumns.set(column, known)
  return known
}

/** The rows that count as having the values of a filter, whatever they have. */
function openRows({ orOpen }: ValueFilter, wholes: StandingRows['wholes'], size: number): Bits | undefined {
  if (!orOpen) return undefined
  const rows = new Uint32Array((size + 31) >>> 5).fill(0xff_ff_ff_ff)
  if (orOpen === 'all') return rows
  const held = wholes.get(orOpen.whole)?.held ?? []
  for (let row = 0; row < size; row++) if (held[row] === 1) (rows[row >>> 5] as number) &= ~(1 << (row & 31))
  return rows
}

/** The rows that one filter keeps, as bits that nobody else has. */
function rowsOf(
  column: Column | undefined,
  { facet, keeps, values, orMissing }: ValueFilter,
  size: number,
  open: Bits | undefined,
): Bits {
  if (!column) throw new Error(`The facet "${facet}" is not counted.`)
  const codes = values.flatMap((value) => column.codeOf(value) ?? [])
  const valueRows = valueRowsOf(column)
  const words = (size + 31) >>> 5
  const rows = new Uint32Array(words)
  if (keeps === 'all') {
    // A value that no record has keeps none.
    if (codes.length === values.length) rows.fill(0xff_ff_ff_ff)
    for (const code of codes) intersect(rows, valueRows.of(column, code))
    if (orMissing) unite(rows, valueRows.of(column, missing))
    if (open) unite(rows, open)
    return rows
  }
  if (orMissing) codes.push(missing)
  for (const code of codes) unite(rows, valueRows.of(column, code))
  if (open) unite(rows, open)
  if (keeps === 'none') for (let word = 0; word < words; word++) rows[word] = ~(rows[word] as number)
  return rows
}

function intersect(rows: Bits, others: Bits): void {
  for (let word = 0; word < rows.length; word++) (rows[word] as number) &= others[word] as number
}

function unite(rows: Bits, others: Bits): void {
  for (let word = 0; word < rows.length; word++) (rows[word] as number) |= others[word] as number
}

/** The row of the lowest bit that is set. */
const rowOf = (word: number, bits: number) => word * 32 + 31 - Math.clz32(bits & -bits)

// The loops below run over many records, so they allocate nothing.

function countAmong(mask: Uint8Array, kept: Bits, bounds: Bound[]): number {
  let count = 0
  for (let word = 0; word < kept.length; word++) {
    for (let rest = kept[word] as number; rest !== 0; rest &= rest - 1) {
      const row = rowOf(word, rest)
      if (mask[row] === 0 && isWithin(bounds, row)) count++
    }
  }
  return count
}

function countWithin(mask: Uint8Array, bounds: Bound[]): number {
  let count = 0
  for (let row = 0; row < mask.length; row++) if (mask[row] === 0 && isWithin(bounds, row)) count++
  return count
}

function isWithin(bounds: Bound[], row: number): boolean {
  for (let at = 0; at < bounds.length; at++) {
    const { held, first, last, orMissing } = bounds[at] as Bound
    const day = held[row] as number
    if ((day < first || day > last) && !(orMissing && day === 0)) return false
  }
  return true
}
