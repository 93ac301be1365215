import { getTableColumns, type SQL, type SQLChunk, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'

// Rows travel as one JSON text, so that a statement is the same for one record and for thousands. The texts for search
// are most of a row, and links are most of the rows. Both are sent besides the JSON, where nothing is quoted: one text
// for each column, with a separator between rows.

/** By the names of its table's fields. */
export type Row = Record<string, unknown>

interface Column {
  /** The key of the column in a row. */
  field: string
  name: string
  type: string
  notNull: boolean
}

export function typedColumnsOf(table: PgTable): Column[] {
  return Object.entries(getTableColumns(table)).map(([field, column]) => {
    return { field, name: column.name, type: column.getSQLType(), notNull: column.notNull }
  })
}

/** The version that replaced a row; the tables of the past have it beside the columns of their tables. */
export const untilId: Column = { field: 'untilId', name: 'until_id', type: 'bigint', notNull: false }

const searched = new Set(['search', 'written', 'names', 'words'])

/** Whether what the column holds has no control character, and an empty text stands for nothing at most. */
function isPlain(table: PgTable, { field }: Column): boolean {
  if (field === untilId.field) return false
  const columns = getTableColumns(table)
  return 'search' in columns ? searched.has(field) : 'stated' in columns
}

const separator = '\x1f'

/** A query of these rows, with these columns in their types. */
export function typedRows(table: PgTable, values: Row[], columns = typedColumnsOf(table)): SQL {
  const [quoted, plain] = [
    columns.filter((column) => !isPlain(table, column)),
    columns.filter((column) => isPlain(table, column)),
  ]
  const sources = [
    ...(quoted.length > 0 ? [asJson(quoted, values)] : []),
    ...plain.map(({ field }) => sql`string_to_table(${values.map((row) => row[field]).join(separator)}, e'\\x1f')`),
  ]
  const selected = columns.map((column) => {
    const name = sql.identifier(column.name)
    return isPlain(table, column) ? sql`${fromText(column)} as ${name}` : sql`${name}`
  })
  return sql`select ${list(selected)} from rows from (${list(sources)}) as value (${columnNames([...quoted, ...plain])})`
}

function asJson(columns: Column[], values: Row[]): SQL {
  const json = JSON.stringify(values.map((row) => named(columns, row)))
  const types = columns.map(({ name, type }) => sql`${sql.identifier(name)} ${sql.raw(type)}`)
  return sql`json_to_recordset(${json}::json) as (${list(types)})`
}

function named(columns: Column[], row: Row): Row {
  const values: Row = {}
  for (const { field, name } of columns) values[name] = row[field]
  return values
}

/**
 * string_to_table makes no row of one empty text. Lexemes are separated by spaces. In a nullable column, an empty text
 * means null.
 */
function fromText({ name, type, notNull }: Column): SQL {
  const value = sql.identifier(name)
  const text = notNull ? sql`coalesce(${value}, '')` : sql`nullif(${value}, '')`
  return type === 'tsvector' ? sql`array_to_tsvector(string_to_array(${text}, ' '))` : sql`${text}::${sql.raw(type)}`
}

export function columnNames(columns: Column[]): SQL {
  return list(columns.map(({ name }) => sql.identifier(name)))
}

function list(parts: SQLChunk[]): SQL {
  return sql.join(parts, sql`, `)
}
