import { and, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Database } from '../../database/connect.ts'
import { logHead, versions } from '../../database/log-tables.ts'
import { rowsPlannedAnew } from '../../database/rows.ts'
import { readHead } from '../../log/head.ts'
import type { Noun } from '../../model/noun.ts'
import { fold } from '../../text/fold.ts'
import { toTsquery, toTyped } from '../../text/matching.ts'
import { nameKey } from '../../text/name-key.ts'
import type { Term } from '../../text/query-terms.ts'
import { quote } from '../../text/vector.ts'
import { wordsInRow } from '../../text/words-in-row.ts'
import { type IsLarge, newestRows } from './newest-matches.ts'
import type { Hit } from './search-nouns.ts'

/** Of how many names of a noun the shortest are suggested. */
const mostSuggested = 500
/** How many of the newest records of a large noun are looked at first, and how many of these show that what is typed is common. */
const [mostLooked, manyFit] = [500, 20]

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
    const fits = sql`${and(...named, ...indexed)}`
    const { onDate } = noun.table
    const isDear = onDate !== undefined && (await isLarge(db, noun))
    parts.push(isDear ? someOfMany(noun, onDate, fits, wholeName(terms)) : someOf(noun, fits))
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

function someOf(noun: Noun, fits: SQL): SQL {
  return sql`select * from (
    select ${columnsOf(noun)} from ${noun.table} where ${fits} limit ${mostSuggested}
  ) as few`
}

/**
 * Of a large noun: where many of the newest fit, these, for the index would gather all; else those that the index gives. A
 * record whose whole name is typed is always among them.
 */
function someOfMany(noun: Noun, onDate: PgColumn, fits: SQL, name: string): SQL {
  const { table } = noun
  const doMany = sql`(select count(*) >= ${manyFit} from newest)`
  return sql`(with newest as materialized (
      select ${columnsOf(noun)} from ${newestRows(table, onDate, mostLooked)} where ${fits}
    )
    select * from newest where ${doMany}
    union select ${columnsOf(noun)} from ${table} where ${table.search} @@ ${name}::tsquery
    union select * from (${someOf(noun, fits)}) as rare where not ${doMany})`
}

/** The tsquery of records that have all of these terms for a name. */
const wholeName = (terms: Term[]) => quote(nameKey(fold(terms.map(({ text }) => text).join(' '))) ?? '?')
