import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import { records, versions } from '../database/tables.ts'
import type { NounName } from './fields.ts'
import type { Write } from './save.ts'
import { nameOf } from './standing.ts'

/** The head of a record as its writer finds it. */
export interface Head {
  version: number
  deleted: boolean
  /** The last version; absent for a record that never was. */
  body?: string
  /** Of a deleted record, the version before the tombstone. */
  bodyBeforeDeletion?: string
}

/** Makes sure that each record has a head, and locks the heads in one order, so that writers never wait in a ring. */
export async function lockHeads(db: Database, writes: Write[]): Promise<Map<string, Head>> {
  const wanted = JSON.stringify(writes.map(({ noun, id }) => ({ noun: noun.name, id })))
  const listed = sql`json_to_recordset(${wanted}::json) as wanted (noun text, id text)`
  await rows(
    db,
    sql`insert into ${records} (noun, id) select noun, id from ${listed}
    order by noun collate "C", id collate "C" on conflict do nothing`,
  )
  await rows(
    db,
    sql`select from ${records} join ${listed} on wanted.noun = records.noun and wanted.id = records.id
    order by records.noun, records.id for update of records`,
  )
  // What the lock had to wait for is seen by the next statement only: the one that waits joins it to what stood before.
  const locked = await rows<{ noun: NounName; id: string } & Head>(
    db,
    sql`select records.noun, records.id, records.version, deleted, versions.body, before.body as "bodyBeforeDeletion"
    from ${records} join ${listed} on wanted.noun = records.noun and wanted.id = records.id
    left join ${versions} on versions.version_id = records.version_id
    left join ${versions} before on deleted and before.noun = records.noun and before.id = records.id and before.version = records.version - 1`,
  )
  return new Map(locked.map((head) => [nameOf(head), head]))
}
