import { RowBits } from './bits.ts'
import { nextNumber } from './column.ts'
import { Numbers } from './numbers.ts'

/** The number of having no day. */
export const noDay = 0

/** The days of one column on each record, as numbers, in the order of the records. */
export class DayColumn {
  /** No other column has the same. */
  readonly number = nextNumber()
  readonly numbers: Numbers
  /** The rows without a day. */
  readonly undated: RowBits

  constructor(expected: number) {
    this.numbers = new Numbers(expected)
    this.undated = new RowBits(expected)
  }

  push(day: number): void {
    this.numbers.push(day)
    this.undated.push(day === noDay)
  }
}
