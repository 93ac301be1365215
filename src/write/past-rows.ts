import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Database } from '../database/connect.ts'
import { citations, type LinkTable } from '../database/link-tables.ts'
import { pastName } from '../database/past-tables.ts'
import { rows } from '../database/rows.ts'
import type { Noun } from '../model/noun.ts'

// Rows that are replaced or taken away move to the table of the past beside theirs, with the version that did it. Rows that
// are made again for the version that they are of already are no past.

/** A record and its version that ends the rows before it. */
export interface Ending {
  id: string
  versionId: number
}

/** Copies the rows of records that are about to be overwritten. */
export async function keepReplaced(db: Database, { table }: Noun, endings: Ending[]): Promise<void> {
  await rows(
    db,
    sql`insert into ${pastOf(table)} (${columnsOf(table)}, until_id)
    select ${columnsOf(table, sql`present`)}, ending.until_id
    from ${table} as present join ${listed(endings)} on ending.id = present.id where present.version_id < ending.until_id`,
  )
}

/** Moves the rows of records that are deleted. */
export async function moveDeleted(db: Database, { table }: Noun, endings: Ending[]): Promise<void> {
  await move(db, table, sql`ending.id = present.id`, endings)
}

export async function moveLinks(db: Database, table: LinkTable, endings: Ending[]): Promise<void> {
  await move(db, table, sql`ending.id = present.owner`, endings)
}

export async function moveCitations(db: Database, noun: Noun, endings: Ending[]): Promise<void> {
  await move(db, citations, sql`present.noun = ${noun.name} and ending.id = present.id`, endings)
}

function move(db: Database, table: PgTable, isEnded: SQL, endings: Ending[]): Promise<unknown[]> {
  return rows(
    db,
    sql`with ended as (
      delete from ${table} as present using ${listed(endings)} where ${isEnded} returning present.*, ending.until_id
    ) ${insertEnded(table)}`,
  )
}

/** Inserts the rows of `ended`, each with its `until_id`. */
export function insertEnded(table: PgTable): SQL {
  return sql`insert into ${pastOf(table)} (${columnsOf(table)}, until_id)
    select ${columnsOf(table)}, until_id from ended where version_id < until_id`
}

const pastOf = (table: PgTable) => sql.identifier(pastName(table))

function columnsOf(table: PgTable, prefix?: SQL): SQL {
  const names = Object.values(getTableColumns(table)).map(({ name }) => sql.identifier(name))
  return sql.join(
    names.map((name) => (prefix ? sql`${prefix}.${name}` : name)),
    sql`, `,
  )
}

function listed(endings: Ending[]): SQL {
  const values = JSON.stringify(endings.map(({ id, versionId }) => ({ id, until_id: versionId })))
  return sql`json_to_recordset(${values}::json) as ending (id text, until_id bigint)`
}
