import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import { records } from '../database/tables.ts'
import type { NounName } from './fields.ts'

/** A record by its noun and id, as one word. */
export function nameOf({ noun, id }: { noun: NounName; id: string }): string {
  return `${noun}/${id}`
}

/** Which of these records stand, by name: those that were written and not deleted. */
export async function standing(db: Database, wanted: { noun: NounName; id: string }[]): Promise<Set<string>> {
  if (wanted.length === 0) return new Set()
  const pairs = JSON.stringify(wanted.map(({ noun, id }) => ({ noun, id })))
  const found = await rows<{ noun: NounName; id: string }>(
    db,
    sql`select records.noun, records.id from ${records}
    join json_to_recordset(${pairs}::json) as wanted (noun text, id text)
      on wanted.noun = records.noun and wanted.id = records.id
    where not deleted and version > 0`,
  )
  return new Set(found.map(nameOf))
}

/**
 * Those of these records that do not stand, by name; the others cannot be deleted before this transaction ends. That
 * takes the place of foreign keys, which would look at each row of each link by itself.
 */
export async function keepStanding(db: Database, wanted: { noun: NounName; id: string }[]): Promise<Set<string>> {
  if (wanted.length === 0) return new Set()
  const pairs = JSON.stringify(wanted.map(({ noun, id }) => ({ noun, id })))
  const missing = await rows<{ noun: NounName; id: string }>(
    db,
    sql`with wanted as (select * from json_to_recordset(${pairs}::json) as wanted (noun text, id text)),
    kept as (
      select records.noun, records.id from ${records} join wanted on wanted.noun = records.noun and wanted.id = records.id
      where not deleted and version > 0 order by records.noun, records.id for key share of records
    )
    select noun, id from wanted except select noun, id from kept`,
  )
  return new Set(missing.map(nameOf))
}
