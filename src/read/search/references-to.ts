import { sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { rows } from '../../database/rows.ts'
import type { Noun } from '../../model/noun.ts'
import { referenceToken } from '../../model/projection.ts'
import { nameOf, type RecordName } from '../../model/record-name.ts'
import { quote } from '../../text/vector.ts'

/** The records of each noun that are counted: it is plain before the last which of two is used more. */
const mostCounted = 100

/** How many records of these nouns refer to each of some records. */
export async function referencesTo(db: Database, nouns: Noun[], records: RecordName[]): Promise<Map<string, number>> {
  const tokens = records.map(({ noun, id }) => quote(referenceToken(noun, id)))
  const counts = nouns.map(
    ({ table }) => sql`(select count(*) from (
      select from ${table} where search @@ asked.token::tsquery limit ${mostCounted}
    ) as few)`,
  )
  const found = await rows<{ place: number; count: number }>(
    db,
    sql`select place::int, (${sql.join(counts, sql` + `)})::int as count
      from unnest(${sql.param(tokens)}::text[]) with ordinality as asked (token, place)`,
  )
  const countAt = new Map(found.map(({ place, count }) => [place - 1, count]))
  return new Map(records.map((record, at) => [nameOf(record), countAt.get(at) ?? 0]))
}
