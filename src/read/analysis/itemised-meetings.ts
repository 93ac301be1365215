import { type SQL, sql } from 'drizzle-orm'
import { agreements, consensusAreas, meetings } from '../../database/noun-tables.ts'
import { declaredNumber } from '../../nouns/meetings/covered-meetings.ts'

/** The records of a meeting that a declared number counts: all of them, and those of which a source says so. */
const counted = {
  agreements: sql`select count(*) as counted, count(*) filter (where ${agreements.countedBasis} = 'stated') as stated
    from ${agreements} where ${agreements.meeting} = held.id and ${agreements.countedInClaims}`,
  'consensus-areas': sql`select count(*) as counted, count(*) as stated
    from ${consensusAreas} where ${consensusAreas.meeting} = held.id and ${consensusAreas.agreed}`,
}

/** Whether all documents, or areas, of a meeting are itemised: `all-itemised`, or the reason why that cannot be said. */
export function itemisedAt(meeting: SQL, measure: keyof typeof counted): SQL {
  return sql`(select case
      when declared is null then 'no-number-declared'
      when counted < declared then 'not-all-itemised'
      when stated < declared then 'counted-by-inference'
      else 'all-itemised' end
    from ${meetings} as held
    cross join lateral (select ${declaredNumber(sql`held.claims`, measure)} as declared) as claimed
    cross join lateral (${counted[measure]}) as itemised
    where held.id = ${meeting})`
}
