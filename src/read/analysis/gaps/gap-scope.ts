import { and, type SQL, sql } from 'drizzle-orm'
import { agreements, consensusAreas, meetings, organizations } from '../../../database/noun-tables.ts'

/** Which gaps are asked for, by the mechanism, the meeting and the year that their records belong to. */
export interface GapScope {
  mechanism?: string[]
  meeting?: string[]
  year?: string[]
}

/** The condition that a record, given by `noun` and `id` of a row, belongs there; undefined where nothing is asked. */
export function inScope({ mechanism, meeting, year }: GapScope): SQL | undefined {
  const conditions = [
    mechanism &&
      sql`exists (select from (${mechanismsOf}) as belongs where value = any(${sql.param(mechanism)}::text[]))`,
    meeting && sql`exists (select from (${meetingsOf}) as belongs where value = any(${sql.param(meeting)}::text[]))`,
    year && sql`exists (select from (${yearsOf}) as belongs where value = any(${sql.param(year)}::text[]))`,
  ].filter((condition) => condition !== undefined)
  return conditions.length > 0 ? and(...conditions) : undefined
}

const yearOf = (day: SQL) => sql`extract(year from ${day})::int::text`

const mechanismsOf = sql`
  select gap.id as value where gap.noun = 'mechanisms'
  union all select mechanism from ${meetings} where gap.noun = 'meetings' and ${meetings.id} = gap.id
  union all select mechanism from ${agreements} where gap.noun = 'agreements' and ${agreements.id} = gap.id
  union all select mechanism from ${organizations} where gap.noun = 'organizations' and ${organizations.id} = gap.id
  union all select ${meetings.mechanism} from ${consensusAreas} join ${meetings} on ${meetings.id} = ${consensusAreas.meeting}
    where gap.noun = 'consensus-areas' and ${consensusAreas.id} = gap.id`

const meetingsOf = sql`
  select gap.id as value where gap.noun = 'meetings'
  union all select meeting from ${agreements} where gap.noun = 'agreements' and ${agreements.id} = gap.id
  union all select meeting from ${consensusAreas} where gap.noun = 'consensus-areas' and ${consensusAreas.id} = gap.id`

const yearsOf = sql`
  select ${yearOf(sql`date_from`)} as value from ${meetings} where gap.noun = 'meetings' and ${meetings.id} = gap.id
  union all select ${yearOf(sql`signed_from`)} from ${agreements} where gap.noun = 'agreements' and ${agreements.id} = gap.id
  union all select ${yearOf(sql`date_from`)} from ${consensusAreas} join ${meetings} on ${meetings.id} = ${consensusAreas.meeting}
    where gap.noun = 'consensus-areas' and ${consensusAreas.id} = gap.id`
