import { createHash } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import { keepFirst } from '../memory/for-ever.ts'
import type { Database } from './connect.ts'
import { logHead } from './log-tables.ts'
import { translate } from './problems.ts'
import { render } from './render.ts'

/** A row of which each column may be null by itself. */
export type Nullable<T> = { [Name in keyof T]: T[Name] | null }
/** The columns that a left join gives: all of them, or null in each where nothing matched. */
export type LeftJoined<T> = T | { [Name in keyof T]: null }

const mostNames = 500
const names = keepFirst<string>({ name: 'statements', most: mostNames })
/** Puts a statement into a frame. */
export type Frame = (statement: string) => string
const frames = new WeakMap<Database, Frame>()

/**
 * Puts all statements on a transaction into a frame. They stay unnamed: a frame serves few statements, and is planned
 * for its values.
 */
export function frameStatements(db: Database, frame: Frame): void {
  frames.set(db, frame)
}

/** Runs one statement under a name made of its text, so that Postgres plans it once a connection. */
export function rows<T>(db: Database, query: SQL): Promise<T[]> {
  return execute<T>(prepare(db, query, statementName))
}

/**
 * Where the log stands, as a column of a statement over `logHead head`. A statement that a replica may answer has it, or
 * one of the two below, in its first row: by these names `replicas.ts` learns what a client has been shown, so that no
 * later read goes back behind it.
 */
export const headSeq = sql`head.seq::float8 as seq`
/** The same for a statement that reads from other tables. */
export const headSeqInside = sql`(select ${headSeq} from ${logHead} head) as seq`
/** The same beside rows that have a `seq` of their own. */
export const headBeside = sql`head.seq::float8 as head`

/** The first row of a statement over the head of the log, which gives one wherever the database is migrated. */
export function headRow<T>([row]: T[]): T {
  if (!row) throw new Error('The log has no head: the database is not migrated.')
  return row
}

/** Runs one statement unnamed, so that Postgres plans it for its very values: some words match a few records, others half a million. */
export function rowsUnprepared<T>(db: Database, query: SQL): Promise<T[]> {
  return execute<T>(prepare(db, query))
}

/** Renders a statement with placeholders once, for queries so frequent that rendering each anew would slow them. */
export function prepared<T>(db: Database, query: SQL): (values: Record<string, unknown>) => Promise<T[]> {
  const statement = prepare(db, query, statementName)
  return (values) => execute<T>(statement, values)
}

/** The same on any database, the latest form for each where a statement has several. */
export function preparedEach<T>(): (
  db: Database,
  make: () => SQL,
  form?: string,
) => (values: Record<string, unknown>) => Promise<T[]> {
  const made = new WeakMap<Database, { form: string; read: (values: Record<string, unknown>) => Promise<T[]> }>()
  return (db, make, form = '') => {
    const known = made.get(db)
    if (known?.form === form) return known.read
    const read = prepared<T>(db, make())
    made.set(db, { form, read })
    return read
  }
}

type Prepared = ReturnType<Database['_']['session']['prepareQuery']>

function prepare(db: Database, query: SQL, nameFor?: (text: string) => string | undefined): Prepared {
  const rendered = render(query)
  const text = frames.get(db)?.(rendered.sql) ?? rendered.sql
  const name = text === rendered.sql ? nameFor?.(text) : undefined
  return db._.session.prepareQuery({ ...rendered, sql: text }, undefined, name, false)
}

async function execute<T>(prepared: Prepared, values?: Record<string, unknown>): Promise<T[]> {
  try {
    const result = (await prepared.execute(values)) as { rows: T[] }
    return result.rows
  } catch (error) {
    throw translate(error)
  }
}

// Each connection keeps every named statement, so only the first 500 texts get a name; rarer combinations of filters stay unnamed.
function statementName(text: string): string | undefined {
  const known = names.find(text)
  if (known || names.isFull()) return known
  const name = createHash('sha1').update(text).digest('base64url')
  names.keep(text, name)
  return name
}
