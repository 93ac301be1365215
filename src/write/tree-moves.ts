import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { impliedPosition, type LinkTable } from '../database/link-tables.ts'
import { rows } from '../database/rows.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import { expandingNouns, expandsLink } from '../model/noun-list.ts'
import type { Projection } from '../model/projection.ts'

// A record stands under the records above those that it refers to, too, where their noun is a tree that filters expand.
// When a record moves in such a tree, those rows move with it.

/** Of one noun, the records that have another parent than before. */
export interface Moved {
  noun: Noun
  ids: string[]
}

/** The records among these documents that stand under another parent than their table says. Call it before they are projected. */
export async function movedInTrees(db: Database, nouns: Nouns, projections: Projection[]): Promise<Moved[]> {
  const moved: Moved[] = []
  for (const noun of expandingNouns(nouns)) {
    const ids = await movedIn(
      db,
      noun,
      projections.filter((one) => one.noun === noun && one.document.version > 1),
    )
    if (ids.length > 0) moved.push({ noun, ids })
  }
  return moved
}

async function movedIn(db: Database, { table, tree }: Noun, projections: Projection[]): Promise<string[]> {
  if (!tree || projections.length === 0) return []
  const parents = JSON.stringify(
    projections.map(({ document }) => ({ id: document.id, parent: tree.parentOf(document) ?? null })),
  )
  const moved = await rows<{ id: string }>(
    db,
    sql`select ${table.id} as id from ${table}
    join json_to_recordset(${parents}::json) as projected (id text, parent text) on projected.id = ${table.id}
    where projected.parent is distinct from ${tree.column}`,
  )
  return moved.map(({ id }) => id)
}

/** Makes the implied rows of all that refers to these records anew. */
export async function reindexMoved(db: Database, nouns: Nouns, moved: Moved[]): Promise<void> {
  for (const { noun: tree, ids } of moved)
    for (const noun of nouns.values())
      for (const link of noun.links)
        if (link.targets === tree.name && expandsLink(nouns, link)) await reindex(db, link.table, tree, ids)
}

async function reindex(db: Database, table: LinkTable, tree: Noun, moved: string[]): Promise<void> {
  const affected = await rows<{ owner: string }>(
    db,
    sql`select distinct owner from ${table} where target = any(${sql.param(moved)}::text[])`,
  )
  const owners = sql`owner = any(${sql.param(affected.map(({ owner }) => owner))}::text[])`
  await rows(db, sql`delete from ${table} where not stated and ${owners}`)
  await addImplied(db, table, tree, owners)
}

/** Adds the rows for the records above the stated ones, for all owners or for some. */
export async function addImplied(
  db: Database,
  table: LinkTable,
  { table: records, tree }: Noun,
  owners: SQL = sql`true`,
): Promise<void> {
  if (!tree) return
  await rows(
    db,
    sql`with recursive above (owner, target, on_date, version_id) as (
      select owner, target, on_date, version_id from ${table} where ${owners}
      union
      select above.owner, ${tree.column}, above.on_date, above.version_id
      from above join ${records} on ${records.id} = above.target
      where ${tree.column} is not null
    )
    insert into ${table} (owner, target, stated, position, on_date, version_id)
    select owner, target, false, ${impliedPosition}, on_date, version_id from above
    where not exists (select from ${table} known where known.owner = above.owner and known.target = above.target)`,
  )
}
