import { type Column, missing } from './column.ts'
import { type CountTable, gone } from './count-table.ts'
import type { CountedFilter, DayFilter, ValueFilter } from './filters.ts'
import type { Numbers } from './numbers.ts'

/**
 * Which records of a table the filters keep, for the whole and for each facet, which sets aside those on its own field.
 * It holds for the moment at which it was made, also while the table goes on.
 */
export interface Selection {
  /** Goes on changing, beyond the end of the mask only. */
  table: CountTable
  /** For each place 0 where all filters keep it, the number of a field where only filters on that field do not, else 255. */
  mask: Uint8Array
  /** The number of each field that is filtered. */
  fields: ReadonlyMap<string, number>
}

export function select(table: CountTable, filters: CountedFilter[]): Selection {
  const mask = Uint8Array.from(table.mask.held.subarray(0, table.size))
  const facets = new Set(filters.flatMap((filter) => ('facet' in filter ? [filter.facet] : [])))
  const fields = new Map([...facets].map((facet, index) => [facet, index + 1]))
  for (const filter of filters) {
    if ('column' in filter) {
      maskDays(mask, table.days.get(filter.column), filter)
      continue
    }
    const column = table.columns.get(filter.facet)
    const field = fields.get(filter.facet)
    if (column && field) applyFilter(mask, field, column, filter)
  }
  return { table, mask, fields }
}

function applyFilter(mask: Uint8Array, field: number, column: Column, { keeps, values, orMissing }: ValueFilter) {
  const wanted = new Uint8Array(column.words.length)
  for (const value of values) wanted[column.codeOf(value) ?? missing] = 1
  wanted[missing] = Number(orMissing)
  const needed = keeps === 'all' ? values.length : 1
  if (column.lengths) maskSeveral(mask, field, column, wanted, needed, keeps !== 'none')
  else maskSingle(mask, field, column, wanted, needed, keeps !== 'none')
}

// The loops below run over every record: they call nothing and make nothing.

function maskDays(mask: Uint8Array, days: Numbers | undefined, { first, last }: DayFilter): void {
  const held = days?.held ?? []
  for (let place = 0; place < mask.length; place++) {
    const day = held[place] as number
    if (day < first || day > last) mask[place] = gone
  }
}

function maskSingle(
  mask: Uint8Array,
  field: number,
  { codes: { held } }: Column,
  wanted: Uint8Array,
  needed: number,
  keeps: boolean,
): void {
  for (let place = 0; place < mask.length; place++) {
    const hits = wanted[held[place] as number] as number
    if (hits >= needed === keeps) continue
    const before = mask[place]
    mask[place] = before === 0 || before === field ? field : gone
  }
}

function maskSeveral(
  mask: Uint8Array,
  field: number,
  { codes: { held }, lengths }: Column,
  wanted: Uint8Array,
  needed: number,
  keeps: boolean,
): void {
  const ends = lengths?.held ?? []
  const ofMissing = wanted[missing] as number
  let at = 0
  for (let place = 0; place < mask.length; place++) {
    const length = ends[place] as number
    let hits = length === 0 ? ofMissing : 0
    for (const end = at + length; at < end; at++) hits += wanted[held[at] as number] as number
    if (hits >= needed === keeps) continue
    const before = mask[place]
    mask[place] = before === 0 || before === field ? field : gone
  }
}

/** How many records all filters keep. */
export function countAll({ mask }: Selection): number {
  let count = 0
  for (let place = 0; place < mask.length; place++) if (mask[place] === 0) count++
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
  for (let place = 0; place < mask.length; place++) {
    const kept = mask[place]
    if (kept === 0 || kept === own) (counts[held[place] as number] as number)++
  }
}

function countSeveral(counts: Uint32Array, mask: Uint8Array, own: number, { codes: { held }, lengths }: Column): void {
  const ends = lengths?.held ?? []
  let at = 0
  for (let place = 0; place < mask.length; place++) {
    const end = at + (ends[place] as number)
    const kept = mask[place]
    if (kept === 0 || kept === own) {
      if (at === end) (counts[missing] as number)++
      for (; at < end; at++) (counts[held[at] as number] as number)++
    }
    at = end
  }
}
