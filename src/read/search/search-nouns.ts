import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { versions } from '../../database/log-tables.ts'
import { headRow, headSeqInside, type LeftJoined, rowsUnprepared } from '../../database/rows.ts'
import { sentText } from '../../log/owned-columns.ts'
import type { Noun } from '../../model/noun.ts'
import type { NounName } from '../../model/record-name.ts'
import { type IsLarge, mostMatches, newestMatches } from './newest-matches.ts'
import { relevanceAmong, selectRankColumns } from './relevance.ts'
import { type Search, searchParts } from './search-query.ts'

/** One hit of a search over several nouns. */
export interface Hit {
  noun: NounName
  id: string
  key: string
  body: string
}

interface HitPage {
  hits: Hit[]
  total: number
  /** Whether of some noun there are more. */
  lowerBound: boolean
  seq: number
}

/** The best hits among several nouns, one more than the page holds, with the number of all. */
export async function searchNouns(
  db: Database,
  nouns: Noun[],
  search: Search,
  isLarge: IsLarge,
  limit: number,
  after?: { key: string; name: string },
): Promise<HitPage> {
  const parts: SQL[] = []
  for (const noun of nouns) {
    const within = { conditions: [], days: {}, lexemes: [] }
    const matches = newestMatches(noun, searchParts(noun, search), within, sql`0`, await isLarge(db, noun))
    // Each is looked up by its id, however many Postgres thinks there are.
    const ranked = sql`select ${selectRankColumns(noun, search, nouns)} from ${noun.table}
      where ${noun.table.id} = matches.id limit 1`
    parts.push(sql`select ${noun.name}::text as noun, matches.id, matches.version_id, ranked.*
      from (${matches}) as matches cross join lateral (${ranked}) as ranked`)
  }
  const name = sql`(noun || '/' || id) collate "C"`
  const beyond = after ? sql`where (key, ${name}) < (${after.key}::int, ${after.name})` : sql``
  const hits = await rowsUnprepared<LeftJoined<Hit> & { most: number; total: number; seq: number }>(
    db,
    sql`with matched as materialized (
      select noun, id, version_id, ${relevanceAmong(search)} as key from (${sql.join(parts, sql` union all `)}) as found
    ),
    hits as (
      select *, ${name} as name from matched ${beyond} order by key desc, ${name} desc limit ${limit + 1}
    )
    select ${headSeqInside}, counted.total, counted.most,
      hits.noun, hits.id, hits.key::text as key, ${sentText} as body
    from (
      select coalesce(sum(count), 0)::int as total, coalesce(max(count), 0)::int as most
      from (select count(*) as count from matched group by noun) as each
    ) as counted
    left join hits on true left join ${versions} on versions.version_id = hits.version_id
    order by hits.key desc, hits.name desc`,
  )
  const { total, most, seq } = headRow(hits)
  return { hits: hits.filter((hit) => hit.id !== null), total, lowerBound: most >= mostMatches, seq }
}
