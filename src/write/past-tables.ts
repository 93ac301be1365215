import { getTableName, type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import type { Database } from '../database/connect.ts'
import { citations, otherReferences } from '../database/link-tables.ts'
import { changes, formerIds, logHead, records, versions } from '../database/log-tables.ts'
import { planAnew, rows } from '../database/rows.ts'
import { transaction } from '../database/transaction.ts'
import { Unprocessable } from '../http/problems.ts'
import type { Noun, Nouns, StoredDocument } from '../model/noun.ts'
import { expandingNouns, expandsLink, nounNamed } from '../model/noun-list.ts'
import { project } from './project.ts'
import { addImplied } from './tree-moves.ts'

// The tables as they were. A transaction makes temporary tables of the same names, which hide the present ones, so that
// the same queries give the same answers as then. Most records have not changed since: their rows are copied. The
// others are projected again from the versions that stood.

/** A past is made again for each question; beyond this many records that would take too long. */
export const mostRecords = 50_000

/** Runs queries in the registry as it stood at a position, which is not beyond the end of the log. */
export function readAsOf<T>(db: Database, nouns: Nouns, seq: number, use: (then: Database) => Promise<T>): Promise<T> {
  const run = async (then: Database) => {
    await refuseLarge(then, seq)
    planAnew(then)
    // Nothing is known of tables this fresh, and compiling for their guessed sizes would take longer than any question.
    await rows(then, sql`set local jit = off`)
    for (const table of [
      logHead,
      records,
      formerIds,
      citations,
      otherReferences,
      ...[...nouns.values()].flatMap(tablesOf),
    ])
      await rows(
        then,
        sql`create temporary table ${named(table)}
        (like ${present(table)} including defaults, primary key (${keyOf(table)})) on commit drop`,
      )
    await fillLog(then, seq)
    for (const noun of nouns.values()) await copyUnchanged(then, noun)
    await copyCommon(then)
    for (const noun of treesFirst(nouns)) await projectChanged(then, nouns, noun)
    for (const noun of nouns.values())
      for (const link of noun.links)
        if (expandsLink(nouns, link)) await addImplied(then, link.table, nounNamed(nouns, link.targets))
    return use(then)
  }
  return transaction(db, run, { isolationLevel: 'repeatable read' })
}

function tablesOf(noun: Noun): PgTable[] {
  return [noun.table, ...noun.links.map(({ table }) => table)]
}

/** What tells the rows of a table apart. */
function keyOf(table: PgTable): SQL {
  const { columns, primaryKeys, indexes } = getTableConfig(table)
  const unique = indexes.find(({ config }) => config.unique)?.config.columns as PgColumn[] | undefined
  const key = primaryKeys[0]?.columns ?? unique ?? columns.filter(({ primary }) => primary)
  return sql.join(
    key.map(({ name }) => sql.identifier(name)),
    sql`, `,
  )
}

const named = (table: PgTable) => sql.identifier(getTableName(table))
/** The table itself, past the temporary one that hides it. */
const present = (table: PgTable) => sql`public.${named(table)}`

async function refuseLarge(db: Database, seq: number): Promise<void> {
  const [found] = await rows<{ amount: number }>(
    db,
    sql`select (count(*) filter (where op in ('create', 'restore')) - count(*) filter (where op = 'delete'))::int as amount
    from ${changes} where seq <= ${seq}`,
  )
  if ((found?.amount ?? 0) <= mostRecords) return
  throw new Unprocessable(
    `The registry held ${found?.amount} records then; the past is made again for at most ${mostRecords}. Single records and versions can be read as of any position.`,
  )
}

async function fillLog(db: Database, seq: number): Promise<void> {
  await rows(
    db,
    sql`insert into ${logHead} (one, epoch, seq, rev, chain, last_at)
    select one, epoch, ${seq}, rev, chain, last_at from ${present(logHead)}`,
  )
  await rows(
    db,
    sql`insert into ${records} (noun, id, version, version_id, deleted)
    select distinct on (noun, id) noun, id, version, version_id, op = 'delete' from ${changes}
    where seq <= ${seq} order by noun, id, seq desc`,
  )
}

async function copyUnchanged(db: Database, noun: Noun): Promise<void> {
  await rows(
    db,
    sql`insert into ${noun.table} select present.* from ${present(noun.table)} present
    join ${records} head on head.noun = ${noun.name} and head.id = present.id and head.version_id = present.version_id`,
  )
  for (const { table } of noun.links)
    await rows(
      db,
      sql`insert into ${table} select present.* from ${present(table)} present
      where stated and owner in (select id from ${noun.table})`,
    )
}

async function copyCommon(db: Database): Promise<void> {
  for (const table of [citations, formerIds])
    await rows(
      db,
      sql`insert into ${table} select present.* from ${present(table)} present
      join ${present(records)} now on now.noun = present.noun and now.id = present.id
      join ${records} head on head.noun = now.noun and head.id = now.id and head.version_id = now.version_id`,
    )
}

/** The trees that filters expand come first, for every other record stands under the records above those that it refers to. */
function treesFirst(nouns: Nouns): Noun[] {
  const trees = expandingNouns(nouns)
  return [...trees, ...[...nouns.values()].filter((noun) => !trees.includes(noun))]
}

const pageSize = 500

async function projectChanged(db: Database, nouns: Nouns, noun: Noun): Promise<void> {
  for (let after = ''; ; ) {
    const page = await rows<{ id: string; versionId: number; body: string }>(
      db,
      sql`select head.id, head.version_id::text::int as "versionId", body
      from ${records} head join ${versions} on versions.version_id = head.version_id
      where head.noun = ${noun.name} and not head.deleted and head.id > ${after}
        and not exists (select from ${noun.table} copied where copied.id = head.id)
      order by head.id limit ${pageSize}`,
    )
    await project(
      db,
      nouns,
      page.map(({ versionId, body }) => ({ noun, document: JSON.parse(body) as StoredDocument, versionId })),
    )
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = last.id
  }
}
