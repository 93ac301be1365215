import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { records } from '../database/log-tables.ts'
import { pastName } from '../database/past-tables.ts'
import { rows } from '../database/rows.ts'
import { projectionRules } from '../database/service-tables.ts'
import { transaction } from '../database/transaction.ts'
import { type HistoryRows, historyRows } from '../log/history-rows.ts'
import { treeHistories } from '../log/tree-history.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import { isOf } from '../model/record-rows.ts'
import { insert, insertPast, upsert } from './insert-rows.ts'
import { rewriteOthers } from './project.ts'
import { shareWritersLock } from './record-heads.ts'

/** Counts the rules by which rows are made of documents: one more for each change of what `project` writes. */
export const presentRules = 9
const pageSize = 100

/**
 * Makes all rows again from the log where an older release made them, those that were replaced among them. A later release
 * may be serving beside this one, so its rows are left alone.
 */
export async function reprojectIfStale(db: Database, nouns: Nouns): Promise<void> {
  const [made] = await rows<{ rules: number }>(db, sql`select rules from ${projectionRules}`)
  if (!made || made.rules < presentRules) await reprojectAll(db, nouns)
}

/** Makes all rows again from the log by the rules of this release, while others read and write. */
export async function reprojectAll(db: Database, nouns: Nouns): Promise<void> {
  for (const noun of nouns.values()) await reproject(db, nouns, noun)
  await rows(db, sql`update ${projectionRules} set rules = ${presentRules}`)
}

async function reproject(db: Database, nouns: Nouns, noun: Noun): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined; ) after = await reprojectPage(db, nouns, noun, after)
}

/** Gives back the last id of the page, while more may follow. */
function reprojectPage(db: Database, nouns: Nouns, noun: Noun, after: string): Promise<string | undefined> {
  return transaction(db, async (tx) => {
    await shareWritersLock(tx)
    const page = await rows<{ id: string }>(
      tx,
      sql`select id from ${records} where noun = ${noun.name} and id > ${after} order by id limit ${pageSize} for update`,
    )
    const ids = page.map(({ id }) => id)
    const { tables, standing } = await historyRows(tx, nouns, await treeHistories(tx, nouns), noun, ids)
    for (const made of tables) await remake(tx, noun, ids, made)
    await rewriteOthers(tx, noun, standing)
    return page.length < pageSize ? undefined : ids.at(-1)
  })
}

/** Puts rows into the place of all that these records have, or had, in a table. */
async function remake(db: Database, noun: Noun, ids: string[], { table, rows: made }: HistoryRows): Promise<void> {
  const past = sql.identifier(pastName(table))
  const present = made.filter(({ untilId }) => untilId === null)
  const isTheirs = isOf(table, noun, ids)
  await rows(db, sql`delete from ${past} where ${isTheirs}`)
  await insertPast(
    db,
    table,
    made.filter(({ untilId }) => untilId !== null),
  )
  // Other tables refer to rows of this one by foreign keys, so they are updated in place.
  if (table === noun.table) return upsert(db, table, present)
  await rows(db, sql`delete from ${table} where ${isTheirs}`)
  await insert(db, table, present)
}
