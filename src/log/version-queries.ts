import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { changes, revisions, versions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import type { NounName } from '../model/fields.ts'
import type { Change } from './change-queries.ts'
import { wireInstant } from './instants.ts'

/** One entry of a record's history. */
export interface VersionEntry {
  version: number
  op: Change['op']
  at: string
  seq: number
  actor: string
  reason: string | null
  requestId: string | null
  sha256: string
}

/** The versions of a record, newest first. */
export function listVersions(
  db: Database,
  noun: NounName,
  id: string,
  limit: number,
  below?: number,
): Promise<VersionEntry[]> {
  return rows(
    db,
    sql`select versions.version, versions.op, ${wireInstant(sql`committed_at`)} as at,
      changes.seq::text::int as seq, actor, reason, request_id as "requestId", encode(sha256, 'hex') as sha256
    from ${versions} join ${changes} using (version_id) join ${revisions} on revisions.tx = versions.tx
    where versions.noun = ${noun} and versions.id = ${id} and versions.version < ${below ?? 2_000_000_000}
    order by versions.version desc limit ${limit}`,
  )
}

/** The stored text of one version of a record. */
export async function findVersion(
  db: Database,
  noun: NounName,
  id: string,
  version: number,
): Promise<{ body: string } | undefined> {
  const [stored] = await rows<{ body: string }>(
    db,
    sql`select body from ${versions} join ${changes} using (version_id)
    where versions.noun = ${noun} and versions.id = ${id} and versions.version = ${version}`,
  )
  return stored
}
