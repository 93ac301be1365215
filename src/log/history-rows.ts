import { sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Database } from '../database/connect.ts'
import { citations } from '../database/link-tables.ts'
import { changes, versions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import type { Row } from '../database/typed-rows.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import { expandsLink } from '../model/noun-list.ts'
import { citationRows, linkRows, type Prepared, prepare, recordRow } from '../model/projection.ts'
import type { RecordDocument } from '../model/record-document.ts'
import type { TreeHistories } from './tree-history.ts'

// The log determines all rows that ever stood, each with the version that replaced it. The write path keeps them step
// by step; here they are made from the log alone, to compare them or to replace them.

/** Rows of one table; `untilId` is null where a row stands. */
export interface HistoryRows {
  table: PgTable
  rows: Row[]
}

/** A version of a record, and what replaced it. */
interface Stood {
  id: string
  rev: number
  version: number
  versionId: number
  content: string
  deleted: boolean
  untilRev: number | null
  untilId: number | null
}

/** All rows of some records. */
interface History {
  /** In the noun's table, in those of its links, and among the citations. */
  tables: HistoryRows[]
  /** The versions that stand. */
  standing: Prepared[]
}

export async function historyRows(
  db: Database,
  nouns: Nouns,
  trees: TreeHistories,
  noun: Noun,
  ids: string[],
): Promise<History> {
  const stood = await versionsOf(db, noun, ids)
  const prepared = stood.map((one) => ({ ...one, prepared: toPrepared(noun, one) }))
  const each = (rowsOf: (prepared: Prepared) => Row[]) =>
    prepared.flatMap(({ untilId, prepared }) => rowsOf(prepared).map((row) => ({ ...row, untilId })))
  const tables = [
    { table: noun.table, rows: each((one) => [recordRow(one)]) },
    ...noun.links.map((link) => ({
      table: link.table,
      rows: expandsLink(nouns, link)
        ? prepared.flatMap((one) => rowsInTree(one, link, trees))
        : each((one) => linkRows(one, link, (_, target) => [target])),
    })),
    { table: citations, rows: each(citationRows) },
  ]
  return { tables, standing: prepared.flatMap(({ untilId, prepared }) => (untilId === null ? [prepared] : [])) }
}

function toPrepared(noun: Noun, { content, version, versionId }: Stood): Prepared {
  return prepare({ noun, document: JSON.parse(content) as RecordDocument, version, versionId })
}

async function versionsOf(db: Database, noun: Noun, ids: string[]): Promise<Stood[]> {
  const found = await rows<Stood>(
    db,
    sql`select changes.id, rev::float8 as rev, changes.version, changes.version_id::float8 as "versionId", content,
      changes.op = 'delete' as deleted,
      (lead(rev) over history)::float8 as "untilRev", (lead(changes.version_id) over history)::float8 as "untilId"
    from ${changes} join ${versions} on versions.version_id = changes.version_id
    where changes.noun = ${noun.name} and changes.id = any(${sql.param(ids)}::text[])
    window history as (partition by changes.id order by seq) order by changes.id, seq`,
  )
  return found.filter(({ deleted }) => !deleted)
}

/** The rows of a link in a tree: those that are implied begin and end with moves in the tree, too. */
function rowsInTree(
  { rev, untilRev, untilId, prepared }: Stood & { prepared: Prepared },
  link: Noun['links'][number],
  trees: TreeHistories,
): Row[] {
  const tree = trees.get(link.targets)
  if (!tree) throw new Error(`The history of ${link.targets} was not read.`)
  const rowsAt = (at: number) => linkRows(prepared, link, (_, target) => tree.ancestorsAt(target, at))
  const made: Row[] = []
  let open = rowsAt(rev).map((row): Row => ({ ...row, untilId: null }))
  for (const move of tree.movesBetween(rev, untilRev ?? Number.POSITIVE_INFINITY)) {
    const next = rowsAt(move.rev)
    const isIn = (all: Row[], { target, stated }: Row) =>
      all.some((one) => one.target === target && one.stated === stated)
    made.push(...open.filter((row) => !isIn(next, row)).map((row) => ({ ...row, untilId: move.versionId })))
    const begun = next.filter((row) => !isIn(open, row)).map((row): Row => ({ ...row, sinceId: move.versionId }))
    open = [...open.filter((row) => isIn(next, row)), ...begun]
  }
  return [...made, ...open.map((row) => ({ ...row, untilId }))]
}
