import type { Noun } from '../../model/noun.ts'
import { Column } from './column.ts'
import { countedDays } from './days.ts'
import { Numbers } from './numbers.ts'
import { Places } from './version-rows.ts'

/** A record as it is read for its counts: the values of its facets, several of one joined into one text, and its days. */
export interface CountedRecord {
  versionId: number
  values: (string | null)[]
  /** Numbers of days. */
  days: (number | null)[]
}

/** In the mask of a table: a record that no filter brings back. */
export const gone = 255

/** The facets and days of all records of a noun, column by column. A record that changes moves to the end. */
export class CountTable {
  readonly columns: ReadonlyMap<string, Column>
  /** The numbers of the days, by column; 0 is having none. */
  readonly days: ReadonlyMap<string, Numbers>
  /** For each place 0, or 255 once its record has moved or is deleted. */
  readonly mask: Numbers
  dead = 0
  private readonly places: Places
  private readonly ordered: { columns: Column[]; days: Numbers[] }

  constructor(noun: Noun, expected: number) {
    const facets = countedFacets(noun)
    this.mask = new Numbers(expected)
    this.places = new Places(expected)
    this.columns = new Map(facets.map(([name, { link }]) => [name, new Column(link !== undefined, expected)]))
    this.days = new Map([...countedDays(noun).keys()].map((name) => [name, new Numbers(expected)]))
    this.ordered = { columns: [...this.columns.values()], days: [...this.days.values()] }
  }

  get size(): number {
    return this.mask.length
  }

  push({ versionId, values, days }: CountedRecord): void {
    this.remove(versionId)
    this.places.push(versionId)
    this.mask.push(0)
    for (const [index, column] of this.ordered.columns.entries()) column.push(values[index] ?? null)
    for (const [index, column] of this.ordered.days.entries()) column.push(days[index] ?? 0)
  }

  /** Takes the record of this version out of the counts, if it is here. */
  remove(versionId: number): void {
    const place = this.places.find(versionId)
    if (place === undefined || this.mask.held[place] === gone) return
    this.mask.held[place] = gone
    this.dead++
  }
}

/** The facets that a table has as columns: those that the noun's own rows hold. Others change without a word in the log. */
export function countedFacets(noun: Noun) {
  return Object.entries(noun.facets ?? {}).filter(([, { elsewhere }]) => !elsewhere)
}
