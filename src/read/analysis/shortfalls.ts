import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { meetingDomains, meetingParties } from '../../database/link-tables.ts'
import { logHead } from '../../database/log-tables.ts'
import { headRow, headSeq, type Nullable, rows } from '../../database/rows.ts'
import type { ListFilters } from '../../model/list-filters.ts'
import { coveredMeetings } from '../../nouns/meetings/covered-meetings.ts'
import type { Dimension } from './axis-words.ts'

/** The values that missing records would have, which sources declare and the registry does not itemise. Null domains mean any domain. */
export interface Shortfall {
  mechanism: string | null
  year: string
  parties: string[] | null
  domains: string[] | null
}

/** The shortfalls under a query, kept apart by these dimensions, and the position that they were read at. */
export async function listShortfalls(
  db: Database,
  query: ListFilters,
  measure: 'agreements' | 'consensus-areas',
  dimensions: Dimension[],
): Promise<{ seq: number; shortfalls: Shortfall[] }> {
  const when = (dimension: Dimension, value: SQL) => (dimensions.includes(dimension) ? value : sql`null`)
  const found = await rows<Nullable<Shortfall> & { seq: number }>(
    db,
    sql`select ${headSeq}, shortfall.* from ${logHead} head left join (
      select distinct ${when('mechanism', sql`mechanism`)} as mechanism,
      extract(year from date_from)::int::text as year,
      ${when('party', sql`array(select distinct target from ${meetingParties} where owner = covered.id order by target)`)} as parties,
      ${when('domain', sql`case when closed then array(select distinct target from ${meetingDomains} where owner = covered.id order by target) end`)} as domains
    from (${coveredMeetings(query, measure)}) as covered where missing > 0 or open
    ) as shortfall on true`,
  )
  const shortfalls = found.flatMap(({ seq, year, ...rest }) => (year === null ? [] : [{ year, ...rest }]))
  return { seq: headRow(found).seq, shortfalls }
}

/** Whether records with these values may be missing. */
export function isLowerBound(shortfalls: Shortfall[], values: Partial<Record<Dimension, string | null>>): boolean {
  return shortfalls.some((shortfall) =>
    Object.entries(values).every(([dimension, value]) => mayHave(shortfall, dimension as Dimension, value)),
  )
}

function mayHave(
  { mechanism, year, parties, domains }: Shortfall,
  dimension: Dimension,
  value: string | null,
): boolean {
  if (dimension === 'mechanism') return mechanism === value
  if (dimension === 'year') return year === value
  if (dimension === 'party') return value !== null && (parties?.includes(value) ?? true)
  if (dimension === 'domain') return domains === null || (value !== null && domains.includes(value))
  return true
}
