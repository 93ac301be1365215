import { type Column, missing } from './column.ts'
import { gone, type StandingRows } from './count-table.ts'
import type { CountedFilter, CountedFilters, DayFilter, ValueFilter } from './filters.ts'
import type { Numbers } from './numbers.ts'

/**
 * The records of a table that the filters keep, in all and for each facet, which ignores the filters on its own field. It
 * stays as it was made while the table changes.
 */
export interface Selection {
  /** May grow meanwhile, but only beyond the end of the mask. */
  table: Pick<StandingRows, 'columns' | 'days' | 'wholes' | 'extents'>
  /** For each row 0 where all filters keep it, the number of a field where only filters on that field do not, else 255. */
  mask: Uint8Array
  /** The number of each field that is filtered. */
  fields: ReadonlyMap<string, number>
}

/** The records that a query asks for: those that are kept for certain, those too that may fit, or these alone. */
export function select(table: StandingRows, filters: CountedFilters): Selection {
  if (filters.unknown === 'only') return { table, mask: maskUndetermined(table, filters), fields: new Map() }
  return selectBy(table, chosenFilters(filters))
}

/** The filters that each record on a list passes, where it is not of undetermined records alone. */
export function chosenFilters({ unknown, parameters }: CountedFilters): CountedFilter[] {
  return parameters.map(({ kept, notRejected }) => (unknown === 'include' ? (notRejected ?? kept) : kept))
}

/** The numbers of the rows that all filters keep. */
export function* rowsIn({ mask }: Selection): Generator<number> {
  for (let row = 0; row < mask.length; row++) if (mask[row] === 0) yield row
}

/** A mask that is 0 for the records that a query leaves neither kept nor rejected, for each of some parameters where it names them. */
function maskUndetermined(table: StandingRows, { parameters, unknownOf }: CountedFilters): Uint8Array {
  const possible = parameters.map(({ kept, notRejected }) => notRejected ?? kept)
  const { mask } = selectBy(table, possible)
  const all = parameters.map(({ kept }) => kept)
  const named = (name: string) => parameters.flatMap((one) => (one.name === name ? one.kept : []))
  for (const kept of unknownOf?.map(named) ?? [all]) leaveOutKept(mask, table, kept)
  for (let row = 0; row < mask.length; row++) if (mask[row] !== 0) mask[row] = gone
  return mask
}

function leaveOutKept(mask: Uint8Array, table: StandingRows, filters: CountedFilter[]): void {
  const kept = selectBy(table, filters).mask
  for (let row = 0; row < mask.length; row++) if (kept[row] === 0) mask[row] = gone
}

function selectBy(table: StandingRows, filters: CountedFilter[]): Selection {
  const mask = Uint8Array.from(table.mask)
  const facets = new Set(filters.flatMap((filter) => ('facet' in filter ? [filter.facet] : [])))
  const fields = new Map([...facets].map((facet, index) => [facet, index + 1]))
  for (const filter of filters) {
    if ('column' in filter) {
      maskDays(mask, table.days.get(filter.column), filter)
      continue
    }
    const column = table.columns.get(filter.facet)
    const field = fields.get(filter.facet)
    if (column && field) applyFilter(mask, field, column, filter, openRows(table, filter, mask.length))
  }
  return { table, mask, fields }
}

const noneOpen = new Uint8Array()

/** For each row 1 where it counts as having the values of a filter, whatever it has; empty where none does. */
function openRows(table: StandingRows, { orOpen }: ValueFilter, size: number): Uint8Array {
  if (!orOpen) return noneOpen
  const open = new Uint8Array(size).fill(1)
  if (orOpen === 'all') return open
  const held = table.wholes.get(orOpen.whole)?.held ?? []
  for (let row = 0; row < size; row++) if (held[row] === 1) open[row] = 0
  return open
}

