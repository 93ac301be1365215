import { getTableName, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { citations } from '../database/link-tables.ts'
import { sqlState, sqlStates } from '../database/problems.ts'
import { rows } from '../database/rows.ts'
import { postponedIndexes } from '../database/service-tables.ts'
import { transaction } from '../database/transaction.ts'
import { withoutLimit } from '../database/without-limit.ts'
import type { Nouns } from '../model/noun.ts'
import { tablesOf } from '../model/noun-list.ts'

// Adding a row to an index costs several times as much as building the index with the row. So a large import into empty
// tables drops the indexes that only reads need, and builds them at its end. If it does not get that far, the next
// start of the service or a command does. Until then reads are right and slow.

/** Answered to a role that does not own the table. */
const notOwner = sqlStates.insufficientPrivilege

/** Drops the indexes of empty tables that only reads need, unless a lock is held on a table, and remembers them. */
export async function postponeIndexes(db: Database, nouns: Nouns): Promise<void> {
  for (const table of new Set([...tablesOf(nouns.values()), citations])) {
    const [row] = await rows<{ empty: boolean }>(db, sql`select not exists (select from ${table}) as empty`)
    if (!row?.empty) continue
    await transaction(db, (tx) => postpone(tx, getTableName(table))).catch(leaveInPlace)
  }
}

/** A role that does not own the tables cannot drop indexes, so its import is slower, as without a lock in time. */
function leaveInPlace(error: unknown): void {
  const state = sqlState(error)
  if (state !== notOwner && state !== sqlStates.lockNotAvailable) throw error
}

async function postpone(db: Database, table: string): Promise<void> {
  await rows(db, sql`set local lock_timeout = '2s'`)
  const postponed = await rows<{ name: string }>(
    db,
    sql`insert into ${postponedIndexes} (name, definition)
      select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
      where indrelid = ${table}::regclass and not exists (select from pg_constraint where conindid = indexrelid)
      on conflict (name) do nothing
      returning name`,
  )
  if (postponed.length > 0) await rows(db, sql.raw(`drop index ${postponed.map(({ name }) => name).join(', ')}`))
}

/**
 * Builds the postponed indexes, two at a time, and first the indexes of words, which take longest. Those know no
 * parallel workers, and workers for the others would only take the processor from them.
 */
export async function buildPostponedIndexes(db: Database): Promise<void> {
  await Promise.all([buildEach(db), buildEach(db)])
}

async function buildEach(db: Database): Promise<void> {
  for (let built = true; built; ) built = await transaction(db, buildNext).catch(leaveToOwner)
}

/** A role that does not own the tables cannot build their indexes; the next `migrate` does. */
function leaveToOwner(error: unknown): false {
  if (sqlState(error) === notOwner) return false
  throw error
}

/** Builds an index that nobody else is building; false where there is none. */
async function buildNext(db: Database): Promise<boolean> {
  const [next] = await rows<{ definition: string }>(
    db,
    sql`delete from ${postponedIndexes} where name = (
      select name from ${postponedIndexes} order by definition like '%USING gin%' desc, name limit 1 for update skip locked
    ) returning definition`,
  )
  if (!next) return false
  await rows(db, sql.raw(withoutLimit))
  await rows(db, sql`set local maintenance_work_mem = '256MB'`)
  await rows(db, sql`set local max_parallel_maintenance_workers = 0`)
  // A migration makes again what it finds missing, and may have come first.
  await rows(db, sql.raw(next.definition.replace(/^CREATE (?:UNIQUE )?INDEX/, '$& IF NOT EXISTS')))
  return true
}
