import { roomFor } from './numbers.ts'

// Loops over rows look at their bits themselves: calling a function for each takes three times as long. The number of the
// lowest bit that is set in a word is 31 - Math.clz32(word & -word), and word & (word - 1) is the word without it.

/** Rows as bits: the lowest bit of the first word is row 0. */
export type Bits = Int32Array<ArrayBuffer>

/** A growing array of bits, one for each row. */
export class RowBits {
  held: Bits
  length = 0

  constructor(expected: number) {
    this.held = emptyBits(roomFor(expected))
  }

  push(bit: boolean): void {
    if (this.length === this.held.length * 32) this.held = grown(this.held, this.length + 1)
    if (bit) markRow(this.held, this.length)
    this.length++
  }

  has(row: number): boolean {
    return ((this.held[row >>> 5] as number) & (1 << (row & 31))) !== 0
  }

  clear(row: number): void {
    clearRow(this.held, row)
  }
}

/** As many words as hold so many rows, four at a time. */
export const wordsFor = (rows: number) => ((rows + 127) >>> 7) * 4

export const emptyBits = (rows: number): Bits => new Int32Array(wordsFor(rows))

/** While counts are made that keep no rows: how many of the spare arrays are in use. */
let used: number | undefined
const spare: Bits[] = []

/**
 * Runs a count whose rows nobody looks at afterwards, in the same memory each time: for a million rows, new memory
 * takes twice as long as the count itself.
 */
export function reusingBits<T>(count: () => T): T {
  const outside = used
  used ??= 0
  try {
    return count()
  } finally {
    used = outside
  }
}

function roomOf(words: number): Bits {
  if (used === undefined) return new Int32Array(words)
  if (spare[used]?.length !== words) spare[used] = new Int32Array(words)
  return spare[used++] as Bits
}

/** As many bits as others have, none of them set. */
export function noneOf(others: Bits): Bits {
  return roomOf(others.length).fill(0)
}

/** Room for as many bits as others have, each word of which is to be written. */
export const roomLike = (others: Bits): Bits => roomOf(others.length)

/** The rows that both have. The second may be longer: its extra words are ignored. */
export function common(bits: Bits, others: Bits): Bits {
  const rows = roomLike(bits)
  for (let word = 0; word < rows.length; word += 4) {
    rows[word] = (bits[word] as number) & (others[word] as number)
    rows[word + 1] = (bits[word + 1] as number) & (others[word + 1] as number)
    rows[word + 2] = (bits[word + 2] as number) & (others[word + 2] as number)
    rows[word + 3] = (bits[word + 3] as number) & (others[word + 3] as number)
  }
  return rows
}

export function copyOf(bits: Bits): Bits {
  const copy = roomOf(bits.length)
  copy.set(bits)
  return copy
}

/** The same bits with room for so many rows, and some more, so that not each new row moves them all. */
export function grown(bits: Bits, rows: number): Bits {
  const next = emptyBits(roomFor(rows))
  next.set(bits)
  return next
}

export function markRow(bits: Bits, row: number): void {
  ;(bits[row >>> 5] as number) |= 1 << (row & 31)
}

export function clearRow(bits: Bits, row: number): void {
  ;(bits[row >>> 5] as number) &= ~(1 << (row & 31))
}

// Each of these changes its first argument. The second may be longer: its extra words are ignored. Four words a turn
// take little more than half as long as one.

export function intersect(bits: Bits, others: Bits): void {
  for (let word = 0; word < bits.length; word += 4) {
    ;(bits[word] as number) &= others[word] as number
    ;(bits[word + 1] as number) &= others[word + 1] as number
    ;(bits[word + 2] as number) &= others[word + 2] as number
    ;(bits[word + 3] as number) &= others[word + 3] as number
  }
}

export function unite(bits: Bits, others: Bits): void {
  for (let word = 0; word < bits.length; word += 4) {
    ;(bits[word] as number) |= others[word] as number
    ;(bits[word + 1] as number) |= others[word + 1] as number
    ;(bits[word + 2] as number) |= others[word + 2] as number
    ;(bits[word + 3] as number) |= others[word + 3] as number
  }
}

/** Adds the rows that others lack. */
export function uniteRest(bits: Bits, others: Bits): void {
  for (let word = 0; word < bits.length; word += 4) {
    ;(bits[word] as number) |= ~(others[word] as number)
    ;(bits[word + 1] as number) |= ~(others[word + 1] as number)
    ;(bits[word + 2] as number) |= ~(others[word + 2] as number)
    ;(bits[word + 3] as number) |= ~(others[word + 3] as number)
  }
}

export function leaveOut(bits: Bits, others: Bits): void {
  for (let word = 0; word < bits.length; word += 4) {
    ;(bits[word] as number) &= ~(others[word] as number)
    ;(bits[word + 1] as number) &= ~(others[word + 1] as number)
    ;(bits[word + 2] as number) &= ~(others[word + 2] as number)
    ;(bits[word + 3] as number) &= ~(others[word + 3] as number)
  }
}

export function countRows(bits: Bits): number {
  let count = 0
  for (let word = 0; word < bits.length; word += 2)
    count += sumOf(foursIn(bits[word] as number) + foursIn(bits[word + 1] as number))
  return count
}

/** How many bits are set in each four of a word: sums of two bits, then of four. */
function foursIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55_55_55_55)
  return (pairs & 0x33_33_33_33) + ((pairs >>> 2) & 0x33_33_33_33)
}

/** The sum of eight numbers of four bits each: of those beside each other, and of these by one multiplication. */
function sumOf(fours: number): number {
  return Math.imul((fours & 0x0f_0f_0f_0f) + ((fours >>> 4) & 0x0f_0f_0f_0f), 0x01_01_01_01) >>> 24
}

/** The numbers of the rows, in order. */
export function* rowsIn(bits: Bits): Generator<number> {
  for (let word = 0; word < bits.length; word++)
    for (let rest = bits[word] as number; rest !== 0; rest &= rest - 1) yield word * 32 + 31 - Math.clz32(rest & -rest)
}
