import { getTableColumns, type SQL, type SQLChunk, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import type { Row } from '../model/projection.ts'

// Rows travel as one JSON text, so that a statement is the same for one record and for thousands. What search looks at is
// most of a row, and links are most of the rows: they go beside the JSON, where nothing is quoted, a text for each column,
// each row's part behind a separator.

const searched = new Set(['search', 'written', 'names', 'words'])

/** Whether what the column holds has no control character, and an empty text stands for nothing at most. */
function isPlain(table: PgTable, name: string): boolean {
  const columns = getTableColumns(table)
  return 'search' in columns ? searched.has(name) : 'stated' in columns
}

type Column = [string, PgColumn]

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
  const [quoted, plain] = [
    columns.filter(([name]) => !isPlain(table, name)),
    columns.filter(([name]) => isPlain(table, name)),
  ]
  const sources = [
    ...(quoted.length > 0 ? [asJson(quoted, values)] : []),
    ...plain.map(([name]) => sql`string_to_table(${values.map((row) => row[name]).join(separator)}, e'\\x1f')`),
  ]
  const selected = columns.map((column) => {
    const [name, { name: sqlName }] = column
    return isPlain(table, name) ? fromText(column) : sql`${sql.identifier(sqlName)}`
  })
  return sql`insert into ${table} (${namesOf(columns)}) select ${list(selected)}
    from rows from (${list(sources)}) as value (${namesOf([...quoted, ...plain])})`
}

function asJson(columns: Column[], values: Row[]): SQL {
  const json = JSON.stringify(
    values.map((row) => {
      const named: Row = {}
      for (const [name, column] of columns) named[column.name] = row[name]
      return named
    }),
  )
  const types = columns.map(([, column]) => sql`${sql.identifier(column.name)} ${sql.raw(column.getSQLType())}`)
  return sql`json_to_recordset(${json}::json) as (${list(types)})`
}

/** Of one empty text, string_to_table makes no row. Lexemes come parted by spaces. Where nothing may stand, an empty text is that. */
function fromText([, column]: Column): SQL {
  const value = sql.identifier(column.name)
  const text = column.notNull ? sql`coalesce(${value}, '')` : sql`nullif(${value}, '')`
  const type = column.getSQLType()
  return type === 'tsvector' ? sql`array_to_tsvector(string_to_array(${text}, ' '))` : sql`${text}::${sql.raw(type)}`
}

function namesOf(columns: Column[]): SQL {
  return list(columns.map(([, { name }]) => sql.identifier(name)))
}

function list(parts: SQLChunk[]): SQL {
  return sql.join(parts, sql`, `)
}
