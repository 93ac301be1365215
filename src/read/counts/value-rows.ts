import { keepForEver } from '../../memory/for-ever.ts'
import { type Bits, emptyBits, grown, markRow } from './bits.ts'
import { type Column, missing } from './column.ts'

// Of a million records, the rows of one value take 125 kB.
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
  const name = `${column.number} ${code}`
  const known = kept.find(name) ?? { bits: emptyBits(0), records: 0, codes: 0 }
  const { bits } = known
  extend(known, column, code)
  if (known.bits !== bits) kept.keep(name, known, known.bits.byteLength)
  return known.bits
}

function extend(known: ValueRows, column: Column, code: number): void {
  const records = (column.lengths ?? column.codes).length
  if (known.bits.length * 32 < records) known.bits = grown(known.bits, records)
  if (column.lengths) markSeveral(known, column, code)
  else markSingle(known, column, code)
  known.records = records
}

// The loops below run over many records, so they allocate nothing.

function markSingle({ bits, records }: ValueRows, { codes: { held, length } }: Column, code: number): void {
  for (let row = records; row < length; row++) if (held[row] === code) markRow(bits, row)
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
