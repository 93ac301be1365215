import { and, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { rows, rowsPlannedAnew } from '../../database/rows.ts'
import { logHead } from '../../database/tables.ts'
import { valuesOf, withBodies } from '../../registry/facets.ts'
import type { Facet, Noun } from '../../registry/noun.ts'
import type { Nouns } from '../../registry/save.ts'

export interface CountRow {
  kind: 'cell' | 'row' | 'column' | 'total'
  row: string | null
  column: string | null
  count: number
  /** Of a head, the stored record that names the value. */
  body: string | null
}

/**
 * The counts of all cells, of each row and column, and of all, each record once in each, with the log position. Where
 * rows `matched` are given, conditions may ask to be among them.
 */
export async function countMatrix(
  db: Database,
  nouns: Nouns,
  noun: Noun,
  facets: { rows: Facet; columns: Facet },
  conditions: SQL[],
  matched?: SQL,
): Promise<{ seq: number; counts: CountRow[] }> {
  const heads = (facet: Facet, values: SQL) =>
    withBodies(nouns, facet.labels, sql`select value, count(*) as count from ${values} group by value`)
  const read = matched ? rowsPlannedAnew<CountRow & { seq: number }> : rows<CountRow & { seq: number }>
  const found = await read(
    db,
    sql`with ${matched ? sql`matched as materialized (${matched}),` : sql``}
      row_values as (${valuesOf(noun, facets.rows, conditions)}),
      column_values as (${valuesOf(noun, facets.columns, conditions)}),
      counts as (
        select 'cell' as kind, row_values.value as "row", column_values.value as "column", count(*) as count, null as body
          from row_values join column_values on column_values.id = row_values.id group by row_values.value, column_values.value
        union all select 'row', value, null, count, body from (${heads(facets.rows, sql`row_values`)}) as heads
        union all select 'column', null, value, count, body from (${heads(facets.columns, sql`column_values`)}) as heads
        union all select 'total', null, null, count(*), null from ${noun.table} where ${and(sql`true`, ...conditions)}
      )
    select kind, "row", "column", count::int, body, seq::text::int as seq from counts cross join ${logHead}
    order by kind, count desc, "row" collate "C", "column" collate "C"`,
  )
  return { seq: found[0]?.seq ?? 0, counts: found }
}
