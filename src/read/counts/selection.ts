import { type Bits, copyOf, countRows, leaveOut } from './bits.ts'
import { type Column, missing } from './column.ts'
import type { StandingRows } from './count-table.ts'
import { rowsOfAll, wholeRows } from './filter-rows.ts'
import type { CountedFilter, CountedFilters } from './filters.ts'
import { type JudgedRows, undeterminedRows } from './judged-rows.ts'
import { rowsOfValue } from './value-rows.ts'

/** The records of a table that a query asks for. They stay as they were while the table changes. */
export interface Selection {
  /** May grow meanwhile, but only beyond the size. */
  table: Pick<StandingRows, 'columns' | 'days' | 'wholes' | 'extents'>
  size: number
  rows: Bits
  /** The rows that there would be if the filters on a facet were absent. */
  rowsWithout(facet: string): Bits
}

/** The records that a query asks for: those that are kept for certain, those too that may fit, or these alone. */
export function select(table: StandingRows, { unknown, unknownOf, parameters }: CountedFilters, judged: JudgedRows) {
  const { size } = table
  const selection = (rows: Bits, filters: CountedFilter[]): Selection => ({
    table,
    size,
    rows,
    rowsWithout(facet) {
      const others = filters.filter((filter) => !('facet' in filter && filter.facet === facet))
      return others.length === filters.length ? rows : rowsOfAll(table, others, judged.standing)
    },
  })
  if (unknown === 'only') return selection(undeterminedRows(judged, unknownOf), [])
  if (unknown === 'leave-out')
    return selection(
      judged.certain,
      parameters.map(({ kept }) => kept),
    )
  return selection(
    judged.possible,
    parameters.map(({ kept, notRejected }) => notRejected ?? kept),
  )
}

export const countAll = ({ rows }: Selection) => countRows(rows)

/** How many of some rows of a selection have each code of a facet. */
export function countCodes({ table, size }: Selection, facet: string, rows: Bits): Uint32Array {
  const column = table.columns.get(facet)
  if (!column) throw new Error(`The facet "${facet}" is not counted.`)
  const counts = new Uint32Array(column.words.length)
  if (column.lengths) countSeveral(counts, rows, column, size)
  else countSingle(counts, rows, column)
  return counts
}

// The loops below run over many records, so they call no function but of arithmetic and allocate nothing.

function countSingle(counts: Uint32Array, rows: Bits, { codes: { held } }: Column): void {
  for (let word = 0; word < rows.length; word++)
    for (let rest = rows[word] as number; rest !== 0; rest &= rest - 1)
      (counts[held[word * 32 + 31 - Math.clz32(rest & -rest)] as number] as number)++
}

function countSeveral(counts: Uint32Array, rows: Bits, { codes: { held }, lengths }: Column, size: number): void {
  const ends = lengths?.held ?? []
  let at = 0
  for (let row = 0; row < size; row++) {
    const end = at + (ends[row] as number)
    const kept = ((rows[row >>> 5] as number) >>> (row & 31)) & 1
    if (kept === 1) {
      if (at === end) (counts[missing] as number)++
      for (; at < end; at++) (counts[held[at] as number] as number)++
    }
    at = end
  }
}

/** How many of some rows of a selection have values of a facet that may not be all. */
export function countPartial({ table }: Selection, facet: string, among: Bits): number {
  const column = table.columns.get(facet)
  const extent = table.extents.get(facet)
  if (!column || !extent) return 0
  const rows = copyOf(among)
  leaveOut(rows, rowsOfValue(column, missing))
  if (extent !== 'never-whole') leaveOut(rows, wholeRows(table.wholes, extent.whole))
  return countRows(rows)
}
