import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { logHead } from '../database/log-tables.ts'
import { headRow, headSeq, rows } from '../database/rows.ts'
import type { Noun } from '../model/noun.ts'
import type { View } from './registry.ts'

/** How many records each noun has, and the position that they were counted at. */
export async function countOfEach({
  db,
  nouns,
}: Pick<View, 'db' | 'nouns'>): Promise<{ seq: number; counts: Map<Noun, number> }> {
  const all = [...nouns.values()]
  const counts = all.map((noun) => sql`(select count(*)::int from ${noun.table}) as ${sql.identifier(noun.name)}`)
  const counted = headRow(
    await rows<Record<string, number>>(db, sql`select ${headSeq}, ${sql.join(counts, sql`, `)} from ${logHead} head`),
  )
  return { seq: counted.seq ?? 0, counts: new Map(all.map((noun) => [noun, counted[noun.name] ?? 0])) }
}

/** The ids on one of the pages into which all ids of a noun are cut. */
export async function idsOnPage(db: Database, { table }: Noun, page: number, perPage: number): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    sql`select ${table.id} as id from ${table} order by ${table.id} offset ${(page - 1) * perPage} limit ${perPage}`,
  )
  return found.map(({ id }) => id)
}
