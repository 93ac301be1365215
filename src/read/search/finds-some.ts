import { or, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { rows } from '../../database/rows.ts'
import { ValidationProblem } from '../../http/problems.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import { parseQuery } from '../../text/query-language.ts'
import { QueryProblem } from '../../text/query-terms.ts'
import { newestRows } from './newest-matches.ts'
import { prepareSearch, searchCondition } from './search-query.ts'

/** Whether a search finds a record. One that is refused finds none. */
export async function findsSome(db: Database, nouns: Nouns, searched: Noun[], q: string): Promise<boolean> {
  try {
    const search = await prepareSearch(db, nouns, searched, parseQuery(q))
    const ways = searched.map((noun) => isThere(noun, searchCondition(noun, search)))
    const [row] = await rows<{ isFound: boolean }>(db, sql`select ${or(...ways)} as "isFound"`)
    return row?.isFound ?? false
  } catch (error) {
    if (error instanceof QueryProblem || error instanceof ValidationProblem) return false
    throw error
  }
}

/** Among so many of the newest records a common word is found soon. Where none of these has it, all that match are seldom many. */
const mostNewest = 1_000

/** Whether a record of a noun meets a condition. */
export function isThere({ table }: Noun, condition: SQL): SQL {
  const { onDate } = table
  if (!onDate) return sql`exists (select from ${table} where ${condition})`
  return sql`(exists (select from ${newestRows(table, onDate, mostNewest)} where ${condition})
    or (select count(*) > 0 from ${table} where ${condition}))`
}
