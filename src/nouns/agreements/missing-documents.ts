import { and, inArray, type SQL, sql } from 'drizzle-orm'
import { agreementDomains, meetingDomains } from '../../database/link-tables.ts'
import { agreements } from '../../database/noun-tables.ts'
import { isMeaning, type ListFilters } from '../../model/list-filters.ts'
import { coveredMeetings, meetingFilters } from '../meetings/covered-meetings.ts'
import { effectStatuses } from './agreement-schema.ts'

/** At least how many documents are missing from a list, and whether more may be. */
export function missingDocuments(query: ListFilters, conditionsOf: (query: ListFilters) => SQL[]): SQL | undefined {
  if (query.id) return undefined
  const { domain } = query as { domain?: string[] }
  const narrowed = Object.keys(query).some((name) => query[name] !== undefined && !isUnderstood(name))
  const certain = narrowed ? sql`0` : domain ? lacksOneOf(domain) : sql`missing`
  const possible = domain ? sql`not closed or ${states(domain)}` : sql`true`
  // With the offset, what a meeting lacks for certain is looked up once for both sums.
  return sql`(
    select json_build_object('missing', coalesce(sum(certain), 0)::int, 'open',
      coalesce(bool_or(open), false) or coalesce(sum(missing) > sum(certain), false),
      'effect', ${effectUnder(query, conditionsOf)})
    from (
      select missing, open, ${certain} as certain from (${coveredMeetings(query)}) as covered where ${possible} offset 0
    ) as lacking)`
}

/**
 * The number of documents under the other filters for which it is recorded whether they took effect, and of those for
 * which it is not. Read only for filters on documents in effect.
 */
function effectUnder(query: ListFilters, conditionsOf: (query: ListFilters) => SQL[]): SQL {
  const { status, q } = query as { status?: string[]; q?: string }
  if (!status?.includes('in-effect') || q !== undefined) return sql`null::json`
  const others = conditionsOf({ ...query, status: undefined, unknown: 'leave-out' })
  return sql`(
    select json_build_object('recorded', count(*) filter (where ${isRecorded}), 'unknown', count(*) filter (where not ${isRecorded}))
    from ${agreements} where ${and(sql`true`, ...others)})`
}

const isRecorded = inArray(agreements.status, effectStatuses)

const isUnderstood = (name: string) => name === 'domain' || name in meetingFilters || isMeaning(name)

function states(domain: string[]): SQL {
  return sql`exists (select from ${meetingDomains} where ${meetingDomains.owner} = covered.id and ${inArray(meetingDomains.target, domain)})`
}

/** 1 for a meeting of which documents are missing, and that states one of these domains without a document itemised in it. */
function lacksOneOf(domain: string[]): SQL {
  return sql`(missing > 0 and exists (
    select from ${meetingDomains}
    where ${meetingDomains.owner} = covered.id and ${inArray(meetingDomains.target, domain)} and not exists (
      select from ${agreements} join ${agreementDomains} on ${agreementDomains.owner} = ${agreements.id}
      where ${agreements.meeting} = covered.id and ${agreements.countedInClaims}
        and ${agreementDomains.target} = ${meetingDomains.target}
    )
  ))::int`
}
