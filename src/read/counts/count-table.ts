import type { PgColumn } from 'drizzle-orm/pg-core'
import { partlyKnown } from '../../model/facet.ts'
import type { Noun } from '../../model/noun.ts'
import { type Bits, copyOf, RowBits, rowsIn, wordsFor } from './bits.ts'
import { Column } from './column.ts'
import { DayColumn, noDay } from './day-column.ts'
import { countedDays } from './days.ts'
import { VersionRows } from './version-rows.ts'

/** A record as it is read for counting: the values of its facets, where several values of one facet are joined to one text, and its days. */
export interface CountedRecord extends CountedValues {
  versionId: number
}

export interface CountedValues {
  values: (string | null)[]
  /** Numbers of days. */
  days: (number | null)[]
  /** 1 for each field of which all values are known, 0 for the others. */
  wholes: number[]
}

/** The facets and days of records, column by column. */
export class CountedRows {
  readonly columns: ReadonlyMap<string, Column>
  readonly days: ReadonlyMap<string, DayColumn>
  /** The rows of which all values of a field are known, by the column that says so. */
  readonly wholes: ReadonlyMap<string, RowBits>
  /** Facets whose values may be incomplete: always, or in rows whose column says so. */
  readonly extents: Extents
  protected readonly versionRows: VersionRows
  private readonly ordered: { columns: Column[]; days: DayColumn[]; wholes: RowBits[] }

  constructor(noun: Noun, expected: number) {
    const facets = countedFacets(noun)
    this.versionRows = new VersionRows(expected)
    this.columns = new Map(facets.map(([name, { link }]) => [name, new Column(link !== undefined, expected)]))
    this.days = new Map([...countedDays(noun).keys()].map((name) => [name, new DayColumn(expected)]))
    this.wholes = new Map([...countedWholes(noun).keys()].map((name) => [name, new RowBits(expected)]))
    this.extents = partialFacets(noun)
    const { columns, days, wholes } = this
    this.ordered = { columns: [...columns.values()], days: [...days.values()], wholes: [...wholes.values()] }
  }

  versionsOf(rows: Bits): number[] {
    return Array.from(rowsIn(rows), (row) => this.versionRows.at(row))
  }

  protected append(versionId: number, { values, days, wholes }: CountedValues): void {
    this.versionRows.push(versionId)
    for (const [index, column] of this.ordered.columns.entries()) column.push(values[index] ?? null)
    for (const [index, column] of this.ordered.days.entries()) column.push(days[index] ?? noDay)
    for (const [index, column] of this.ordered.wholes.entries()) column.push(wholes[index] === 1)
  }
}

/** Rows of a table, and which of them stand. */
export interface StandingRows extends Pick<CountedRows, 'columns' | 'days' | 'wholes' | 'extents' | 'versionsOf'> {
  size: number
  /** Bits that nobody changes. */
  standing: Bits
}

/** The facets and days of all records of a noun. A record that changes moves to a new row at the end. */
export class CountTable extends CountedRows {
  /** The rows whose records have neither moved nor been deleted. */
  private readonly present: RowBits
  dead = 0

  constructor(noun: Noun, expected: number) {
    super(noun, expected)
    this.present = new RowBits(expected)
  }

  get size(): number {
    return this.present.length
  }

  get standing(): Bits {
    return copyOf(this.present.held.subarray(0, wordsFor(this.size)))
  }

  push(record: CountedRecord): void {
    this.remove(record.versionId)
    this.append(record.versionId, record)
    this.present.push(true)
  }

  /** Takes the record of this version out of the counts, if it is here. */
  remove(versionId: number): void {
    const row = this.versionRows.find(versionId)
    if (row === undefined || !this.present.has(row)) return
    this.present.clear(row)
    this.dead++
  }
}

/** The facets that a table has as columns: those in the noun's own rows. Other facets change without a change of the record in the log. */
export function countedFacets(noun: Noun) {
  return Object.entries(noun.facets).filter(([, { elsewhere }]) => !elsewhere)
}

type Extents = ReadonlyMap<string, 'never-whole' | { whole: string }>

function partialFacets(noun: Noun): Extents {
  const extents: [string, 'never-whole' | { whole: string }][] = countedFacets(noun).flatMap(([name, facet]) => {
    const partly = partlyKnown(facet)
    return partly ? [[name, partly.whole ? { whole: partly.whole.name } : 'never-whole']] : []
  })
  return new Map(extents)
}

/** The columns that say of a field whether all its values are known, by name. */
export function countedWholes({ parameters }: Noun): Map<string, PgColumn> {
  const columns = Object.values(parameters).flatMap(({ counted }) =>
    counted?.open && 'whole' in counted.open ? [counted.open.whole] : [],
  )
  return new Map(columns.map((column) => [column.name, column]))
}
