import { and, type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import type { LinkTable } from '../database/link-tables.ts'
import { logHead } from '../database/log-tables.ts'
import { headRow, headSeq, rows, rowsUnprepared } from '../database/rows.ts'
import type { Absent } from '../log/standing.ts'
import { between } from '../model/days.ts'
import type { Sort } from '../model/declaration.ts'
import type { Noun } from '../model/noun.ts'
import { type Cursor, cutPage } from '../model/page-cursor.ts'
import type { Days } from '../model/parameter.ts'
import { undated } from '../model/partial-date.ts'
import type { Counted, Missing } from './completeness.ts'
import type { FacetRow } from './facets.ts'
import type { OpenIds } from './known-ids.ts'
import type { Otherwise } from './search/explain-nothing.ts'
import type { UndeterminedPlan } from './undetermined.ts'

/** A link that all records on a list have, by whose index they are walked in the order of their dates. */
export interface Through {
  table: LinkTable
  target: string | Placeholder
  /** The list's other conditions: without this link, and without date filters that `days` already expresses. */
  others: SQL[]
  /** Whether `days` stands for a date filter, so that undated records are left out. */
  isDated: boolean
}

/** Where a page and its total are taken from: the records under conditions, or rows of `id`, `version_id` and `key`. */
type Source =
  | {
      conditions: SQL[]
      /** The days between which all records under the conditions are ordered, if the order is by date. */
      days?: Days
      through?: Through
    }
  | { matched: SQL }

/** The records of a page: where they are taken from, in which order, and after which one. */
export interface RowsPlan {
  source: Source
  order: { name: string; sort: Sort; descending: boolean }
  limit: number
  after?: Cursor
}

/** The counts of the whole list, made in the same statement. They are often known already. */
interface Counting {
  total: boolean
  /** How many records the list lacks. */
  completeness?: () => SQL | undefined
  /** How many records are undetermined, and how its numbers are read. */
  undetermined?: () => UndeterminedPlan | undefined
  /** How far the sources were read. */
  readUntil?: () => SQL | undefined
}

/** A list query made ready for the database. */
export interface ListPlan extends RowsPlan {
  /** Ids in the filters that are checked in the same statement. */
  ids?: OpenIds
  /** The counts of facets. */
  facets?: SQL
  counting?: Counting
}

export interface Page extends Counted {
  records: { id: string; versionId: number }[]
  next: string | null
  /** Where the next page begins, as `next` encodes it. */
  last?: Cursor
  facets?: FacetRow[]
  /** The log position that the page was read at. */
  seq: number
}

/** A page of a list with the stored texts of its records. */
export interface ListAnswer extends Page, Otherwise {
  bodies: Buffer[]
  /** Whether its total is of the newest matches of a search, and there may be more. */
  lowerBound: boolean
}

interface Row {
  absent: Absent
  seq: number
  total: number | null
  facets: FacetRow[] | null
  completeness: Missing | null
  undetermined: number[] | null
  readUntil: string | null
  /** Id, version and sort key of each record of the page. */
  page: [string, number, string][] | null
}

const casts = {
  text: sql`text collate "C"`,
  date: sql`date`,
  integer: sql`integer`,
}

// The limit stands in the text: with a parameter there, the plan that Postgres keeps for any value reads and sorts a whole table.

/** One page, its total and the log position, by one statement and so from one moment. Reads one row beyond the page to know whether more follow. */
export async function listRecords(db: Database, noun: Noun, plan: ListPlan): Promise<Page> {
  const { ids, source, order, limit, facets, counting } = plan
  const undetermined = counting?.undetermined?.()
  const total = counting?.total ? totalOf(noun, plan) : sql`null::int`
  const [read, matched] =
    'matched' in source ? [rowsUnprepared<Row>, sql`matched as materialized (${source.matched}),`] : [rows<Row>, sql``]
  const found = await read(
    db,
    sql`with ${matched}
    page as (${pageRows(noun, plan)})
    select ${headSeq}, ${total} as total, ${facets ?? sql`null`} as facets,
      ${counting?.completeness?.() ?? sql`null`} as completeness, ${undetermined?.counts ?? sql`null`} as undetermined,
      ${counting?.readUntil?.() ?? sql`null`} as "readUntil", ${ids?.absent ?? sql`null`} as absent,
      (${pageAsJson(plan)} from page) as page
    from ${logHead} head`,
  )
  const row = headRow(found)
  await ids?.settle(row.absent, row.seq)
  const page = toPage(row, order.name, limit)
  return row.undetermined && undetermined ? { ...page, undetermined: undetermined.read(row.undetermined) } : page
}

/** The total and the first records of a list, as a part of a statement; `readPart` reads it. */
export function partOfStatement(noun: Noun, plan: RowsPlan): SQL {
  return sql`json_build_array(${totalOf(noun, plan)}, (${pageAsJson(plan)} from (${pageRows(noun, plan)}) as page))`
}

/** The result of such a part. */
export type ListPart = [total: number, page: Row['page']]

export function readPart([total, page]: ListPart, limit: number): Pick<Page, 'records'> & { total: number } {
  return { total, records: recordsOf(page, limit) }
}

/** The rows of a page, and one beyond. */
const pageRows = (noun: Noun, plan: RowsPlan) =>
  sql`select ${selectPage(noun, plan)} limit ${sql.raw(String(plan.limit + 1))}`

function pageAsJson(plan: RowsPlan): SQL {
  const direction = directionOf(plan)
  return sql`select json_agg(json_build_array(id, version_id, key::text) order by key ${direction}, id ${direction})`
}

const recordsOf = (page: Row['page'], limit: number) =>
  (page ?? []).slice(0, limit).map(([id, versionId]) => ({ id, versionId }))

/** Where one target of a link is all that is asked for, its index tells how many records have it. */
function totalOf(noun: Noun, { source }: RowsPlan): SQL {
  if ('matched' in source) return sql`(select count(*)::int from matched)`
  const { conditions, through } = source
  if (through?.others.length !== 0 || through.isDated)
    return sql`(select count(*)::int from ${noun.table} where ${and(sql`true`, ...conditions)})`
  const { owner, target } = through.table
  return sql`(select count(distinct ${owner})::int from ${through.table} where ${target} = ${through.target})`
}

const directionOf = ({ order }: RowsPlan) => (order.descending ? sql`desc` : sql`asc`)

/** The position after the last record of the page before. */
function beyondOf({ after, order }: RowsPlan): SQL | undefined {
  return after && sql`${order.descending ? sql`<` : sql`>`} (${after.key}::${casts[order.sort.type]}, ${after.id})`
}

/** With the key in a joined table, the pair `(key, id)` cannot use an index; this bound on the key alone can. */
function joinedBeyond({ after, order: { sort, descending } }: RowsPlan): SQL[] {
  if (!after || !sort.join) return []
  return [sql`${sort.column} ${descending ? sql`<=` : sql`>=`} ${after.key}::${casts[sort.type]}`]
}

/** The records of the page in their order, as `id`, `version_id` and `key`: among matches, by a link, or by the conditions. */
function selectPage(noun: Noun, plan: RowsPlan): SQL {
  const { source, order } = plan
  const { id, versionId, onDate } = noun.table
  const { column } = order.sort
  const direction = directionOf(plan)
  const beyond = beyondOf(plan)
  if ('matched' in source)
    return sql`id, version_id, key from matched where ${beyond ? sql`(key, id) ${beyond}` : sql`true`}
      order by key ${direction}, id ${direction}`
  const { conditions, days, through } = source
  if (through) return walked(noun, through, days, beyond, direction)
  const within = days && onDate ? between(onDate, days) : []
  return sql`${id} as id, ${versionId} as version_id, ${column} as key
    from ${noun.table} ${order.sort.join ?? sql``} where ${and(sql`true`, ...conditions, ...within, ...joinedBeyond(plan), beyond && sql`(${column}, ${id}) ${beyond}`)}
    order by ${column} ${direction}, ${id} ${direction}`
}

/**
 * Records by the index of a link, each once, though the link may stand on several sides. Without other conditions the
 * index is enough: the nouns' own rows are large and seldom in the database's memory.
 */
function walked(
  { table }: Noun,
  through: Through,
  days: Days | undefined,
  beyond: SQL | undefined,
  direction: SQL,
): SQL {
  const { onDate, owner, target, versionId } = through.table
  const isDated = through.isDated ? sql`${onDate} > ${undated}` : undefined
  const joined = through.others.length > 0 ? sql`join ${table} on ${table.id} = ${owner}` : sql``
  return sql`distinct on (${onDate}, ${owner}) ${owner} as id, ${versionId} as version_id, ${onDate} as key
    from ${through.table} ${joined}
    where ${and(sql`${target} = ${through.target}`, ...between(onDate, days ?? {}), isDated, ...through.others, beyond && sql`(${onDate}, ${owner}) ${beyond}`)}
    order by ${onDate} ${direction}, ${owner} ${direction}`
}

function toPage({ seq, total, facets, completeness, readUntil, page }: Row, order: string, limit: number): Page {
  const { last, next } = cutPage(page ?? [], limit, ([id, _, key]) => ({ order, key, id }))
  return {
    records: recordsOf(page, limit),
    next,
    last,
    total: total ?? undefined,
    facets: facets ?? undefined,
    completeness: completeness ?? undefined,
    readUntil: readUntil ?? undefined,
    seq,
  }
}
