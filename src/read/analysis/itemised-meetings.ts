import { type SQL, sql } from 'drizzle-orm'
import { meetings } from '../../database/noun-tables.ts'
import { type ClaimMeasure, declaredNumber, itemsCountedAt } from '../../nouns/meetings/declared-numbers.ts'

/** Whether all documents, or areas, of a meeting are itemised: `all-itemised`, or the reason why that cannot be said. */
export function itemisedAt(meeting: SQL, measure: ClaimMeasure): SQL {
  return sql`(select case
      when declared is null then 'no-number-declared'
      when counted < declared then 'not-all-itemised'
      when stated < declared then 'counted-by-inference'
      else 'all-itemised' end
    from ${meetings} as held
    cross join lateral (select ${declaredNumber(sql`held.claims`, measure)} as declared) as claimed
    cross join lateral (
      select count(*) as counted, count(*) filter (where not is_inferred) as stated
      from (${itemsCountedAt(sql`held.id`, measure)}) as items
    ) as itemised
    where held.id = ${meeting})`
}
