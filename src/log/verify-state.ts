import { getTableName, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { citations, otherReferences } from '../database/link-tables.ts'
import { changes, formerIds, records } from '../database/log-tables.ts'
import { pastName } from '../database/past-tables.ts'
import { rows } from '../database/rows.ts'
import { columnNames, type Row, typedColumnsOf, typedRows, untilId } from '../database/typed-rows.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import { tablesOf } from '../model/noun-list.ts'
import { formerIdRows, otherReferenceRows, type Prepared } from '../model/projection.ts'
import { hasPast, isOf, isShared, ownerColumn } from '../model/record-rows.ts'
import { type HistoryRows, historyRows } from './history-rows.ts'
import { treeHistories } from './tree-history.ts'
import { mostTold } from './verify-marks.ts'

const pageSize = 100

/**
 * Compares the heads of the records with the last versions in the log, and all rows of the nouns, of their links and of
 * the citations, those that stand and those that were replaced, with the rows that the log makes.
 */
export async function verifyState(db: Database, nouns: Nouns, tell: (fault: string) => void): Promise<void> {
  for (const name of await strayHeads(db)) tell(`${name}: its head is not its last version`)
  const trees = await treeHistories(db, nouns)
  for (const noun of nouns.values())
    for (let ids = await heldIds(db, noun, ''); ids.length > 0; ids = await heldIds(db, noun, ids.at(-1) ?? ''))
      for (const made of await allRows(db, nouns, trees, noun, ids))
        for (const id of await strayRows(db, noun, ids, made))
          tell(`${noun.name}/${id}: its rows in ${getTableName(made.table)} are not those that the log makes`)
}

/** All rows that the log makes for some records, those of tables without a past, too. */
async function allRows(...[db, nouns, trees, noun, ids]: Parameters<typeof historyRows>): Promise<HistoryRows[]> {
  const { tables, standing } = await historyRows(db, nouns, trees, noun, ids)
  const each = (rowsOf: (one: Prepared) => Row[]) => standing.flatMap(rowsOf)
  return [
    ...tables,
    { table: otherReferences, rows: each(otherReferenceRows) },
    { table: formerIds, rows: each(formerIdRows) },
  ]
}

async function strayHeads(db: Database): Promise<string[]> {
  const heads = await rows<{ name: string }>(
    db,
    sql`select coalesce(last.noun, head.noun) || '/' || coalesce(last.id, head.id) as name from (
      select distinct on (noun, id) noun, id, version, version_id, op from ${changes} order by noun, id, seq desc
    ) last
    full join (select * from ${records} where version > 0) head on head.noun = last.noun and head.id = last.id
    where (last.version, last.version_id, last.op = 'delete') is distinct from (head.version, head.version_id, head.deleted)
    order by name limit ${mostTold}`,
  )
  return heads.map(({ name }) => name)
}

/** The next ids that the log has, or any table of the noun. */
async function heldIds(db: Database, noun: Noun, after: string): Promise<string[]> {
  const tables = [...tablesOf([noun]), citations, otherReferences, formerIds]
  const named = tables.flatMap((table) =>
    [table, ...(hasPast(table) ? [sql.identifier(pastName(table))] : [])].map((from) => ({
      from,
      id: ownerColumn(table),
      shared: isShared(table),
    })),
  )
  const parts = [{ from: changes, id: sql`id`, shared: true }, ...named].map(({ from, id, shared }) => {
    const ofNoun = shared ? sql`noun = ${noun.name} and` : sql``
    return sql`(select distinct ${id} as id from ${from} where ${ofNoun} ${id} > ${after} order by 1 limit ${pageSize})`
  })
  const held = await rows<{ id: string }>(
    db,
    sql`select id from (${sql.join(parts, sql` union `)}) as held order by id limit ${pageSize}`,
  )
  return held.map(({ id }) => id)
}

/** The records of which a table, or that of its past, has other rows than these. */
async function strayRows(
  db: Database,
  noun: Noun,
  ids: string[],
  { table, rows: made }: HistoryRows,
): Promise<string[]> {
  const columns = typedColumnsOf(table)
  const isHeld = isOf(table, noun, ids)
  const past = sql`union all
      select ${columnNames([...columns, untilId])} from ${sql.identifier(pastName(table))} where ${isHeld}`
  const stray = await rows<{ id: string }>(
    db,
    sql`with made (${columnNames([...columns, untilId])}) as (${typedRows(table, made, [...columns, untilId])}), held as (
      select ${columnNames(columns)}, null::bigint as until_id from ${table} where ${isHeld}
      ${hasPast(table) ? past : sql``}
    )
    select distinct ${ownerColumn(table)} as id from (
      (table made except all table held) union all (table held except all table made)
    ) as stray order by 1 limit ${mostTold}`,
  )
  return stray.map((row) => row.id)
}
