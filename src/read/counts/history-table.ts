import type { Noun } from '../../model/noun.ts'
import type { PastMoment } from '../past/frame.ts'
import { type Bits, clearRow, emptyBits, markRow } from './bits.ts'
import { CountedRows, type CountedValues, type StandingRows } from './count-table.ts'
import { Numbers } from './numbers.ts'

/** The values of a record between two versions; `until` is absent where they stand. */
export interface CountedSpan extends CountedValues {
  versionId: number
  /** The version from which on they are these: its own, or one that moved a record above those that it refers to. */
  since: number
  until: number | null
}

/** The facets and days of all versions of all records of a noun, each with the versions between which it stood. */
export class HistoryTable extends CountedRows {
  private readonly since: Numbers
  /** 0 where nothing has replaced it. */
  private readonly until: Numbers
  private latest: { moment: string; size: number; standing: Bits } | undefined

  constructor(noun: Noun, expected: number) {
    super(noun, expected)
    this.since = new Numbers(expected)
    this.until = new Numbers(expected)
  }

  get size(): number {
    return this.since.length
  }

  holds(versionId: number): boolean {
    return this.versionRows.find(versionId) !== undefined
  }

  /** The spans of one version are pushed one after the other. */
  push(span: CountedSpan): void {
    this.append(span.versionId, span)
    this.since.push(span.since)
    this.until.push(span.until ?? 0)
  }

  /** Notes by which version another was replaced. */
  end(versionId: number, until: number): void {
    const row = this.versionRows.find(versionId)
    if (row !== undefined && this.until.held[row] === 0) this.until.set(row, until)
  }

  /** The rows as they stood at a moment, by the rule of the past: see read/past/frame.ts. */
  at(moment: PastMoment): StandingRows {
    const { columns, days, wholes, extents, size } = this
    const versionsOf = (rows: Bits) => this.versionsOf(rows)
    return { columns, days, wholes, extents, size, standing: this.standingAt(moment), versionsOf }
  }

  private stands(row: number, isMade: (id: number) => boolean): boolean {
    const until = this.until.held[row] as number
    return isMade(this.since.held[row] as number) && (until === 0 || !isMade(until))
  }

  private standingAt(moment: PastMoment): Bits {
    const { size } = this
    const name = JSON.stringify([moment.highest, moment.late])
    if (this.latest?.moment === name && this.latest.size === size) return this.latest.standing
    const standing = emptyBits(size)
    const { held: since } = this.since
    const { held: until } = this.until
    const { highest } = moment
    for (let row = 0; row < size; row++) {
      const end = until[row] as number
      if ((since[row] as number) <= highest && (end === 0 || end > highest)) markRow(standing, row)
    }
    if (moment.late.length > 0) this.applyLate(standing, moment)
    this.latest = { moment: name, size, standing }
    return standing
  }

  /** Versions that were still being written had made nothing, and replaced nothing. */
  private applyLate(standing: Bits, moment: PastMoment): void {
    const isMade = madeAt(moment)
    const lowest = Math.min(...moment.late.map(([first]) => first))
    const { held: since } = this.since
    const { held: until } = this.until
    for (let row = 0; row < this.size; row++) {
      if ((since[row] as number) < lowest && (until[row] as number) < lowest) continue
      if (this.stands(row, isMade)) markRow(standing, row)
      else clearRow(standing, row)
    }
  }
}

/** Whether what a version did was done at a moment. */
function madeAt({ highest, late }: PastMoment): (id: number) => boolean {
  return (id) => id <= highest && !late.some(([first, last]) => id >= first && id <= last)
}