function applyFilter(
  mask: Uint8Array,
  field: number,
  column: Column,
  { keeps, values, orMissing }: ValueFilter,
  open: Uint8Array,
) {
  const chosen = new Uint8Array(column.words.length)
  for (const value of values) chosen[column.codeOf(value) ?? missing] = 1
  const needed = keeps === 'all' ? values.length : 1
  chosen[missing] = orMissing ? needed : 0
  if (column.lengths) maskSeveral(mask, field, column, chosen, needed, keeps !== 'none', open)
  else maskSingle(mask, field, column, chosen, needed, keeps !== 'none', open)
}

// The loops below run over every record, so they call no function and allocate nothing.

function maskDays(mask: Uint8Array, days: Numbers | undefined, { first, last, orMissing }: DayFilter): void {
  const held = days?.held ?? []
  for (let row = 0; row < mask.length; row++) {
    const day = held[row] as number
    if ((day < first || day > last) && !(orMissing && day === 0)) mask[row] = gone
  }
}

function maskSingle(
  mask: Uint8Array,
  field: number,
  { codes: { held } }: Column,
  chosen: Uint8Array,
  needed: number,
  keeps: boolean,
  open: Uint8Array,
): void {
  for (let row = 0; row < mask.length; row++) {
    const hits = chosen[held[row] as number] as number
    if ((hits >= needed || open[row] === 1) === keeps) continue
    const before = mask[row]
    mask[row] = before === 0 || before === field ? field : gone
  }
}

function maskSeveral(
  mask: Uint8Array,
  field: number,
  { codes: { held }, lengths }: Column,
  chosen: Uint8Array,
  needed: number,
  keeps: boolean,
  open: Uint8Array,
): void {
  const ends = lengths?.held ?? []
  const ofMissing = chosen[missing] as number
  let at = 0
  for (let row = 0; row < mask.length; row++) {
    const length = ends[row] as number
    let hits = length === 0 ? ofMissing : 0
    for (const end = at + length; at < end; at++) hits += chosen[held[at] as number] as number
    if ((hits >= needed || open[row] === 1) === keeps) continue
    const before = mask[row]
    mask[row] = before === 0 || before === field ? field : gone
  }
}

/** How many records all filters keep. */
export function countAll({ mask }: Selection): number {
  let count = 0
  for (let row = 0; row < mask.length; row++) if (mask[row] === 0) count++
  return count
}

/** How many of the records have each code of a facet, as if the filters on its own field were absent. */
export function countCodes({ table, mask, fields }: Selection, facet: string): Uint32Array {
  const column = table.columns.get(facet)
  if (!column) throw new Error(`The facet "${facet}" is not counted.`)
  const counts = new Uint32Array(column.words.length)
  const own = fields.get(facet) ?? 0
  if (column.lengths) countSeveral(counts, mask, own, column)
  else countSingle(counts, mask, own, column)
  return counts
}

function countSingle(counts: Uint32Array, mask: Uint8Array, own: number, { codes: { held } }: Column): void {
  for (let row = 0; row < mask.length; row++) {
    const kept = mask[row]
    if (kept === 0 || kept === own) (counts[held[row] as number] as number)++
  }
}

function countSeveral(counts: Uint32Array, mask: Uint8Array, own: number, { codes: { held }, lengths }: Column): void {
  const ends = lengths?.held ?? []
  let at = 0
  for (let row = 0; row < mask.length; row++) {
    const end = at + (ends[row] as number)
    const kept = mask[row]
    if (kept === 0 || kept === own) {
      if (at === end) (counts[missing] as number)++
      for (; at < end; at++) (counts[held[at] as number] as number)++
    }
    at = end
  }
}

/** How many of the records have values of a facet that may not be all, as if the filters on its own field were absent. */
export function countPartial({ table, mask, fields }: Selection, facet: string): number {
  const column = table.columns.get(facet)
  const extent = table.extents.get(facet)
  if (!column || !extent) return 0
  const values = (column.lengths ?? column.codes).held
  const held = extent === 'never-whole' ? undefined : table.wholes.get(extent.whole)?.held
  const own = fields.get(facet) ?? 0
  let count = 0
  for (let row = 0; row < mask.length; row++) {
    const kept = mask[row] === 0 || mask[row] === own
    if (kept && values[row] !== 0 && held?.[row] !== 1) count++
  }
  return count
}
