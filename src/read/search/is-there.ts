import { and, type SQL, sql } from 'drizzle-orm'
import type { Noun } from '../../model/noun.ts'
import { indexedRows, newestRows, type SearchParts } from './newest-matches.ts'

/** Among so many of the newest records a common word is found soon. Where none of these has it, all that match are seldom many. */
const mostNewest = 1_000

/** Whether a record of a noun has one of these keys of names, which the index has at once. */
export const hasName = ({ table }: Noun, name: string): SQL =>
  sql`exists (select from ${table} where ${table.search} @@ ${name}::tsquery)`

/** Whether a record of a noun has the words of a search. */
export function hasWords(noun: Noun, { tsquery, narrow, wide, checks }: SearchParts): SQL {
  const { table } = noun
  const { onDate } = table
  if (tsquery === '') return sql`false`
  const isMatch = sql`(${table.search} @@ ${tsquery}::tsquery)`
  if (!onDate) return sql`exists (select from ${table} where ${and(isMatch, ...checks)})`
  const met = and(sql`${isMatch} is true`, ...checks)
  const indexed = indexedRows(noun, wide, narrow === '' ? undefined : sql`(select ${narrow}::tsquery)`)
  return sql`(exists (select from ${newestRows(table, onDate, mostNewest)} where ${met})
    or exists (select from ${table} offset ${mostNewest}) and exists (select from ${indexed} where ${met}))`
}
