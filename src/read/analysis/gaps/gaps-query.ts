import { and, inArray, sql } from 'drizzle-orm'
import type { Database } from '../../../database/connect.ts'
import { logHead, versions } from '../../../database/log-tables.ts'
import { consensusAreas } from '../../../database/noun-tables.ts'
import { headRow, headSeq, rows } from '../../../database/rows.ts'
import type { Nouns } from '../../../model/noun.ts'
import type { NounName } from '../../../model/record-name.ts'
import { type PossibleRow, possibleDocuments } from '../possible-documents.ts'
import { finders } from './gap-finders.ts'
import type { Certainty, Reason } from './gap-reasons.ts'
import { type GapScope, inScope } from './gap-scope.ts'
import type { GapKind } from './gaps-schema.ts'

export interface GapRow {
  noun: NounName
  id: string
  since: string | null
  fields: string[] | null
  because: Reason
  /** For an area, the documents that may carry it out. */
  possible: PossibleRow[] | null
  body: string
}

export interface GapRequest<Kind> extends GapScope {
  kind: Kind
  day: string
  limit: number
  certainty?: Certainty
  because?: Reason[]
  /** The noun and the id of the last record read. */
  after?: { key: string; id: string } | undefined
}

/** The reasons by which a gap is certain. */
const certainReasons: Reason[] = ['as-written', 'all-itemised']
export const certaintyOf = (because: Reason): Certainty => (certainReasons.includes(because) ? 'certain' : 'unknown')

/** Whether gaps of these reasons are asked for. */
export function isAsked(because: Reason, { certainty, because: asked }: GapRequest<string>): boolean {
  return (!certainty || certaintyOf(because) === certainty) && (!asked || asked.includes(because))
}

/** One page of gaps, their number and the log position. */
export async function listGaps(
  db: Database,
  nouns: Nouns,
  request: GapRequest<GapKind>,
): Promise<{ seq: number; total: number; gaps: GapRow[] }> {
  const { kind, day, limit, after, certainty, because } = request
  const beyond = after && sql`where (noun collate "C", id) > (${after.key}, ${after.id})`
  const isCertain = inArray(sql`because`, certainReasons)
  const chosen = and(
    sql`true`,
    inScope(request),
    certainty && (certainty === 'certain' ? isCertain : sql`not ${isCertain}`),
    because && inArray(sql`because`, because),
  )
  const possible =
    kind === 'area-without-agreement'
      ? sql`(select ${possibleDocuments} from ${consensusAreas} where ${consensusAreas.id} = page.id)`
      : sql`null::json`
  const page = await rows<GapRow & { seq: number; total: number }>(
    db,
    sql`with gap as materialized (select * from (${finders[kind](day, nouns)}) as gap where ${chosen}),
    page as (select * from gap ${beyond} order by noun collate "C", id limit ${limit + 1})
    select (select count(*)::int from gap) as total, ${headSeq},
      page.noun, page.id, since, page.fields, because, ${possible} as possible, content as body
    from ${logHead} head left join page on true left join ${versions} on ${versions.versionId} = page.version_id
    order by page.noun collate "C", page.id`,
  )
  const { seq, total } = headRow(page)
  return { seq, total, gaps: page.filter(({ id }) => id !== null) }
}
