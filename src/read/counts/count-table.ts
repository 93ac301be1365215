import type { Noun } from '../../model/noun.ts'
import { Column } from './column.ts'
import { countedDays } from './days.ts'
import { Numbers } from './numbers.ts'
import { VersionRows } from './version-rows.ts'

/** A record as it is read for counting: the values of its facets, where several values of one facet are joined to one text, and its days. */
export interface CountedRecord extends CountedValues {
  versionId: number
}

export interface CountedValues {
  values: (string | null)[]
  /** Numbers of days. */
  days: (number | null)[]
}

/** In the mask of a table: a record that no filter brings back. */
export const gone = 255

/** The facets and days of records, column by column. */
export class CountedRows {
  readonly columns: ReadonlyMap<string, Column>
  /** The numbers of the days, by column; 0 is having none. */
  readonly days: ReadonlyMap<string, Numbers>
  protected readonly versionRows: VersionRows
  private readonly ordered: { columns: Column[]; days: Numbers[] }

  constructor(noun: Noun, expected: number) {
    const facets = countedFacets(noun)
    this.versionRows = new VersionRows(expected)
    this.columns = new Map(facets.map(([name, { link }]) => [name, new Column(link !== undefined, expected)]))
    this.days = new Map([...countedDays(noun).keys()].map((name) => [name, new Numbers(expected)]))
    this.ordered = { columns: [...this.columns.values()], days: [...this.days.values()] }
  }

  protected append(versionId: number, { values, days }: CountedValues): void {
    this.versionRows.push(versionId)
    for (const [index, column] of this.ordered.columns.entries()) column.push(values[index] ?? null)
    for (const [index, column] of this.ordered.days.entries()) column.push(days[index] ?? 0)
  }
}

/** Rows, and for each whether its record stands as it says: 0 if so, else 255. */
export type StandingRows = Pick<CountedRows, 'columns' | 'days'> & { mask: Uint8Array }

/** The facets and days of all records of a noun. A record that changes moves to a new row at the end. */
export class CountTable extends CountedRows {
  /** For each row 0, or 255 once its record has moved or is deleted. */
  private readonly masked: Numbers
  dead = 0

  constructor(noun: Noun, expected: number) {
    super(noun, expected)
    this.masked = new Numbers(expected)
  }

  get size(): number {
    return this.masked.length
  }

  get mask(): Uint8Array {
    return Uint8Array.from(this.masked.held.subarray(0, this.size))
  }

  push(record: CountedRecord): void {
    this.remove(record.versionId)
    this.append(record.versionId, record)
    this.masked.push(0)
  }

  /** Takes the record of this version out of the counts, if it is here. */
  remove(versionId: number): void {
    const row = this.versionRows.find(versionId)
    if (row === undefined || this.masked.held[row] === gone) return
    this.masked.held[row] = gone
    this.dead++
  }
}

/** The facets that a table has as columns: those in the noun's own rows. Other facets change without a change of the record in the log. */
export function countedFacets(noun: Noun) {
  return Object.entries(noun.facets).filter(([, { elsewhere }]) => !elsewhere)
}
