import { createHash } from 'node:crypto'
import type { Query, SQL } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { keepFirst } from '../memory/for-ever.ts'
import type { Database } from './connect.ts'
import { translate } from './problems.ts'

const dialect = new PgDialect()
const mostNames = 500
const names = keepFirst<string>({ name: 'statements', most: mostNames })
/** Puts a statement into a frame. */
export type Frame = (statement: string) => string
const frames = new WeakMap<Database, Frame>()

/** Puts all statements on a transaction into a frame. They stay unnamed: a frame is for few statements, and is planned for its values. */
export function frameStatements(db: Database, frame: Frame): void {
  frames.set(db, frame)
}

/** Runs one statement under a name made of its text, so that Postgres plans it once a connection. */
export function rows<T>(db: Database, query: SQL): Promise<T[]> {
  const rendered = render(db, query)
  return run<T>(db, rendered, nameOn(db, rendered.sql))
}

/** Runs one statement unnamed, so that Postgres plans it for its very values: some words match a few records, others half a million. */
export function rowsPlannedAnew<T>(db: Database, query: SQL): Promise<T[]> {
  return run<T>(db, render(db, query), undefined)
}

/** Renders a statement with placeholders once, for queries so frequent that rendering each anew would slow them. */
export function wordOnce<T>(db: Database, query: SQL): (values: Record<string, unknown>) => Promise<T[]> {
  const rendered = render(db, query)
  const prepared = db._.session.prepareQuery(rendered, undefined, nameOn(db, rendered.sql), false)
  return (values) => execute<T>(prepared, values)
}

function render(db: Database, query: SQL): Query {
  const rendered = dialect.sqlToQuery(query)
  const frame = frames.get(db)
  return frame ? { ...rendered, sql: frame(rendered.sql) } : rendered
}

function run<T>(db: Database, query: Query, name: string | undefined): Promise<T[]> {
  return execute<T>(db._.session.prepareQuery(query, undefined, name, false))
}

async function execute<T>(
  prepared: ReturnType<Database['_']['session']['prepareQuery']>,
  values?: Record<string, unknown>,
): Promise<T[]> {
  try {
    const result = (await prepared.execute(values)) as { rows: T[] }
    return result.rows
  } catch (error) {
    throw translate(error)
  }
}

const nameOn = (db: Database, text: string) => (frames.has(db) ? undefined : nameOf(text))

// Each connection keeps every named statement, so only the first 500 texts get a name; rarer combinations of filters stay unnamed.
function nameOf(text: string): string | undefined {
  const known = names.find(text)
  if (known || names.isFull()) return known
  const name = createHash('sha1').update(text).digest('base64url')
  names.keep(text, name)
  return name
}
