import { getTableColumns, type SQL, type SQLChunk, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import type { Row } from './project-rows.ts'

// Rows travel as one JSON text, so that a statement is the same for one record and for thousands. What search looks at is
// most of a row: it goes beside the JSON, where nothing is quoted, each row's part behind a separator.

/** They hold letters and the marks that part them, and no control character. */
const unquoted = new Set(['search', 'written', 'names', 'words'])
const separator = '\x1f'

export async function insert(db: Database, table: PgTable, values: Row[]): Promise<void> {
  if (values.length > 0) await rows(db, insertion(table, values))
}

export async function upsert(db: Database, table: PgTable, values: Row[]): Promise<void> {
  const rest = Object.values(getTableColumns(table)).filter((column) => column.name !== 'id')
  const assignments = rest.map(
    (column) => sql`${sql.identifier(column.name)} = excluded.${sql.identifier(column.name)}`,
  )
  await rows(db, sql`${insertion(table, values)} on conflict (id) do update set ${list(assignments)}`)
}

function insertion(table: PgTable, values: Row[]): SQL {
  const columns = Object.entries(getTableColumns(table))
  const isText = ([name]: (typeof columns)[number]) => 'search' in getTableColumns(table) && unquoted.has(name)
  const [quoted, texts] = [columns.filter((column) => !isText(column)), columns.filter(isText)]
  const json = JSON.stringify(
    values.map((row) => {
      const named: Row = {}
      for (const [name, column] of quoted) named[column.name] = row[name]
      return named
    }),
  )
  const types = quoted.map(([, column]) => sql`${sql.identifier(column.name)} ${sql.raw(column.getSQLType())}`)
  const sources = [
    sql`json_to_recordset(${json}::json) as (${list(types)})`,
    ...texts.map(([name]) => sql`string_to_table(${values.map((row) => row[name]).join(separator)}, e'\\x1f')`),
  ]
  const selected = columns.map((column) => {
    const [, { name }] = column
    return isText(column) ? textOf(column) : sql`${sql.identifier(name)}`
  })
  return sql`insert into ${table} (${namesOf(columns)}) select ${list(selected)}
    from rows from (${list(sources)}) as value (${namesOf([...quoted, ...texts])})`
}

/** Of one empty text, string_to_table makes no row. Lexemes come parted by spaces. */
function textOf([, column]: [string, PgColumn]): SQL {
  const text = sql`coalesce(${sql.identifier(column.name)}, '')`
  return column.getSQLType() === 'tsvector' ? sql`array_to_tsvector(string_to_array(${text}, ' '))` : text
}

function namesOf(columns: [string, PgColumn][]): SQL {
  return list(columns.map(([, { name }]) => sql.identifier(name)))
}

function list(parts: SQLChunk[]): SQL {
  return sql.join(parts, sql`, `)
}
