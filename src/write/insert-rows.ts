import { type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Database } from '../database/connect.ts'
import { pastName } from '../database/past-tables.ts'
import { rows } from '../database/rows.ts'
import { columnNames, type Row, typedColumnsOf, typedRows, untilId } from '../database/typed-rows.ts'

export async function insert(db: Database, table: PgTable, values: Row[]): Promise<void> {
  if (values.length > 0) await rows(db, insertion(table, values))
}

export async function upsert(db: Database, table: PgTable, values: Row[]): Promise<void> {
  if (values.length === 0) return
  const rest = typedColumnsOf(table).filter(({ name }) => name !== 'id')
  const assignments = rest.map(({ name }) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`)
  await rows(db, sql`${insertion(table, values)} on conflict (id) do update set ${sql.join(assignments, sql`, `)}`)
}

/** Inserts rows that were replaced, each with its `untilId`. */
export async function insertPast(db: Database, table: PgTable, values: Row[]): Promise<void> {
  if (values.length === 0) return
  const columns = [...typedColumnsOf(table), untilId]
  const past = sql.identifier(pastName(table))
  await rows(db, sql`insert into ${past} (${columnNames(columns)}) ${typedRows(table, values, columns)}`)
}

function insertion(table: PgTable, values: Row[]): SQL {
  return sql`insert into ${table} (${columnNames(typedColumnsOf(table))}) ${typedRows(table, values)}`
}
