import { and, inArray, type SQL, sql } from 'drizzle-orm'
import { meetings } from '../../database/noun-tables.ts'
import { conditionsOf } from '../../model/conditions.ts'
import { dateBounds } from '../../model/date-parameters.ts'
import type { ListFilters } from '../../model/list-filters.ts'
import { type Filter, type Filters, oppositeOf } from '../../model/parameter.ts'
import { areaFiltersByMeeting } from '../consensus-areas/meeting-filters.ts'
import { type ClaimMeasure, declaredNumber, itemsCountedAt } from './declared-numbers.ts'
import { meeting } from './meeting-schema.ts'

const isOneOf: Filter = {
  condition: (ids: string[]) => inArray(meetings.id, ids),
  known: { field: 'id', empty: 'none' },
  looksAt: 'row',
}

/**
 * The filters of agreements and areas that speak of their meeting, too, as filters of meetings. A list of agreements with
 * any other filter is not known to lack a record for certain.
 */
export const meetingFilters: Filters = {
  ...areaFiltersByMeeting,
  meeting: isOneOf,
  'meeting.not': oppositeOf(isOneOf),
  ...dateBounds(meeting, 'signedOn', {
    field: 'date',
    from: meetings.dateFrom,
    to: meetings.dateTo,
    example: { gte: '2024', lte: '2024' },
  }),
}

/**
 * The meetings that a query of agreements or areas covers, each with the declared number, how many of these are
 * itemised, and whether there may be more: its list of domains ends open, or the registry only infers what the number
 * counts. Those of which no source declares anything are left out, and items beyond the declared number are not counted:
 * nothing depends on them.
 */
export function coveredMeetings(query: ListFilters, measure: ClaimMeasure = 'agreements'): SQL {
  return sql`select ${meetings.id} as id, ${meetings.mechanism} as mechanism, ${meetings.dateFrom} as date_from,
      declared.value as declared, itemised.count as itemised,
      greatest(coalesce(declared.value, 0) - itemised.count, 0) as missing,
      ${meetings.domainsStated} and not ${meetings.domainsExhaustive}
        and (declared.value is null or declared.value > itemised.count) or itemised.inferred as open,
      ${meetings.domainsStated} and ${meetings.domainsExhaustive} as closed
    from ${meetings}
    cross join lateral (select ${declaredNumber(sql`${meetings.claims}`, measure)} as value ${once}) as declared
    cross join lateral (
      select count(*)::int as count, coalesce(bool_or(is_inferred), false) as inferred
      from (${itemsCountedAt(meetings.id, measure)} limit coalesce(declared.value, 0)) as counted
    ) as itemised
    where ${and(sql`true`, ...conditionsOf(meetingFilters, { ...query, unknown: 'leave-out' }), mayLack)}`
}

const mayLack = sql`(${meetings.claims} <> '[]' or ${meetings.domainsStated} and not ${meetings.domainsExhaustive})`
/** Keeps Postgres from reading the claims anew wherever the number is used. */
const once = sql`offset 0`
