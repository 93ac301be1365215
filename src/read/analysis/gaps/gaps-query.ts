import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../../database/connect.ts'
import { agreementAreas, agreementDomains, agreementRelations, areaDomains } from '../../../database/link-tables.ts'
import { logHead, versions } from '../../../database/log-tables.ts'
import { agreements, consensusAreas, mechanisms, meetings } from '../../../database/noun-tables.ts'
import { rows } from '../../../database/rows.ts'
import type { NounName } from '../../../model/fields.ts'
import type { Nouns } from '../../../model/noun.ts'
import type { GapKind } from './gaps-schema.ts'
import { uncited } from './uncited-fields.ts'

export interface GapRow {
  noun: NounName
  id: string
  since: string | null
  fields: string[] | null
  body: string
}

export interface GapRequest<Kind> {
  kind: Kind
  day: string
  limit: number
  /** The noun and the id of the last record read. */
  after?: { key: string; id: string } | undefined
}

/** Whether an agreement and an area of one meeting share a domain. */
const sharesDomain = sql`exists (
  select from ${agreementDomains} join ${areaDomains} on ${areaDomains.target} = ${agreementDomains.target}
  where ${agreementDomains.owner} = ${agreements.id} and ${areaDomains.owner} = ${consensusAreas.id})`

/** The query for each kind of gap: noun, id, version, and since when. */
const finders: Record<GapKind, (day: string, nouns: Nouns) => SQL> = {
  'area-without-agreement': () => sql`
    select 'consensus-areas' as noun, id, version_id, null::text as since, null::json as fields from ${consensusAreas}
    where agreed
      and not exists (select from ${agreementAreas} where ${agreementAreas.target} = ${consensusAreas.id})
      and not exists (select from ${agreements} where ${agreements.meeting} = ${consensusAreas.meeting} and ${sharesDomain})`,
  'agreement-without-area': () => sql`
    select 'agreements' as noun, id, version_id, null::text as since, null::json as fields from ${agreements}
    where type <> 'session-memorandum'
      and exists (select from ${consensusAreas} where ${consensusAreas.meeting} = ${agreements.meeting} and ${consensusAreas.agreed})
      and not exists (select from ${agreementAreas} where ${agreementAreas.owner} = ${agreements.id})
      and not exists (
        select from ${consensusAreas}
        where ${consensusAreas.meeting} = ${agreements.meeting} and ${consensusAreas.agreed} and ${sharesDomain})`,
  'silent-mechanism': (day) => sql`
    select 'mechanisms' as noun, id, version_id, last.day::text as since, null::json as fields from ${mechanisms}
    cross join lateral (select max(date_to) as day from ${meetings} where ${meetings.mechanism} = ${mechanisms.id}) as last
    where status = 'active' and (last.day is null or last.day < ${day}::date - interval '24 months')`,
  'expired-without-successor': (day) => sql`
    select 'agreements' as noun, id, version_id, expires_to::text as since, null::json as fields from ${agreements}
    where expires_to < ${day}::date and status not in ('terminated', 'superseded')
      and not exists (
        select from ${agreementRelations}
        where ${agreementRelations.target} = ${agreements.id} and ${agreementRelations.side} in ('renews', 'supersedes', 'amends'))`,
  'uncited-field': (_day, nouns) => uncited(nouns),
}

/** One page of gaps, their number and the log position. */
export async function listGaps(
  db: Database,
  nouns: Nouns,
  request: GapRequest<GapKind>,
): Promise<{ seq: number; total: number; gaps: GapRow[] }> {
  const { kind, day, limit, after } = request
  const beyond = after && sql`where (noun collate "C", id) > (${after.key}, ${after.id})`
  const page = await rows<GapRow & { seq: number; total: number }>(
    db,
    sql`with gap as (${finders[kind](day, nouns)}),
    page as (select * from gap ${beyond} order by noun collate "C", id limit ${limit + 1})
    select (select count(*)::int from gap) as total, ${logHead.seq}::text::int as seq,
      page.noun, page.id, since, page.fields, content as body
    from ${logHead} left join page on true left join ${versions} on ${versions.versionId} = page.version_id
    order by page.noun collate "C", page.id`,
  )
  const [first] = page
  return { seq: first?.seq ?? 0, total: first?.total ?? 0, gaps: page.filter(({ id }) => id !== null) }
}
