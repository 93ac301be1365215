import { getTableName, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { rows } from '../../database/rows.ts'
import { keepForAWhile } from '../../memory/for-a-while.ts'
import type { Nouns } from '../../model/noun.ts'

/** By the name of a noun's table, the version below which few rows stand, or `Infinity` where all its rows are few. */
export type FewUpTo = (db: Database) => Promise<Map<string, number>>

const mostFew = 500
const trustedFor = 10_000

/**
 * Version ids of standing rows only grow, so an old threshold is too low: a table with few rows is then treated as
 * large. A table that has just outgrown the bound is treated as one of few rows. Either only costs time.
 */
export function fewRowsWatch(nouns: Nouns): FewUpTo {
  const kept = keepForAWhile<Map<string, number>>({ name: 'sizes', milliseconds: trustedFor, most: 1 })
  const tables = [...nouns.values()].map(
    ({ table }) => sql`select ${getTableName(table)}::text as name,
      (select ${table.versionId} from ${table} order by ${table.versionId} offset ${mostFew} limit 1)::float8 as "upTo"`,
  )
  const read = async (db: Database) => {
    const told = await rows<{ name: string; upTo: number | null }>(db, sql.join(tables, sql` union all `))
    return new Map(told.map(({ name, upTo }) => [name, upTo ?? Infinity]))
  }
  return async (db) => (await kept.share('all', () => read(db))) ?? new Map()
}
