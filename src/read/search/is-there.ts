import { type SQL, sql } from 'drizzle-orm'
import type { Noun } from '../../model/noun.ts'
import { newestRows } from './newest-matches.ts'

/** Among so many of the newest records a common word is found soon. Where none of these has it, all that match are seldom many. */
const mostNewest = 1_000

/** Whether a record of a noun meets a condition. */
export function isThere({ table }: Noun, condition: SQL): SQL {
  const { onDate } = table
  if (!onDate) return sql`exists (select from ${table} where ${condition})`
  return sql`(exists (select from ${newestRows(table, onDate, mostNewest)} where ${condition})
    or exists (select from ${table} offset ${mostNewest}) and (select count(*) > 0 from ${table} where ${condition}))`
}
