import { keepForEver } from '../../memory/for-ever.ts'
import { type Bits, emptyBits, grown, markRow } from './bits.ts'
import { type Column, missing } from './column.ts'
import { type DayColumn, noDay } from './day-column.ts'
import type { Numbers } from './numbers.ts'

// The rows of one value take 125 kB for a million records.
const mostBytes = 16 * 1024 * 1024

interface ValueRows {
  bits: Bits
  /** How many records were looked at, and how many codes they had. */
  records: number
  codes: number
}

/** Rows never change, so only those that came since are looked at again. */
const kept = keepForEver<ValueRows>({ name: 'counts', mostBytes })

/** The rows of a column that have a value, by its code. Rows that come later are marked when it is asked for again. */
export function rowsOfValue(column: Column, code: number): Bits {
  const { codes, lengths } = column
  return rowsKept(`${column.number} ${code}`, (lengths ?? codes).length, (known) =>
    lengths ? markSeveral(known, column, code) : markSingle(known, column, code),
  )
}

/** How many days a stretch has of which the rows are kept as bits. */
const stretch = 256

/** The rows whose day is before the stretch in which a day lies, and those whose day is before its end. */
export function stretchesAround(column: DayColumn, day: number): [earlier: Bits, later: Bits] {
  const start = day - (day % stretch)
  return [rowsBefore(column, start), rowsBefore(column, start + stretch)]
}

function rowsBefore(column: DayColumn, day: number): Bits {
  const { number, numbers } = column
  return rowsKept(`${number} ${day}`, numbers.length, (known) => markBefore(known, numbers, day))
}

function rowsKept(name: string, records: number, mark: (known: ValueRows) => void): Bits {
  const known = kept.find(name) ?? { bits: emptyBits(0), records: 0, codes: 0 }
  const { bits } = known
  if (bits.length * 32 < records) known.bits = grown(bits, records)
  mark(known)
  known.records = records
  if (known.bits !== bits) kept.keep(name, known, known.bits.byteLength)
  return known.bits
}

// The loops below run over many records, so they allocate nothing.

function markSingle({ bits, records }: ValueRows, { codes: { held, length } }: Column, code: number): void {
  for (let row = records; row < length; row++) if (held[row] === code) markRow(bits, row)
}

function markBefore({ bits, records }: ValueRows, { held, length }: Numbers, day: number): void {
  for (let row = records; row < length; row++) {
    const there = held[row] as number
    if (there !== noDay && there < day) markRow(bits, row)
  }
}

function markSeveral(known: ValueRows, { codes: { held }, lengths }: Column, code: number): void {
  const { bits, records } = known
  const ends = lengths?.held ?? []
  const count = lengths?.length ?? 0
  let at = known.codes
  for (let row = records; row < count; row++) {
    const end = at + (ends[row] as number)
    let has = at === end && code === missing
    for (; at < end; at++) if (held[at] === code) has = true
    if (has) markRow(bits, row)
  }
  known.codes = at
}
