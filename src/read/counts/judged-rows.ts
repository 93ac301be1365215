import type { Undetermined } from '../undetermined.ts'
import { type Bits, copyOf, countRows, intersect, leaveOut } from './bits.ts'
import type { StandingRows } from './count-table.ts'
import { keptRows, withUndated } from './filter-rows.ts'
import type { CountedFilters, CountedParameter } from './filters.ts'

/** The rows of a table, sorted by whether a query keeps or rejects them. */
export interface JudgedRows {
  /** Those that stand. */
  standing: Bits
  /** Those that no filter rejects. */
  possible: Bits
  /** Those of them that all filters keep. */
  certain: Bits
  /** Those of them that one parameter keeps, for each by which a row may be neither kept nor rejected. */
  certainBy: ReadonlyMap<string, Bits>
}

export function judgeRows(table: StandingRows, { parameters }: CountedFilters): JudgedRows {
  const { standing } = table
  let possible = standing
  // In the order of the query, whatever the order in which they are looked at.
  const open = parameters.filter(({ notRejected }) => notRejected)
  const certainBy = new Map(open.map(({ name }) => [name, possible]))
  for (const { name, kept, notRejected } of valuesFirst(parameters)) {
    const certain = keptRows(table, kept, possible)
    if (notRejected) certainBy.set(name, certain)
    if (!notRejected) possible = certain
    // Some days are looked at row by row, so not twice.
    else if ('column' in kept) possible = withUndated(table, kept, certain, possible)
    else possible = keptRows(table, notRejected, possible)
  }
  for (const rows of certainBy.values()) intersect(rows, possible)
  return { standing, possible, certain: rowsOfEach([...certainBy.values()]) ?? possible, certainBy }
}

/** The rows that all of these have; of a single one, its own. */
function rowsOfEach([first, ...others]: Bits[]): Bits | undefined {
  if (!first || others.length === 0) return first
  const rows = copyOf(first)
  for (const other of others) intersect(rows, other)
  return rows
}

/** Values are known as bits, so they leave few rows whose days are looked at. */
function valuesFirst(parameters: CountedParameter[]): CountedParameter[] {
  const isOfDays = ({ kept }: CountedParameter) => Number('column' in kept)
  return [...parameters].sort((one, other) => isOfDays(one) - isOfDays(other))
}

/** How many rows are neither kept nor rejected, in all and by each parameter alone. */
export function countUndetermined({ possible, certain, certainBy }: JudgedRows): Undetermined {
  const all = countRows(possible)
  const count = all - countRows(certain)
  const by = [...certainBy].map(([parameter, rows]) => ({
    parameter,
    count: rows === certain ? count : all - countRows(rows),
  }))
  return { count, by }
}

/** The rows that are neither kept nor rejected, by each of the named parameters, or by any if none is named. */
export function undeterminedRows({ possible, certain, certainBy }: JudgedRows, names?: string[]): Bits {
  const rows = copyOf(possible)
  for (const kept of names?.map((name) => certainBy.get(name) ?? possible) ?? [certain]) leaveOut(rows, kept)
  return rows
}
