import { getTableName, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import type { LinkTable } from '../../database/link-tables.ts'
import { changes } from '../../database/log-tables.ts'
import { pastName } from '../../database/past-tables.ts'
import { headRow, rows } from '../../database/rows.ts'
import type { Facet } from '../../model/facet.ts'
import type { Noun } from '../../model/noun.ts'
import type { NounName } from '../../model/record-name.ts'
import { everythingIn, never } from '../past/frame.ts'
import { separator } from './column.ts'
import { countedFacets } from './count-table.ts'
import { dayValues, hasMovedTree, standingAfter, wholeValues } from './counts-query.ts'
import type { CountedSpan } from './history-table.ts'
import type { Catch } from './table-source.ts'

// All versions of a noun's records with the values of their facets. Most have the same values for as long as they stand.
// Where a record of a tree was moved, those above it change in the middle of a version: it then has several spans.

/** A value of a link, and between which versions the link stood. */
type LinkedValue = [value: string, since: number, until: number | null]

interface VersionRow {
  versionId: number
  until: number | null
  own: (string | null)[]
  linked: (string | LinkedValue[] | null)[]
  days: (number | null)[]
  wholes: number[]
}

/** Whether a noun has, or had, more rows than the one number, and by the statistics of the database no more than the other. */
export async function hadBetween(db: Database, { table }: Noun, few: number, many: number): Promise<boolean> {
  const past = pastName(table)
  const [answer] = await rows<{ had: boolean }>(
    db,
    sql`select exists (select from (select from ${table} union all select from ${sql.identifier(past)}) as all_rows offset ${few})
      and (select sum(reltuples) < ${many} from pg_class where oid in (${getTableName(table)}::regclass, ${past}::regclass)) as had`,
  )
  return answer?.had ?? false
}

/** The spans of so many versions after one, in their order. */
export async function readSpans(db: Database, noun: Noun, after: number, limit: number): Promise<CountedSpan[][]> {
  const { versionId } = noun.table
  const last = sql`(select max(version_id) from page)`
  return read(db, noun, sql`${versionId} > ${after} order by ${versionId} limit ${limit}`, (column) => {
    return sql`${column} > ${after} and ${column} <= ${last}`
  })
}

/** The spans of these versions. */
export async function readSpansOf(db: Database, noun: Noun, versionIds: number[]): Promise<CountedSpan[][]> {
  const isOne = (column: SQL) => sql`${column} = any(${sql.param(versionIds)}::bigint[])`
  return read(db, noun, isOne(sql`${noun.table.versionId}`), isOne)
}

async function read(
  db: Database,
  noun: Noun,
  chosen: SQL,
  isChosen: (versionId: SQL) => SQL,
): Promise<CountedSpan[][]> {
  const facets = countedFacets(noun).map(([, facet]) => facet)
  const links = [...new Set(facets.flatMap(({ link }) => link ?? []))]
  const own = facets.flatMap(({ link, value }) => (link ? [] : [sql`${value}::text`]))
  const linked = facets.flatMap(({ link, value }) => (link ? [valuesOf(link, value, isChosen)] : []))
  const joins = linked.map((values, at) => sql`left join (${values}) as ${named(at)} using (version_id)`)
  const versionRows = await rows<VersionRow>(
    db,
    sql`with ${everythingIn([noun.table, ...links])}, page as materialized (
      select ${noun.table.versionId} as version_id, until_id, json_build_array(${commaJoined(own)}) as own, ${dayValues(noun)} as days,
        ${wholeValues(noun)} as wholes
      from ${noun.table} where ${chosen}
    )
    select version_id::float8 as "versionId", ${asNumber(sql`page.until_id`)} as until, own, days, wholes,
      json_build_array(${commaJoined(linked.map((_, at) => sql`${named(at)}.held`))}) as linked
    from page ${sql.join(joins, sql` `)} order by version_id`,
  )
  return versionRows.map((row) => spansOf(row, facets))
}

const named = (at: number) => sql.identifier(`values_${at}`)
const commaJoined = (parts: SQL[]) => sql.join(parts, sql`, `)
const asNumber = (id: SQL) => sql`nullif(${id}, ${sql.raw(never)})::float8`

/** For each version, the values joined to one text; where not all stood as long as the version, each with when it stood. */
function valuesOf(link: LinkTable, value: Facet['value'], isChosen: (versionId: SQL) => SQL): SQL {
  const each = sql`json_build_array(${value}::text, coalesce(since_id, version_id), ${asNumber(sql`until_id`)})`
  return sql`select version_id, case when count(since_id) > 0 or min(until_id) < max(until_id)
      then json_agg(${each}) else to_json(string_agg(${value}::text, ${separator}::text)) end as held
    from ${link} where ${isChosen(sql`version_id`)} group by version_id`
}

function spansOf({ versionId, until, own, linked, days, wholes }: VersionRow, facets: Facet[]): CountedSpan[] {
  const [owned, held] = [own.values(), linked.values()]
  const values = facets.map(({ link }) => (link ? held : owned).next().value ?? null)
  const moves = values.flatMap((one) => (Array.isArray(one) ? one.flatMap(([, ...ids]) => ids) : []))
  const isWithin = (id: number | null): id is number => id !== null && id > versionId && (until === null || id < until)
  const starts = [...new Set([versionId, ...moves.filter(isWithin)])].sort((one, other) => one - other)
  return starts.map((since, at) => ({
    versionId,
    since,
    until: starts[at + 1] ?? until,
    values: values.map((one) => (Array.isArray(one) ? textAt(one, since) : one)),
    days,
    wholes,
  }))
}

/** The values that stood at a version, as one text. */
function textAt(values: LinkedValue[], versionId: number): string | null {
  const standing = values.filter(([, since, until]) => since <= versionId && (until === null || until > versionId))
  return standing.length > 0 ? standing.map(([value]) => value).join(separator) : null
}

/** The versions that a number of changes made, and those that they replaced, by whom. */
export interface ChangedVersions extends Catch {
  made: number[]
  ended: { versionId: number; until: number }[]
}

export async function readChangedVersions(
  db: Database,
  { name, table }: Noun,
  trees: NounName[],
  seq: number,
  limit: number,
): Promise<ChangedVersions> {
  const past = sql.identifier(pastName(table))
  const found = await rows<ChangedVersions>(
    db,
    sql`with changed as materialized (
      select noun, id, op, version_id from ${changes} where seq > ${seq} and seq <= ${seq + limit}
    ), own as materialized (select id, version_id from changed where noun = ${name})
    select standing.*, ${hasMovedTree(trees)} as moved,
      array(select version_id::float8 from own) as made, (
        select coalesce(json_agg(json_build_object('versionId', past.version_id, 'until', past.until_id)), '[]')
        from ${past} as past where past.id in (select id from own) and past.until_id in (select version_id from own)
      ) as ended
    from (${standingAfter(seq, limit)}) as standing`,
  )
  return headRow(found)
}
