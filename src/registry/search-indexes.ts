import { getTableName, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import { transaction } from '../database/transaction.ts'
import type { Nouns } from './save.ts'

// To put a record into a search index costs several times what it costs to build the index with the record there. So a
// great load into empty tables does without, and builds them at its end; where it did not come to that, the next start
// of anything does. Meanwhile searches are right and slow.

/** Builds the search indexes that are missing. */
export async function buildSearchIndexes(db: Database, nouns: Nouns): Promise<void> {
  const tables = [...nouns.values()].map(({ table }) => getTableName(table))
  const missing = await rows<{ name: string }>(
    db,
    sql`select name from unnest(${sql.param(tables)}::text[]) as name where to_regclass(name || '_search_index') is null`,
  )
  for (const { name } of missing)
    await transaction(db, async (tx) => {
      await rows(tx, sql`set local statement_timeout = 0`)
      await rows(tx, sql`set local maintenance_work_mem = '256MB'`)
      await rows(tx, sql`create index if not exists ${indexOf(name)} on ${sql.identifier(name)} using gin (search)`)
    })
}

/** Drops the search indexes of tables without records, where nobody stands in the way. */
export async function dropEmptySearchIndexes(db: Database, nouns: Nouns): Promise<void> {
  for (const { table } of nouns.values()) {
    const [found] = await rows<{ empty: boolean }>(db, sql`select not exists (select from ${table}) as empty`)
    if (!found?.empty) continue
    const drop = transaction(db, async (tx) => {
      await rows(tx, sql`set local lock_timeout = '2s'`)
      await rows(tx, sql`drop index if exists ${indexOf(getTableName(table))}`)
    })
    // Who may not drop it loads more slowly.
    await drop.catch(() => {})
  }
}

const indexOf = (table: string): SQL => sql`${sql.identifier(`${table}_search_index`)}`
