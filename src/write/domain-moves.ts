import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import type { LinkTable } from '../database/link-tables.ts'
import { domains } from '../database/noun-tables.ts'
import { rows } from '../database/rows.ts'
import type { Nouns } from '../model/noun.ts'
import type { Projection } from '../model/projection.ts'

// Records stand under the domains above their own, too. When a domain moves in the tree, those rows move with it.

/** The domains among these documents that stand under another parent than their table says. To be asked before they are projected. */
export async function movedDomains(db: Database, projections: Projection[]): Promise<string[]> {
  const ours = projections.filter(({ noun, document }) => noun.name === 'domains' && document.version > 1)
  if (ours.length === 0) return []
  const wanted = JSON.stringify(ours.map(({ document }) => ({ id: document.id, parent: document.parent ?? null })))
  const moved = await rows<{ id: string }>(
    db,
    sql`
    select domains.id from ${domains} join json_to_recordset(${wanted}::json) as wanted (id text, parent text) on wanted.id = domains.id
    where wanted.parent is distinct from domains.parent`,
  )
  return moved.map(({ id }) => id)
}

/** Makes the implied rows of all owners of these domains anew. */
export async function reindexMovedDomains(db: Database, nouns: Nouns, moved: string[]): Promise<void> {
  if (moved.length === 0) return
  for (const noun of nouns.values())
    for (const { table, targets } of noun.links) if (targets === 'domains') await reindex(db, table, moved)
}

async function reindex(db: Database, table: LinkTable, moved: string[]): Promise<void> {
  const found = await rows<{ owner: string }>(
    db,
    sql`select distinct owner from ${table} where target = any(${sql.param(moved)}::text[])`,
  )
  const owners = sql`owner = any(${sql.param(found.map(({ owner }) => owner))}::text[])`
  await rows(db, sql`delete from ${table} where not stated and ${owners}`)
  await addBroaderDomains(db, table, owners)
}

/** Adds the rows for the domains above the stated ones, for all owners or for some. */
export async function addBroaderDomains(db: Database, table: LinkTable, owners: SQL = sql`true`): Promise<void> {
  await rows(
    db,
    sql`with recursive above (owner, target, on_date, version_id) as (
      select owner, target, on_date, version_id from ${table} where ${owners}
      union
      select above.owner, domains.parent, above.on_date, above.version_id
      from above join ${domains} on domains.id = above.target
      where domains.parent is not null
    )
    insert into ${table} (owner, target, stated, on_date, version_id)
    select owner, target, false, on_date, version_id from above
    where not exists (select from ${table} known where known.owner = above.owner and known.target = above.target)`,
  )
}
