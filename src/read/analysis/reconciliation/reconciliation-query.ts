import { and, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../../database/connect.ts'
import { logHead, versions } from '../../../database/log-tables.ts'
import { meetings } from '../../../database/noun-tables.ts'
import { headRow, headSeq, rows } from '../../../database/rows.ts'
import type { Citation } from '../../../nouns/citations.ts'
import { countsMemorandum, itemsOf } from '../../../nouns/meetings/declared-numbers.ts'
import type { Basis, Check, Status } from './reconciliation-schema.ts'

export interface CheckRow {
  id: string
  mechanism: string | null
  measure: Check['measure']
  status: Status
  basis: Basis
  declared: number | null
  counted: number
  notCounted: number
  memoranda: number
  countedMemoranda: number
  gap: number | null
  claims: { value: number; scope: string | null; includes: boolean; citation: Citation }[]
  /** The stored meeting. */
  body: string
  /** The value that the page is ordered by. */
  key: string
}

export interface CheckRequest {
  /** The id of the only meeting. */
  meeting?: string
  /** Conditions on meetings. */
  conditions?: SQL[]
  status?: Status[]
  measure?: Check['measure'][]
  basis?: Basis[]
  /** Those of which most is missing come first, unless told otherwise. */
  order?: { by: 'gap' | 'date'; descending: boolean }
  limit?: number
  after?: { key: string; id: string }
}

/** The itemised records of each meeting: those that a declared number counts, and those beside them. */
const itemised = sql.join(
  Object.entries(itemsOf).map(
    ([measure, { table, meeting, isOne, isCounted, isInferred, isMemorandum }]) => sql`
  select ${meeting} as meeting, ${measure}::text as measure,
    count(*) filter (where ${isCounted})::int as counted,
    count(*) filter (where not ${isCounted})::int as not_counted,
    count(*) filter (where not ${isCounted} and ${isMemorandum})::int as memoranda,
    count(*) filter (where ${isCounted} and ${isMemorandum})::int as counted_memoranda,
    count(*) filter (where ${isCounted} and ${isInferred})::int as inferred
  from ${table} where ${and(isOne, isNotNull(meeting))} group by ${meeting}`,
  ),
  sql` union all `,
)

/** The claims of one meeting on one measure, put together. A claim that counts the memorandum of the session is compared with it, too. */
const declared = sql`
  select count(*)::int as claims, max(value - includes::int) as declared, max(value - against) as gap,
    bool_or(value = against) as matched,
    count(distinct (coalesce(scope, ''), value)) > count(distinct coalesce(scope, '')) as conflicting,
    json_agg(json_build_object('value', value, 'scope', scope, 'includes', includes, 'citation', citation) order by ordinal) as list
  from (
    select ordinal, value, scope, includes, citation, amount.counted + case when includes then amount.memoranda else 0 end as against
    from (
      select ordinal, (claim->>'value')::int as value, claim->>'scope' as scope, claim->'citation' as citation,
        ${countsMemorandum(sql`claim->>'scope'`)} as includes
      from jsonb_array_elements(meeting.claims) with ordinality as listed (claim, ordinal)
      where claim->>'measure' = measure.name
    ) as listed
  ) as held`

const checks = (conditions: (SQL | undefined)[]) => sql`
  select meeting.id, meeting.mechanism, meeting.on_date, meeting.version_id, measure.name as measure,
    amount.*, declared, gap, coalesce(list, '[]') as claims,
    case
      when claim.claims = 0 then 'undeclared'
      when conflicting then 'conflicting'
      when matched then 'matched'
      when amount.counted = 0 then 'not-itemised'
      when gap > 0 then 'short'
      else 'over' end as status
  from (select * from ${meetings} where ${and(sql`true`, ...conditions)}) as meeting
  cross join (values ('agreements'), ('consensus-areas'), ('projects')) as measure (name)
  left join (${itemised}) as counts on counts.meeting = meeting.id and counts.measure = measure.name
  cross join lateral (
    select coalesce(counts.counted, 0) as counted, coalesce(counts.not_counted, 0) as not_counted,
      coalesce(counts.memoranda, 0) as memoranda, coalesce(counts.counted_memoranda, 0) as counted_memoranda,
      case when counts.inferred > 0 then 'inferred' else 'stated' end as basis
  ) as amount
  cross join lateral (${declared}) as claim
  where claim.claims > 0 or amount.counted + amount.not_counted > 0`

// A check without a gap comes after all that have one, in either order.
const keys = {
  gap: (descending: boolean) => sql`coalesce(gap, ${descending ? -999_999_999 : 999_999_999}::int)`,
  date: () => sql`on_date`,
}

const mostMissing = { by: 'gap', descending: true } as const

/** One page of checks, their number and the log position. */
export async function listChecks(
  db: Database,
  { meeting, conditions = [], status, measure, basis, order = mostMissing, limit, after }: CheckRequest,
): Promise<{ seq: number; total: number; checks: CheckRow[] }> {
  const { by, descending } = order
  const ofMeeting = meeting === undefined ? undefined : eq(meetings.id, meeting)
  const direction = descending ? sql`desc` : sql`asc`
  const type = by === 'gap' ? sql`int` : sql`date`
  const chosen = and(
    sql`true`,
    status && inArray(sql`status`, status),
    measure && inArray(sql`measure`, measure),
    basis && inArray(sql`basis`, basis),
  )
  const beyond =
    after && sql`where (key, name) ${descending ? sql`<` : sql`>`} (${after.key}::${type}, ${after.id} collate "C")`
  const page = await rows<CheckRow & { seq: number; total: number }>(
    db,
    sql`with chosen as (
      select checks.*, ${keys[by](descending)} as key, (id || '/' || measure) collate "C" as name
      from (${checks([ofMeeting, ...conditions])}) as checks where ${chosen}
    ), page as (
      select * from chosen ${beyond} order by key ${direction}, name ${direction} limit ${limit === undefined ? null : limit + 1}
    )
    select (select count(*)::int from chosen) as total, ${headSeq}, page.id, page.mechanism, measure, status, basis,
      declared, counted, not_counted as "notCounted", memoranda, counted_memoranda as "countedMemoranda", gap, claims, content as body,
      key::text as key
    from ${logHead} head left join page on true left join ${versions} on ${versions.versionId} = page.version_id
    order by page.key ${direction}, name ${direction}`,
  )
  const { seq, total } = headRow(page)
  return { seq, total, checks: page.filter(({ id }) => id !== null) }
}
