import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { agreements, consensusAreas } from '../../database/noun-tables.ts'
import type { Claim } from '../citations.ts'

// Sources declare how many documents, areas or projects a meeting agreed. This tells which records each number counts.

export type ClaimMeasure = Claim['measure']

/** The records of a meeting that a number may be of. */
interface Items {
  table: typeof agreements | typeof consensusAreas
  meeting: PgColumn
  /** True for those that the number is about, counted or not; absent where it is about all in the table. */
  isOne?: SQL
  isCounted: SQL
  /** True where the registry only infers whether it is counted. */
  isInferred: SQL
  isMemorandum: SQL
}

const isInferred = sql`${agreements.countedBasis} = 'inferred'`
const never = sql`false`

export const itemsOf: Readonly<Record<ClaimMeasure, Items>> = {
  agreements: {
    table: agreements,
    meeting: agreements.meeting,
    isCounted: sql`${agreements.countedInClaims}`,
    isInferred,
    isMemorandum: sql`${agreements.type} = 'session-memorandum'`,
  },
  'consensus-areas': {
    table: consensusAreas,
    meeting: consensusAreas.meeting,
    isCounted: sql`${consensusAreas.agreed}`,
    isInferred: never,
    isMemorandum: never,
  },
  projects: {
    table: agreements,
    meeting: agreements.meeting,
    isOne: sql`${agreements.type} = 'project-contract'`,
    isCounted: sql`true`,
    isInferred,
    isMemorandum: never,
  },
}

/** The records that the number of one meeting counts, each with `is_inferred`. */
export function itemsCountedAt(meeting: SQL | PgColumn, measure: ClaimMeasure): SQL {
  const { table, meeting: column, isOne, isCounted, isInferred } = itemsOf[measure]
  return sql`select ${isInferred} as is_inferred from ${table} where ${and(eq(column, meeting), isOne, isCounted)}`
}

/** Whether the scope of a claim says that the memorandum of the session is among the documents counted. */
export function countsMemorandum(scope: SQL): SQL {
  return sql`(coalesce(${scope}, '') ~* ${'(\\mwith\\M|\\mincl|\\mplus\\M|\\mand\\M).*memorand|(包括|連同|连同|計入|计入).*(備忘錄|备忘录)'}
    and ${scope} !~* ${'without|exclud|\\mnot\\M|apart|不包括|不計入|不计入|未計入|未计入'})`
}

/** The highest number that claims declare of a measure, without the memorandum of the session that some of them count. */
export const declaredNumber = (claims: SQL, measure: ClaimMeasure): SQL => sql`(
  select max((claim->>'value')::int - ${countsMemorandum(sql`claim->>'scope'`)}::int)
  from jsonb_array_elements(${claims}) as claim where claim->>'measure' = ${measure})`
