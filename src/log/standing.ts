import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { records } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import { type Texts, texts } from '../language/texts.ts'
import { type NounName, nameOf, type RecordName } from '../model/record-name.ts'

/** The names of those of these records that stand: they were written and are not deleted. */
export async function standing(db: Database, references: RecordName[]): Promise<Set<string>> {
  const missing = await absent(db, references)
  return new Set(references.map(nameOf).filter((name) => !missing.has(name)))
}

/** The names of those of these records that do not stand; seldom any. */
export async function absent(db: Database, references: RecordName[]): Promise<Set<string>> {
  if (references.length === 0) return new Set()
  const [row] = await rows<{ absent: Absent }>(db, sql`select ${absentAmong(references)} as absent`)
  return absentNames(row?.absent ?? null)
}

/** The records that do not stand, as a statement returns them. */
export type Absent = [NounName, string][] | null

export function absentNames(absent: Absent): Set<string> {
  return new Set((absent ?? []).map(([noun, id]) => nameOf({ noun, id })))
}

/** Those of these records that do not stand, as a column of a statement. */
export function absentAmong(references: RecordName[]): SQL {
  const pairs = JSON.stringify(references.map(({ noun, id }) => ({ noun, id })))
  // One look-up for each: joined to these few, the heads of a past position would all be read.
  return sql`(
    select json_agg(json_build_array(reference.noun, reference.id))
    from json_to_recordset(${pairs}::json) as reference (noun text, id text)
    where (
      select true from ${records} where records.noun = reference.noun and records.id = reference.id and not deleted and version > 0
    ) is null
  )`
}

/** That nothing has the id which a filter or a record names. */
export const noRecord = (noun: NounName, id: string): Texts =>
  texts(
    `No record under ${noun} has the id "${id}".`,
    `沒有編號為「${id}」的記錄（${noun}）。`,
    `没有编号为“${id}”的记录（${noun}）。`,
  )
