import { getTableColumns, getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { citations } from '../../database/link-tables.ts'
import { logHead, records } from '../../database/log-tables.ts'
import { pastName } from '../../database/past-tables.ts'
import type { Frame } from '../../database/rows.ts'
import type { Nouns } from '../../model/noun.ts'

// A statement about the past is the same as about the present, in a frame in which the names of the tables mean what stood
// then: rows of the table itself and of those that were replaced in it, as far as they were made by then and not yet replaced.

/** A position of the log as the tables tell it: by the highest version id up to there, and the lower ones of later changes. */
export interface Moment {
  seq: number
  highest: number
  /** Versions below the highest that were still being written. */
  late: number[]
  /** The tables of which few rows of then have not been replaced since, by name. */
  few: Set<string>
}

/** The frame for a position. Its numbers stand in the text, so that Postgres estimates how many rows they keep. */
export function frameAt(nouns: Nouns, moment: Moment): Frame {
  const tables = [
    citations,
    ...[...nouns.values()].flatMap(({ table, links }) => [table, ...links.map((link) => link.table)]),
  ]
  const parts = new Map(tables.map((table) => [getTableName(table), () => standing(table, moment)]))
  return (statement) => {
    const named = namesIn(statement)
    const isAsked = named.has(getTableName(records))
    if (isAsked) for (const { table } of nouns.values()) named.add(getTableName(table))
    const framed = [...parts].flatMap(([name, part]) => (named.has(name) ? [inFrame(name, part())] : []))
    if (isAsked) framed.push(inFrame(getTableName(records), heads(nouns)))
    if (named.has(getTableName(logHead))) framed.push(inFrame(getTableName(logHead), end(moment)))
    return framed.length > 0 ? `with ${framed.join(', ')} select * from (${statement}) as answer` : statement
  }
}

const namesIn = (statement: string) => new Set([...statement.matchAll(/"([a-z_]+)"/g)].map(([, name]) => name))

/** Not materialized, so that conditions and orders of the statement reach the indexes of both tables. */
const inFrame = (name: string, query: string) => `"${name}" as not materialized (${query})`

const never = '9223372036854775807'

function standing(table: PgTable, { highest, late, few }: Moment): string {
  const columns = Object.values(getTableColumns(table)).map(({ name }) => `"${name}"`)
  const listed = columns.join(', ')
  const among = (column: string) => `${column} in (${late.join(', ')})`
  const isMade = (column: string) => `${column} <= ${highest}${late.length > 0 ? ` and not ${among(column)}` : ''}`
  const isMoved = columns.includes('"since_id"') ? ` and (since_id is null or ${isMade('since_id')})` : ''
  // Postgres would look for these few by walking the whole table in the order that is asked for.
  const left = few.has(getTableName(table)) ? `where version_id <= ${highest} offset 0` : ''
  const isLeft = `until_id > ${highest}`
  return `select ${listed} from (
    (select ${listed}, ${never} as until_id from public."${getTableName(table)}" ${left})
    union all select ${listed}, until_id from public."${pastName(table)}"
  ) as rows where ${isMade('version_id')}${isMoved} and ${late.length > 0 ? `(${isLeft} or ${among('until_id')})` : isLeft}`
}

/** The heads of all records that stood; of others nothing is asked. */
function heads(nouns: Nouns): string {
  const each = [...nouns.values()].map(
    ({ name, table }) =>
      `select '${name}'::text collate "C" as noun, id, 1 as version, version_id, false as deleted from "${getTableName(table)}"`,
  )
  return each.join(' union all ')
}

const end = ({ seq }: Moment) => `select epoch, ${seq}::bigint as seq from public."${getTableName(logHead)}"`
