import { type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { ChangeKind } from '../database/change-kinds.ts'
import type { Database } from '../database/connect.ts'
import { wireInstant } from '../database/instants.ts'
import { changes, logHead, records, revisions, versions } from '../database/log-tables.ts'
import { headBeside, headRow, headSeqInside, rows } from '../database/rows.ts'
import type { NounName } from '../model/record-name.ts'
import type { Change } from './change-queries.ts'
import { sentText } from './owned-columns.ts'

/** One entry of a record's history. */
export interface VersionEntry {
  version: number
  op: Change['op']
  kind: ChangeKind
  id: string
  at: string
  seq: number
  actor: string
  reason: string | null
  requestId: string | null
  fields: string[]
  sha256: string
}

/** A record keeps its history when it gets another id. */
const recordIdOf = (noun: NounName, id: string | Placeholder): SQL => sql`(
  select last.record_id from ${records} join ${versions} last on last.version_id = records.version_id
  where records.noun = ${noun} and records.id = ${id})`

/** The versions of a record, newest first, as `VersionEntry`. */
export const versionsOf = (noun: NounName, id: string | Placeholder, limit: number, below = 2_000_000_000): SQL => sql`
  select versions.version, versions.op, versions.kind, versions.id, ${wireInstant(sql`at`)} as at,
    changes.seq::float8 as seq, actor, reason, request_id as "requestId", fields, encode(sha256, 'hex') as sha256
  from ${versions} join ${changes} using (version_id) join ${revisions} on revisions.tx = versions.tx
  where versions.record_id = ${recordIdOf(noun, id)} and versions.version < ${below}
  order by versions.version desc limit ${limit}`

/** The versions of a record, newest first, and the log position that they were read at. */
export async function listVersions(
  db: Database,
  noun: NounName,
  id: string,
  limit: number,
  below?: number,
): Promise<{ seq: number; entries: VersionEntry[] }> {
  const found = await rows<VersionEntry & { head: number; version: number | null }>(
    db,
    sql`select ${headBeside}, entry.* from ${logHead} head left join (
      ${versionsOf(noun, id, limit, below)}
    ) as entry on true order by entry.version desc`,
  )
  const entries = found.filter(({ version }) => version !== null).map(({ head, ...entry }) => entry)
  return { seq: headRow(found).head, entries }
}

interface StoredVersion {
  /** The end of the log when it was read. */
  seq: number
  body: string
  sha256: string
  at: string
}

/** One version of a record, as it is sent. */
export async function findVersion(
  db: Database,
  noun: NounName,
  id: string,
  version: number,
): Promise<StoredVersion | undefined> {
  const [stored] = await rows<StoredVersion>(
    db,
    sql`select ${sentText} as body, encode(sha256, 'hex') as sha256, ${wireInstant(sql`at`)} as at,
      ${headSeqInside} from ${versions} join ${changes} using (version_id)
    where versions.record_id = ${recordIdOf(noun, id)} and versions.version = ${version}`,
  )
  return stored
}
