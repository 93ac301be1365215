import type { Noun } from '../../model/noun.ts'
import { Column } from './column.ts'
import { countedDays } from './days.ts'
import { Numbers } from './numbers.ts'
import { VersionRows } from './version-rows.ts'

/** A record as it is read for counting: the values of its facets, where several values of one facet are joined to one text, and its days. */
export interface CountedRecord {
  versionId: number
  values: (string | null)[]
  /** Numbers of days. */
  days: (number | null)[]
}

/** In the mask of a table: a record that no filter brings back. */
export const gone = 255

/** The facets and days of all records of a noun, column by column. A record that changes moves to a new row at the end. */
export class CountTable {
  readonly columns: ReadonlyMap<string, Column>
  /** The numbers of the days, by column; 0 is having none. */
  readonly days: ReadonlyMap<string, Numbers>
  /** For each row 0, or 255 once its record has moved or is deleted. */
  readonly mask: Numbers
  dead = 0
  private readonly versionRows: VersionRows
  private readonly ordered: { columns: Column[]; days: Numbers[] }

  constructor(noun: Noun, expected: number) {
    const facets = countedFacets(noun)
    this.mask = new Numbers(expected)
    this.versionRows = new VersionRows(expected)
    this.columns = new Map(facets.map(([name, { link }]) => [name, new Column(link !== undefined, expected)]))
    this.days = new Map([...countedDays(noun).keys()].map((name) => [name, new Numbers(expected)]))
    this.ordered = { columns: [...this.columns.values()], days: [...this.days.values()] }
  }

  get size(): number {
    return this.mask.length
  }

  push({ versionId, values, days }: CountedRecord): void {
    this.remove(versionId)
    this.versionRows.push(versionId)
    this.mask.push(0)
    for (const [index, column] of this.ordered.columns.entries()) column.push(values[index] ?? null)
    for (const [index, column] of this.ordered.days.entries()) column.push(days[index] ?? 0)
  }

  /** Takes the record of this version out of the counts, if it is here. */
  remove(versionId: number): void {
    const row = this.versionRows.find(versionId)
    if (row === undefined || this.mask.held[row] === gone) return
    this.mask.held[row] = gone
    this.dead++
  }
}

/** The facets that a table has as columns: those in the noun's own rows. Other facets change without a change of the record in the log. */
export function countedFacets(noun: Noun) {
  return Object.entries(noun.facets).filter(([, { elsewhere }]) => !elsewhere)
}
