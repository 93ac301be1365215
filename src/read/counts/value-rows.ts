import { type Column, missing } from './column.ts'

/** Of how many values a column keeps the rows. Of a million records, those of one value take 125 kB. */
const mostKept = 32

/** Rows as bits. */
export type Bits = Uint32Array

interface Rows {
  bits: Bits
  /** How many records were looked at, and how many codes they had. */
  records: number
  codes: number
}

/** The rows of a column that have some value. Rows never change, so only those that came since are looked at again. */
export class ValueRows {
  /** In the order in which they were asked for. */
  readonly #kept = new Map<number, Rows>()

  /** The rows with a code among the first of a column; there may be bits beyond them. */
  of(column: Column, code: number): Bits {
    const known = this.#kept.get(code) ?? { bits: new Uint32Array(0), records: 0, codes: 0 }
    const present = extended(known, column, code)
    this.#kept.delete(code)
    this.#kept.set(code, present)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest)
    return present.bits
  }
}

function extended({ bits, records, codes }: Rows, column: Column, code: number): Rows {
  const count = (column.lengths ?? column.codes).length
  const wanted = bits.length * 32 < count ? grown(bits, count) : bits
  const end = column.lengths
    ? markSeveral(wanted, column, code, records, codes)
    : markSingle(wanted, column, code, records)
  return { bits: wanted, records: count, codes: end }
}

/** Some room is left, so that not each new record moves all bits. */
function grown(bits: Bits, count: number): Bits {
  const next = new Uint32Array((count >>> 5) + (count >>> 9) + 8)
  next.set(bits)
  return next
}

function markSingle(bits: Bits, { codes: { held, length } }: Column, code: number, from: number): number {
  for (let row = from; row < length; row++) if (held[row] === code) (bits[row >>> 5] as number) |= 1 << (row & 31)
  return length
}

function markSeveral(bits: Bits, { codes: { held }, lengths }: Column, code: number, from: number, fromCode: number) {
  const ends = lengths?.held ?? []
  const count = lengths?.length ?? 0
  let at = fromCode
  for (let row = from; row < count; row++) {
    const end = at + (ends[row] as number)
    let has = at === end && code === missing
    for (; at < end; at++) if (held[at] === code) has = true
    if (has) (bits[row >>> 5] as number) |= 1 << (row & 31)
  }
  return at
}
