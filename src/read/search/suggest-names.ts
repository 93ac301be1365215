import { and, or, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { logHead, versions } from '../../database/log-tables.ts'
import { rowsPlannedAnew } from '../../database/rows.ts'
import { readHead } from '../../log/head.ts'
import type { Noun } from '../../model/noun.ts'
import { toTsquery, toTyped } from '../../text/matching.ts'
import type { Term } from '../../text/query-terms.ts'
import { wordsInRow } from '../../text/words-in-row.ts'
import type { Hit } from './search-nouns.ts'

/** Of how many names of a noun the shortest are suggested. */
const mostSuggested = 500

/** Records with a name in which the words begin, the shortest first, and the position that they were read at. */
export async function suggestNames(
  db: Database,
  nouns: Noun[],
  terms: Term[],
  limit: number,
): Promise<{ seq: number; hits: Omit<Hit, 'key'>[] }> {
  if (terms.length === 0) return { seq: (await readHead(db)).seq, hits: [] }
  const typed = terms.map((term, index) =>
    index === terms.length - 1 ? toTyped(term) : { tsquery: toTsquery(term), folded: wordsInRow(term.text).folded },
  )
  const tsquery = typed.map((term) => `(${term.tsquery})`).join(' & ')
  const parts = nouns.map(({ name, table }) => {
    const named = typed.map(({ folded, written }) =>
      or(
        sql`position(${folded} in ${table.names}) > 0`,
        written ? sql`${table.search} @@ ${written}::tsquery` : undefined,
      ),
    )
    return sql`select * from (
      select ${name}::text as noun, id, version_id, length(split_part(written, '|', 1)) as size from ${table}
      where ${and(sql`${table.search} @@ ${tsquery}::tsquery`, ...named)} limit ${mostSuggested}
    ) as few`
  })
  const found = await rowsPlannedAnew<Omit<Hit, 'key'> & { seq: number }>(
    db,
    sql`select head.seq::text::int as seq, named.* from ${logHead} head left join (
      select names.noun, names.id, content as body, size from (${sql.join(parts, sql` union all `)}) names
      join ${versions} using (version_id) order by size, names.noun, names.id limit ${limit}
    ) named on true order by size, named.noun, named.id`,
  )
  return { seq: found[0]?.seq ?? 0, hits: found.filter(({ id }) => id !== null) }
}
