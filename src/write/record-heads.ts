import { type SQL, sql } from 'drizzle-orm'
import { advisoryLocks } from '../database/advisory-locks.ts'
import type { Database } from '../database/connect.ts'
import { records, versions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import { ownedColumns } from '../log/owned-columns.ts'
import type { Noun } from '../model/noun.ts'
import type { OwnedFields, RecordDocument } from '../model/record-document.ts'
import { type NounName, nameOf } from '../model/record-name.ts'

/** The head of a record as its writer finds it. */
export interface Head {
  version: number
  deleted: boolean
  /** The last version; absent for a record that never was. */
  last?: LastVersion
}

export interface LastVersion extends OwnedFields {
  versionId: number
  recordId: number
  /** In hexadecimal. */
  sha256: string
  content: string
  /** The content before the deletion, if the record is deleted. */
  contentBefore: string | null
}

/** The document as it was last, before its deletion if it is deleted; undefined for a record that never was. */
export function documentBefore({ last }: Head): RecordDocument | undefined {
  return last && (JSON.parse(last.contentBefore ?? last.content) as RecordDocument)
}

/** Makes sure that each record has a head, and locks the heads in one order, so that writers never wait in a ring. */
export async function lockHeads(db: Database, named: Named[], alone: boolean): Promise<Map<string, Head>> {
  const names = namesOf(named)
  // A head that this transaction made is locked by that, and nothing stands behind it.
  const made = await makeHeads(db, names, writersLock(alone))
  const heads = new Map(made.map((name): [string, Head] => [nameOf(name), { version: 0, deleted: false }]))
  const existing = names.filter((name) => !heads.has(nameOf(name)))
  if (existing.length === 0) return heads
  for (const head of await lockExisting(db, existing)) heads.set(nameOf(head), head)
  return heads
}

interface Named {
  noun: Noun
  id: string
}

interface Name {
  noun: NounName
  id: string
}

/**
 * A transaction that deletes records, or writes records of a tree that filters expand, holds this lock alone. Others
 * share it, so that the records they refer to and such trees stay as they are until they commit. A lock on each
 * referenced record would be one a reference.
 */
function writersLock(alone: boolean): SQL {
  const lock = alone ? sql`pg_advisory_xact_lock` : sql`pg_advisory_xact_lock_shared`
  return sql`${lock}(${advisoryLocks.writers})`
}

/** Keeps what is deleted, and trees that filters expand, as they are until this transaction is over. */
export async function shareWritersLock(db: Database): Promise<void> {
  await rows(db, sql`select ${writersLock(false)}`)
}

// That lock is taken before any head, and what the lock had to wait for is seen by the statements that follow.
function makeHeads(db: Database, names: Name[], lock: SQL): Promise<Name[]> {
  return rows(
    db,
    sql`with locked as materialized (select ${lock})
    insert into ${records} (noun, id) select noun, id from locked cross join ${recordset(names)}
    order by noun collate "C", id collate "C" on conflict do nothing returning noun, id`,
  )
}

/** Takes away the heads that were made for records that are not written after all. */
export async function dropUnusedHeads(db: Database, unchanged: Named[]): Promise<void> {
  const listing = recordset(namesOf(unchanged))
  await rows(
    db,
    sql`delete from ${records} using ${listing}
    where named.noun = records.noun and named.id = records.id and records.version = 0`,
  )
}

async function lockExisting(db: Database, names: Name[]): Promise<(Name & Head)[]> {
  const listing = recordset(names)
  await rows(
    db,
    sql`select from ${records} join ${listing} on named.noun = records.noun and named.id = records.id
    order by records.noun, records.id for no key update of records`,
  )
  // Only the next statement sees the changes that the lock waited for: the waiting one joins its rows to older ones.
  const heads = await rows<Name & Pick<Head, 'deleted'> & LastVersion>(
    db,
    sql`select records.noun, records.id, records.version, deleted, ${ownedColumns},
      versions.version_id::float8 as "versionId", versions.record_id::float8 as "recordId",
      encode(versions.sha256, 'hex') as sha256, versions.content, before.content as "contentBefore"
    from ${records} join ${listing} on named.noun = records.noun and named.id = records.id
    left join ${versions} on versions.version_id = records.version_id
    left join ${versions} before on deleted and before.noun = records.noun and before.id = records.id and before.version = records.version - 1`,
  )
  return heads.map(({ noun, id, version, deleted, ...last }) => ({
    noun,
    id,
    version,
    deleted,
    last: version > 0 ? { version, ...last } : undefined,
  }))
}

const namesOf = (named: Named[]): Name[] => named.map(({ noun, id }) => ({ noun: noun.name, id }))

function recordset(names: Name[]): SQL {
  return sql`json_to_recordset(${JSON.stringify(names)}::json) as named (noun text, id text)`
}
