import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import { changes, logHead, records, revisions, versions } from '../database/tables.ts'
import type { NounName } from '../registry/fields.ts'

/** One change of one record, as the feed tells it. */
export interface Change {
  seq: number
  rev: number
  noun: NounName
  id: string
  version: number
  op: 'create' | 'update' | 'delete' | 'restore'
  at: string
  chain: string
  body: string
}

/** How many changes one page may look at, so that a rare noun does not scan the whole log. */
const mostScanned = 5_000

export interface ChangePage {
  changes: Change[]
  /** The last position that was looked at, whether it matched or not. */
  scanned: number
  head: number
}

/** The changes after a position, in order. */
export async function listChanges(db: Database, after: number, limit: number, nouns?: NounName[]): Promise<ChangePage> {
  const matching = nouns ? sql`and changes.noun = any(${sql.param(nouns)}::text[])` : sql``
  const found = await rows<Change & { head: number }>(
    db,
    sql`select head.seq::text::int as head, page.* from ${logHead} head left join lateral (
      select changes.seq::text::int as seq, changes.rev::text::int as rev, changes.noun, changes.id, changes.version, changes.op,
        to_char(committed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
        encode(substr(chain, 1, 8), 'hex') as chain, body
      from ${changes} join ${revisions} using (rev) join ${versions} using (version_id)
      where changes.seq > ${after} and changes.seq <= ${after + mostScanned} ${matching}
      order by changes.seq limit ${limit}
    ) page on true order by page.seq`,
  )
  const head = found[0]?.head ?? after
  const page = found.filter(({ seq }) => seq !== null)
  const last = page.length === limit ? page.at(-1)?.seq : undefined
  return { changes: page, scanned: last ?? Math.max(after, Math.min(after + mostScanned, head)), head }
}

/** A record of the state at a position. */
export interface StoredVersion {
  noun: NounName
  id: string
  version: number
  versionId: number
  body: string
  sha256: string
}

/** One page of the state at a position, by noun and id. History alone decides, so that pages fit together while others write. */
export async function stateAt(
  db: Database,
  seq: number,
  after: { noun: string; id: string },
  limit: number,
  only?: NounName[],
): Promise<StoredVersion[]> {
  const chosen = only ? sql`and noun = any(${sql.param(only)}::text[])` : sql``
  return rows(
    db,
    sql`with latest as (
      select distinct on (noun, id) noun, id, version_id, op from ${changes}
      where seq <= ${seq} and (noun, id) > (${after.noun}, ${after.id}) ${chosen}
      order by noun, id, seq desc limit ${limit}
    )
    select latest.noun, latest.id, versions.version, latest.version_id::text::int as "versionId",
      case when latest.op = 'delete' then null else body end as body, encode(sha256, 'hex') as sha256
    from latest join ${versions} using (version_id) order by latest.noun, latest.id`,
  )
}

/** Walks the state at a position, flat in memory; deleted records are left out. */
export async function* walkState(db: Database, seq: number, only?: NounName[]): AsyncGenerator<StoredVersion[]> {
  const limit = 500
  for (let after = { noun: '', id: '' }; ; ) {
    const page = await stateAt(db, seq, after, limit, only)
    yield page.filter(({ body }) => body !== null)
    const last = page.at(-1)
    if (!last || page.length < limit) return
    after = last
  }
}

/** The end of the log and how many records of each noun stand there, from one moment. */
export async function headCounts(db: Database): Promise<{ seq: number; counts: Record<string, number> }> {
  const [found] = await rows<{ seq: number; counts: Record<string, number> | null }>(
    db,
    sql`select seq::text::int as seq, (select json_object_agg(noun, amount) from (
      select noun, count(*)::int as amount from ${records} where not deleted and version > 0 group by noun order by noun
    ) counted) as counts from ${logHead}`,
  )
  return { seq: found?.seq ?? 0, counts: found?.counts ?? {} }
}

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
    sql`select versions.version, versions.op, to_char(committed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
      changes.seq::text::int as seq, actor, reason, request_id as "requestId", encode(sha256, 'hex') as sha256
    from ${versions} join ${changes} using (version_id) join ${revisions} on revisions.tx = versions.tx
    where versions.noun = ${noun} and versions.id = ${id} and versions.version < ${below ?? 2_000_000_000}
    order by versions.version desc limit ${limit}`,
  )
}

export async function findVersion(
  db: Database,
  noun: NounName,
  id: string,
  version: number,
): Promise<{ body: string } | undefined> {
  const [found] = await rows<{ body: string }>(
    db,
    sql`select body from ${versions} join ${changes} using (version_id)
    where versions.noun = ${noun} and versions.id = ${id} and versions.version = ${version}`,
  )
  return found
}

/** A record as it stood at a position. */
export async function findAsOf(
  db: Database,
  noun: NounName,
  id: string,
  seq: number,
): Promise<{ body: string; op: string; version: number } | undefined> {
  const [found] = await rows<{ body: string; op: string; version: number }>(
    db,
    sql`select body, changes.op, changes.version from ${changes} join ${versions} using (version_id)
    where changes.noun = ${noun} and changes.id = ${id} and changes.seq <= ${seq} order by changes.seq desc limit 1`,
  )
  return found
}
