import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { changes, logHead, versions } from '../../database/log-tables.ts'
import { headRow, headSeq, rows } from '../../database/rows.ts'
import { chainAt } from '../../log/log-cursor.ts'
import type { Noun } from '../../model/noun.ts'
import type { NounName } from '../../model/record-name.ts'
import { separator } from './column.ts'
import { type CountedRecord, type CountedValues, countedFacets, countedWholes } from './count-table.ts'
import { countedDays, earliestDay } from './days.ts'
import type { Catch } from './table-source.ts'

/** Whether a noun has more records than this. */
export async function hasMoreThan(db: Database, { table }: Noun, amount: number): Promise<boolean> {
  const [answer] = await rows<{ more: boolean }>(db, sql`select exists (select from ${table} offset ${amount}) as more`)
  return answer?.more ?? false
}

export async function countRecords(db: Database, { table }: Noun): Promise<number> {
  const [counted] = await rows<{ amount: number }>(db, sql`select count(*)::int as amount from ${table}`)
  return counted?.amount ?? 0
}

/** The values of each facet of a record as text. Several values are joined to one, because the client takes far longer to read an array. */
function facetValues(noun: Noun): SQL {
  const values = countedFacets(noun).map(([, { value, link }]) =>
    link
      ? sql`(select string_agg(${value}::text, ${separator}::text) from ${link} where ${link.owner} = ${noun.table.id})`
      : sql`${value}::text`,
  )
  return sql`json_build_array(${sql.join(values, sql`, `)})`
}

export function dayValues(noun: Noun): SQL {
  const days = [...countedDays(noun).values()].map((column) => sql`${column} - ${earliestDay}::date + 1`)
  return sql`json_build_array(${sql.join(days, sql`, `)})`
}

export function wholeValues(noun: Noun): SQL {
  const columns = [...countedWholes(noun).values()].map((column) => sql`${column}::int`)
  return sql`json_build_array(${sql.join(columns, sql`, `)})`
}

export type PageRow = CountedRecord & { id: string }

/** The records after an id, in the order of their ids. */
export function readCountedRows(db: Database, noun: Noun, after: string, limit: number): Promise<PageRow[]> {
  const { id, versionId } = noun.table
  return rows(
    db,
    sql`select ${id} as id, ${versionId}::float8 as "versionId", ${facetValues(noun)} as values, ${dayValues(noun)} as days,
    ${wholeValues(noun)} as wholes
    from ${noun.table} where ${id} > ${after} order by ${id} limit ${limit}`,
  )
}

/** Where the log stands, with the chain at a position and where at most so many changes after it end. */
export function standingAfter(seq: number, limit: number): SQL {
  const end = sql`least(head.seq, ${seq + limit}::bigint)`
  return sql`select epoch::text, ${headSeq}, ${chainAt(end)} as chain, ${chainAt(sql`${seq}::bigint`)} as "chainThere"
    from ${logHead} head`
}

/** Whether one of these changes, which a statement has as `changed`, may have moved a record of these trees. */
export function hasMovedTree(trees: NounName[]): SQL {
  return sql`exists (select from changed where noun = any(${sql.param(trees)}::text[]) and op <> 'create')`
}

/** The records that a number of changes changed, read at one moment. */
export interface ChangedRecords extends Catch {
  /** Each changed record with all versions that it ever had, and with its values if it stands. */
  records: { versions: string; now: CountedRecord | null }[]
}

/**
 * Reads the present state of the records that changed after a position, from at most `limit` changes. `trees` are the
 * nouns whose trees move rows of this one.
 */
export async function readChanged(
  db: Database,
  noun: Noun,
  trees: NounName[],
  seq: number,
  limit: number,
): Promise<ChangedRecords> {
  const { table, name } = noun
  type Row = Catch & CountedValues & { versions: string | null; versionId: number | null }
  const changedRows = await rows<Row>(
    db,
    sql`with changed as (
      select noun, id, op from ${changes} where seq > ${seq} and seq <= ${seq + limit}
    ), standing as materialized (${standingAfter(seq, limit)})
    select standing.*, ${hasMovedTree(trees)} as moved, own.versions,
      ${table.versionId}::float8 as "versionId", ${facetValues(noun)} as values, ${dayValues(noun)} as days,
    ${wholeValues(noun)} as wholes
    from standing
    left join (
      select id, (
        select string_agg(version_id::text, ' ') from ${versions} where versions.noun = ${name} and versions.id = ids.id
      ) as versions from (select distinct id from changed where noun = ${name}) as ids
    ) as own on true
    left join ${table} on ${table.id} = own.id`,
  )
  const first = headRow(changedRows)
  const records = changedRows.flatMap(({ versions, versionId, values, days, wholes }) =>
    versions === null ? [] : [{ versions, now: versionId === null ? null : { versionId, values, days, wholes } }],
  )
  const { epoch, chain, chainThere, moved: hasMoved } = first
  return { epoch, seq: first.seq, chain, chainThere, moved: hasMoved, records }
}
