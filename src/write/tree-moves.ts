import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { impliedPosition, type LinkTable } from '../database/link-tables.ts'
import { rows } from '../database/rows.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import { expandingNouns, expandsLink } from '../model/noun-list.ts'
import type { Projection } from '../model/projection.ts'
import { insertEnded } from './past-rows.ts'

// A record stands under the records above those that it refers to, too, where their noun is a tree that filters expand.
// When a record moves in such a tree, those rows move with it.

/** The records of one noun that have another parent than before, and the last version among those that moved them. */
interface Moved {
  noun: Noun
  ids: string[]
  versionId: number
}

/** The records among these documents that stand under another parent than their table says. Call it before they are projected. */
export async function movedInTrees(db: Database, nouns: Nouns, projections: Projection[]): Promise<Moved[]> {
  const moved: Moved[] = []
  for (const noun of expandingNouns(nouns)) {
    const rewritten = projections.filter((one) => one.noun === noun && one.version > 1)
    const ids = await movedIn(db, noun, rewritten)
    const versionId = Math.max(...rewritten.map((one) => one.versionId))
    if (ids.length > 0) moved.push({ noun, ids, versionId })
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

/** Brings the implied rows of all that refers to these records up to the moves. */
export async function reindexMoved(db: Database, nouns: Nouns, moved: Moved[]): Promise<void> {
  for (const { noun: tree, ids, versionId } of moved)
    for (const noun of nouns.values())
      for (const link of noun.links)
        if (link.targets === tree.name && expandsLink(nouns, link)) await reindex(db, link.table, tree, ids, versionId)
}

/** The rows for former ancestors end with the version of the move, and those for new ancestors begin with it. */
async function reindex(db: Database, table: LinkTable, tree: Noun, moved: string[], versionId: number): Promise<void> {
  const affected = await rows<{ owner: string }>(
    db,
    sql`select distinct owner from ${table} where target = any(${sql.param(moved)}::text[])`,
  )
  const owners = sql`any(${sql.param(affected.map(({ owner }) => owner))}::text[])`
  const parent = tree.tree?.column
  await rows(
    db,
    sql`with recursive above (owner, target, on_date, version_id) as (
      select owner, target, on_date, version_id from ${table} where stated and owner = ${owners}
      union
      select above.owner, ${parent}, above.on_date, above.version_id
      from above join ${tree.table} on ${tree.table.id} = above.target
      where ${parent} is not null
    ), ended as (
      delete from ${table} as present where not stated and owner = ${owners}
        and not exists (select from above where above.owner = present.owner and above.target = present.target)
      returning present.*, ${versionId}::bigint as until_id
    ), begun as (
      insert into ${table} (owner, target, stated, position, on_date, version_id, since_id)
      select owner, target, false, ${impliedPosition}, on_date, version_id, nullif(greatest(version_id, ${versionId}), version_id)
      from above
      where not exists (select from ${table} known where known.owner = above.owner and known.target = above.target)
    ) ${insertEnded(table)}`,
  )
}
