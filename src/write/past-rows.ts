import { type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Database } from '../database/connect.ts'
import { citations, type LinkTable } from '../database/link-tables.ts'
import { pastName } from '../database/past-tables.ts'
import { rows } from '../database/rows.ts'
import { columnNames, typedColumnsOf } from '../database/typed-rows.ts'
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
    sql`insert into ${pastOf(table)} (${namesIn(table)}, until_id)
    select ${namesIn(table)}, until_id
    from ${table} join ${endingRows(endings)} on ending.ended_id = id where version_id < until_id`,
  )
}

/** Moves the rows of records that are deleted. */
export async function moveDeleted(db: Database, { table }: Noun, endings: Ending[]): Promise<void> {
  await move(db, table, sql`ending.ended_id = present.id`, endings)
}

export async function moveLinks(db: Database, table: LinkTable, endings: Ending[]): Promise<void> {
  await move(db, table, sql`ending.ended_id = present.owner`, endings)
}

export async function moveCitations(db: Database, noun: Noun, endings: Ending[]): Promise<void> {
  await move(db, citations, sql`present.noun = ${noun.name} and ending.ended_id = present.id`, endings)
}

function move(db: Database, table: PgTable, isEnded: SQL, endings: Ending[]): Promise<unknown[]> {
  return rows(
    db,
    sql`with ended as (
      delete from ${table} as present using ${endingRows(endings)} where ${isEnded} returning present.*, ending.until_id
    ) ${insertEnded(table)}`,
  )
}

/** Inserts the rows of `ended`, each with its `until_id`. */
export function insertEnded(table: PgTable): SQL {
  return sql`insert into ${pastOf(table)} (${namesIn(table)}, until_id)
    select ${namesIn(table)}, until_id from ended where version_id < until_id`
}

const pastOf = (table: PgTable) => sql.identifier(pastName(table))

const namesIn = (table: PgTable) => columnNames(typedColumnsOf(table))

function endingRows(endings: Ending[]): SQL {
  const values = JSON.stringify(endings.map(({ id, versionId }) => ({ ended_id: id, until_id: versionId })))
  return sql`json_to_recordset(${values}::json) as ending (ended_id text, until_id bigint)`
}
