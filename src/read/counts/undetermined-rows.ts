import type { Undetermined } from '../undetermined.ts'
import type { StandingRows } from './count-table.ts'
import type { CountedFilters } from './filters.ts'
import { countKept } from './kept-rows.ts'

/** How many records all filters of a query keep for certain, where it leaves out the others. */
export function countCertain(table: StandingRows, { parameters }: CountedFilters): number {
  return countKept(
    table,
    parameters.map(({ kept }) => kept),
  )
}

/** How many records a query leaves neither kept nor rejected: what no filter rejects, less what all keep. */
export function countUndetermined(table: StandingRows, filters: CountedFilters): Undetermined {
  const { parameters } = filters
  const open = parameters.filter(({ notRejected }) => notRejected)
  if (open.length === 0) return { count: 0, by: [] }
  /** Those that no filter rejects and, if it is named, one parameter keeps for certain. */
  const possible = (certain?: string) =>
    countKept(
      table,
      parameters.map(({ name, kept, notRejected }) => (name === certain ? kept : (notRejected ?? kept))),
    )
  const all = possible()
  const count = all - countCertain(table, filters)
  const by = open.map(({ name }) => ({ parameter: name, count: open.length === 1 ? count : all - possible(name) }))
  return { count, by }
}
