import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { citations } from '../../database/link-tables.ts'
import { changes, logHead, records } from '../../database/log-tables.ts'
import { pastName } from '../../database/past-tables.ts'
import type { Frame } from '../../database/rows.ts'
import type { Nouns } from '../../model/noun.ts'
import { tablesOf } from '../../model/noun-list.ts'

// A statement about the past is the same as about the present, in a frame in which the names of the tables mean what stood
// then: rows of the table itself and of those that were replaced in it, as far as they were made by then and not yet replaced.

/** A position of the log as the tables tell it: by the highest version id up to there, and the lower ones of later changes. */
export interface PastMoment {
  seq: number
  highest: number
  /** Versions below the highest that were still being written: the first and the last of each row of them. */
  late: [number, number][]
  /** Whether it is the end of the log: what stands there is what the tables have. */
  isPresent: boolean
}

/** The frame for a position. Its numbers stand in the text, so that Postgres estimates how many rows they keep. */
export function frameAt(nouns: Nouns, moment: PastMoment, fewUpTo: Map<string, number>): Frame {
  const tables = [citations, ...tablesOf(nouns.values())]
  const parts = new Map(tables.map((table) => [getTableName(table), () => standing(table, moment, fewUpTo)]))
  return (statement) => {
    const named = namesIn(statement)
    const framed = [...parts].flatMap(([name, part]) => (named.has(name) ? [inFrame(name, part())] : []))
    // Where records are joined to their changes, the later changes need not be walked.
    if (framed.length > 0 && named.has(getTableName(changes)))
      framed.push(inFrame(getTableName(changes), changesUpTo(moment)))
    if (named.has(getTableName(records))) framed.push(inFrame(getTableName(records), heads(moment)))
    if (named.has(getTableName(logHead))) framed.push(inFrame(getTableName(logHead), end(moment)))
    return framed.length > 0 ? `with ${framed.join(', ')} select * from (${statement}) as answer` : statement
  }
}

const namesIn = (statement: string) => new Set([...statement.matchAll(/"([a-z_]+)"/g)].map(([, name]) => name))

/** All that ever stood in these tables, under their names, each row with its `until_id`; it is `never` where the row stands. */
export function everythingIn(tables: PgTable[]): SQL {
  return sql.raw(
    tables.map((table) => inFrame(getTableName(table), `select * from (${allRows(table)}) as rows`)).join(', '),
  )
}

/** Not materialized, so that conditions and orders of the statement reach the indexes of both tables. */
const inFrame = (name: string, query: string) => `"${name}" as not materialized (${query})`

export const never = '9223372036854775807'

const columnsOf = (table: PgTable) => Object.values(getTableColumns(table)).map(({ name }) => `"${name}"`)

/** The rows that stand, as far as the condition keeps them, and those that were replaced. */
function allRows(table: PgTable, condition = ''): string {
  const columnNames = columnsOf(table).join(', ')
  return `(select ${columnNames}, ${never} as until_id from public."${getTableName(table)}" ${condition})
    union all select ${columnNames}, until_id from public."${pastName(table)}"`
}

function standing(table: PgTable, { highest, late }: PastMoment, fewUpTo: Map<string, number>): string {
  const columns = columnsOf(table)
  const among = (column: string) =>
    `(${late.map(([first, last]) => `${column} between ${first} and ${last}`).join(' or ')})`
  const isMade = (column: string) => `${column} <= ${highest}${late.length > 0 ? ` and not ${among(column)}` : ''}`
  const isMoved = columns.includes('"since_id"') ? ` and (since_id is null or ${isMade('since_id')})` : ''
  // Postgres would look for these few by walking the whole table in the order that is asked for.
  const isFew = highest < (fewUpTo.get(getTableName(table)) ?? 0)
  const left = isFew ? `where version_id <= ${highest} offset 0` : ''
  const isLeft = `until_id > ${highest}`
  return `select ${columns.join(', ')} from (${allRows(table, left)}) as rows where ${isMade('version_id')}${isMoved} and ${late.length > 0 ? `(${isLeft} or ${among('until_id')})` : isLeft}`
}

/** The heads of records, each found by itself: the log tells the last change of each up to there. */
const heads = ({
  seq,
}: PastMoment) => `select head.noun, head.id, last.version, last.version_id, last.op = 'delete' as deleted
  from public."${getTableName(records)}" head cross join lateral (
    select version, version_id, op from public."${getTableName(changes)}" change
    where change.noun = head.noun and change.id = head.id and change.seq <= ${seq} order by change.seq desc limit 1
  ) as last`

const changesUpTo = ({ seq }: PastMoment) => `select * from public."${getTableName(changes)}" where seq <= ${seq}`

const end = ({ seq }: PastMoment) => `select epoch, ${seq}::bigint as seq from public."${getTableName(logHead)}"`
