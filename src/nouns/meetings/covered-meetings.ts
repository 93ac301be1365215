import { and, type SQL, sql } from 'drizzle-orm'
import { meetingParties } from '../../database/link-tables.ts'
import { agreements, consensusAreas, meetings } from '../../database/noun-tables.ts'
import { referenceTo } from '../../model/column-parameters.ts'
import { conditionsOf } from '../../model/conditions.ts'
import { dateBounds, yearOf } from '../../model/date-parameters.ts'
import { none } from '../../model/known.ts'
import { linked } from '../../model/link-parameters.ts'
import type { ListFilters } from '../../model/list-filters.ts'
import type { Parameter } from '../../model/parameter.ts'

/** The filters of agreements and areas that speak of their meeting, too, as filters of meetings. */
export const meetingFilters: Record<string, Parameter> = {
  ...referenceTo('mechanism', meetings.mechanism, 'mechanisms', '', 'shanghai', none('mechanism')),
  ...referenceTo('meeting', meetings.id, 'meetings', '', 'shanghai-2024-04', none('id')),
  ...linked('party', meetings.id, meetingParties, 'regions', '', 'cn-sh', none('parties')),
  ...yearOf(meetings.dateFrom, '', 2024, none('date')),
  ...dateBounds('signedOn', meetings.dateFrom, meetings.dateTo, { gte: '2024', lte: '2024' }, none('date')),
}

/** Whether the scope of a claim says that the memorandum of the session is among the documents counted. */
export function countsMemorandum(scope: SQL): SQL {
  return sql`(coalesce(${scope}, '') ~* ${'(\\mwith\\M|\\mincl|\\mplus\\M|\\mand\\M).*memorand|(包括|連同|连同|計入|计入).*(備忘錄|备忘录)'}
    and ${scope} !~* ${'without|exclud|\\mnot\\M|apart|不包括|不計入|不计入|未計入|未计入'})`
}

const itemised = {
  agreements: sql`${agreements.countedBasis} = 'inferred' as is_inferred from ${agreements} where ${agreements.meeting} = ${meetings.id} and ${agreements.countedInClaims}`,
  'consensus-areas': sql`false as is_inferred from ${consensusAreas} where ${consensusAreas.meeting} = ${meetings.id} and ${consensusAreas.agreed}`,
}

/** The highest number that claims declare of a measure, without the memorandum of the session that some of them count. */
export const declaredNumber = (claims: SQL, measure: string): SQL => sql`(
  select max((claim->>'value')::int - ${countsMemorandum(sql`claim->>'scope'`)}::int)
  from jsonb_array_elements(${claims}) as claim where claim->>'measure' = ${measure})`

/**
 * The meetings that a query of agreements or areas covers, each with the declared number, how many of these are
 * itemised, and whether there may be more: its list of domains ends open, or the registry only infers what the number
 * counts. Items beyond the declared number are not counted: nothing depends on them.
 */
export function coveredMeetings(query: ListFilters, measure: keyof typeof itemised = 'agreements'): SQL {
  return sql`select ${meetings.id} as id, ${meetings.mechanism} as mechanism, ${meetings.dateFrom} as date_from,
      declared.value as declared, itemised.count as itemised,
      greatest(coalesce(declared.value, 0) - itemised.count, 0) as missing,
      ${meetings.domainsStated} and not ${meetings.domainsExhaustive}
        and (declared.value is null or declared.value > itemised.count) or itemised.inferred as open,
      ${meetings.domainsStated} and ${meetings.domainsExhaustive} as closed
    from ${meetings}
    cross join lateral (select ${declaredNumber(sql`${meetings.claims}`, measure)} as value) as declared
    cross join lateral (
      select count(*)::int as count, coalesce(bool_or(is_inferred), false) as inferred
      from (select ${itemised[measure]} limit coalesce(declared.value, 0)) as counted
    ) as itemised
    where ${and(sql`true`, ...conditionsOf(meetingFilters, { ...query, unknown: 'leave-out' }))}`
}
