import { and, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../../database/connect.ts'
import { logHead } from '../../../database/log-tables.ts'
import { headRow, headSeq, rows, rowsUnprepared } from '../../../database/rows.ts'
import type { Facet } from '../../../model/facet.ts'
import type { Noun, Nouns } from '../../../model/noun.ts'
import { valuesOf, withBodies } from '../../facets.ts'
import type { Undetermined, UndeterminedPlan } from '../../undetermined.ts'

export interface CountRow {
  kind: 'cell' | 'row' | 'column' | 'total'
  row: string | null
  column: string | null
  count: number
  /** The stored record that names the value of a row or column. */
  body: string | null
}

type Facets = { rows: Facet; columns: Facet }
type Counts = { seq: number; counts: CountRow[]; undetermined?: Undetermined }

/** The counts of all cells, of each row and column, and of all, each record once in each, with the log position. */
export async function countMatrix(
  db: Database,
  nouns: Nouns,
  noun: Noun,
  facets: Facets,
  conditions: SQL[],
  undetermined?: UndeterminedPlan,
) {
  return toCounts(await rows<Row>(db, matrixQuery(nouns, noun, facets, conditions, undetermined)), undetermined)
}

/** The same counts of the newest matches of a search. */
export async function countMatches(
  db: Database,
  nouns: Nouns,
  noun: Noun,
  facets: Facets,
  matches: SQL,
  undetermined?: UndeterminedPlan,
) {
  const isMatch = sql`${noun.table.id} in (select id from matched)`
  const query = matrixQuery(nouns, noun, facets, [isMatch], undetermined, sql`matched as materialized (${matches}),`)
  return toCounts(await rowsUnprepared<Row>(db, query), undetermined)
}

type Row = CountRow & { seq: number; undetermined: number[] | null }

function toCounts(countRows: Row[], plan: UndeterminedPlan | undefined): Counts {
  const { seq, undetermined } = headRow(countRows)
  return { seq, counts: countRows, ...(undetermined && plan && { undetermined: plan.read(undetermined) }) }
}

function matrixQuery(
  nouns: Nouns,
  noun: Noun,
  facets: Facets,
  conditions: SQL[],
  undetermined: UndeterminedPlan | undefined,
  before = sql``,
): SQL {
  const heads = (facet: Facet, values: SQL) =>
    withBodies(nouns, facet.labels, sql`select value, count(*) as count from ${values} group by value`)
  return sql`with ${before}
      row_values as (${valuesOf(noun, facets.rows, conditions)}),
      column_values as (${valuesOf(noun, facets.columns, conditions)}),
      counts as (
        select 'cell' as kind, row_values.value as "row", column_values.value as "column", count(*) as count, null as body
          from row_values join column_values on column_values.id = row_values.id group by row_values.value, column_values.value
        union all select 'row', value, null, count, body from (${heads(facets.rows, sql`row_values`)}) as heads
        union all select 'column', null, value, count, body from (${heads(facets.columns, sql`column_values`)}) as heads
        union all select 'total', null, null, count(*), null from ${noun.table} where ${and(sql`true`, ...conditions)}
      )
    select kind, "row", "column", count::int, body, ${headSeq}, ${undetermined?.counts ?? sql`null`} as undetermined from counts cross join ${logHead} head
    order by kind, count desc, "row" collate "C", "column" collate "C"`
}
