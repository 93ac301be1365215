import { and, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../../database/connect.ts'
import { logHead } from '../../../database/log-tables.ts'
import { agreements } from '../../../database/noun-tables.ts'
import { headRow, headSeq, rows } from '../../../database/rows.ts'
import type { Facet } from '../../../model/facet.ts'
import type { Noun, Nouns } from '../../../model/noun.ts'
import { valuesOf, withBodies } from '../../facets.ts'
import type { Undetermined, UndeterminedPlan } from '../../undetermined.ts'
import type { Interval } from './timeline-schema.ts'

/** How many records of a line lie in a period; a line of all records has `everything`. */
export interface PeriodRow {
  everything: boolean
  value: string | null
  kind: 'dated' | 'undated' | 'imprecise'
  period: string | null
  count: number
  /** The stored record that names the value. */
  body: string | null
}

const formats = { year: 'YYYY', quarter: 'YYYY-"Q"Q', month: 'YYYY-MM' }

/** How many records lie in each period, with the log position. */
export async function countPeriodsInDatabase(
  db: Database,
  nouns: Nouns,
  noun: Noun,
  interval: Interval,
  facet: Facet | undefined,
  conditions: SQL[],
  undetermined?: UndeterminedPlan,
): Promise<{ seq: number; counts: PeriodRow[]; undetermined?: Undetermined }> {
  const periodOf = (day: SQL) => sql`to_char(${day}, ${formats[interval]})`
  const byValue = facet
    ? sql`union all select false, value, kind, period, count(*) from (${valuesOf(noun, facet, conditions)}) as held
        join periods on periods.id = held.id group by value, kind, period`
    : sql``
  const counted = sql`select true as everything, null as value, kind, period, count(*) as count
    from periods group by kind, period ${byValue}`
  const periodRows = await rows<PeriodRow & { seq: number; undetermined: number[] | null }>(
    db,
    sql`with dated as (
      select ${agreements.id} as id, ${periodOf(sql`${agreements.signedFrom}`)} as first, ${periodOf(sql`${agreements.signedTo}`)} as last
      from ${agreements} where ${and(sql`true`, ...conditions)}
    ), periods as (
      select id, case when first is null then 'undated' when first = last then 'dated' else 'imprecise' end as kind,
        case when first = last then first end as period
      from dated
    )
    select everything, value, kind, period, count::int, body, ${headSeq}, ${undetermined?.counts ?? sql`null`} as undetermined
    from ${logHead} head left join (${withBodies(nouns, facet?.labels, counted)}) as counts on true
    order by everything, value collate "C", period collate "C"`,
  )
  const head = headRow(periodRows)
  return {
    seq: head.seq,
    counts: periodRows.filter(({ kind }) => kind !== null),
    ...(head.undetermined && undetermined && { undetermined: undetermined.read(head.undetermined) }),
  }
}
