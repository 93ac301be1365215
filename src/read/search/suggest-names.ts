import { and, getTableName, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { logHead, versions } from '../../database/log-tables.ts'
import { rowsPlannedAnew } from '../../database/rows.ts'
import { readHead } from '../../log/head.ts'
import type { Noun } from '../../model/noun.ts'
import { toTsquery, toTyped } from '../../text/matching.ts'
import type { Term } from '../../text/query-terms.ts'
import { wordsInRow } from '../../text/words-in-row.ts'
import type { IsLarge } from './newest-matches.ts'
import type { Hit } from './search-nouns.ts'

/** Of how many names of a noun the shortest are suggested. */
const mostSuggested = 500
/** How many of the newest records of a large noun are looked at, and how many of these show that what is typed is common. */
const [mostNewest, common] = [500, 20]
/** How many of those are looked at that the index gives of a large noun. */
const mostIndexed = 3_000

/** Records with a name in which the words begin, the shortest first, and the position that they were read at. */
export async function suggestNames(
  db: Database,
  nouns: Noun[],
  terms: Term[],
  limit: number,
  isLarge: IsLarge,
): Promise<{ seq: number; hits: Omit<Hit, 'key'>[] }> {
  if (terms.length === 0) return { seq: (await readHead(db)).seq, hits: [] }
  const typed = terms.map((term, index) =>
    index === terms.length - 1 ? toTyped(term) : { tsquery: toTsquery(term), folded: wordsInRow(term.text).folded },
  )
  const parts: SQL[] = []
  for (const noun of nouns) {
    const named = typed.map(({ folded, written }) =>
      or(
        sql`position(${folded} in ${noun.table.names}) > 0`,
        written ? sql`${noun.table.search} @@ ${written}::tsquery` : undefined,
      ),
    )
    const indexed = typed.map(({ tsquery }) => sql`${noun.table.search} @@ ${tsquery}::tsquery`)
    const some = (await isLarge(db, noun)) ? someOfMany : someOf
    parts.push(some(noun, sql`${and(...indexed)}`, sql`${and(...named)}`))
  }
  const found = await rowsPlannedAnew<Omit<Hit, 'key'> & { seq: number }>(
    db,
    sql`select head.seq::text::int as seq, named.* from ${logHead} head left join (
      select names.noun, names.id, content as body, size from (${sql.join(parts, sql` union all `)}) names
      join ${versions} using (version_id) order by size, names.noun, names.id limit ${limit}
    ) named on true order by size, named.noun, named.id`,
  )
  return { seq: found[0]?.seq ?? 0, hits: found.filter(({ id }) => id !== null) }
}

const columnsOf = ({ name }: Noun) =>
  sql`${name}::text as noun, id, version_id, length(split_part(written, '|', 1)) as size`

function someOf(noun: Noun, hasWords: SQL, isNamed: SQL): SQL {
  return sql`select * from (
    select ${columnsOf(noun)} from ${noun.table} where ${hasWords} and ${isNamed} limit ${mostSuggested}
  ) as few`
}

/**
 * Of a large noun: where what is typed is common, the newest, for the index would gather all; else those that the index
 * gives, of which no more are looked at than that takes a moment. They are few once enough is typed.
 */
function someOfMany(noun: Noun, hasWords: SQL, isNamed: SQL): SQL {
  const { table } = noun
  const { id, onDate } = table
  const own = sql.identifier(getTableName(table))
  const order = onDate ? sql`${onDate} desc, ${id} desc` : sql`${id} desc`
  const newest = sql`(select * from ${table} order by ${order} limit ${mostNewest}) as ${own}`
  const indexed = sql`(select * from ${table} where ${hasWords} limit ${mostIndexed}) as ${own}`
  const isCommon = sql`(select count(*) >= ${common} from newest)`
  return sql`(with newest as materialized (select ${columnsOf(noun)} from ${newest} where ${isNamed} and ${hasWords})
    select * from newest where ${isCommon} union all
    select * from (select ${columnsOf(noun)} from ${indexed} where ${isNamed} limit ${mostSuggested}) as few
    where not ${isCommon})`
}
