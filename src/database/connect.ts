import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres'
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import pg from 'pg'
import { projectRoot } from '../root.ts'
import { lockFolder } from './folder-lock.ts'
import { PgliteClient } from './pglite-client.ts'
import { DatabaseProblem } from './problems.ts'

/** Postgres or PGlite behind one type; a transaction is a Database too. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>

export interface Connection {
  db: Database
  /** `server`: other processes may write, too. `embedded`: this process is alone. */
  mode: 'server' | 'embedded'
  migrate(): Promise<void>
  close(): Promise<void>
}

export interface Target {
  /** A `postgres:` URL; absent: the embedded database. */
  databaseUrl?: string
  /** The folder of the embedded database, or `memory://`. */
  dataDirectory: string
  /** A dumped embedded database to begin with, in memory. */
  dump?: Blob
}

const migrationsFolder = fileURLToPath(new URL('drizzle', projectRoot))

export function connect(target: Target): Promise<Connection> {
  return target.databaseUrl ? connectServer(target.databaseUrl) : connectEmbedded(target)
}

const oldestServer = 15
// About four connections keep two cores busy; the rest wait their turn here, not there.
const poolSize = 10
const timeouts = {
  connectionTimeoutMillis: 3_000,
  statement_timeout: 10_000,
  lock_timeout: 3_000,
  idle_in_transaction_session_timeout: 5_000,
}

async function connectServer(connectionString: string): Promise<Connection> {
  const pool = new pg.Pool({ connectionString, max: poolSize, application_name: 'registry', ...timeouts })
  // Without a listener, a lost idle connection would end the process. The next query tells of it.
  pool.on('error', () => {})
  try {
    const { rows } = await pool.query<{ version: number }>(
      `select current_setting('server_version_num')::int / 10000 as version`,
    )
    const version = rows[0]?.version ?? 0
    if (version < oldestServer)
      throw new DatabaseProblem(
        `Postgres ${oldestServer} or later is needed; ${placeOf(connectionString)} is Postgres ${version}.`,
      )
  } catch (error) {
    await pool.end()
    if (error instanceof DatabaseProblem) throw error
    throw new DatabaseProblem(`The database at ${placeOf(connectionString)} cannot be opened: ${reasonOf(error)}.`)
  }
  return {
    db: drizzlePostgres(pool) as unknown as Database,
    mode: 'server',
    migrate: () => migrateServer(connectionString),
    close: () => pool.end(),
  }
}

// Several instances may start at once: one migrates, the others wait for it and then find nothing to do.
const migrationLock = 7_412_026

async function migrateServer(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, application_name: 'registry migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await migratePostgres(drizzlePostgres(client), { migrationsFolder })
  } finally {
    await client.end()
  }
}

async function connectEmbedded({ dataDirectory, dump }: Target): Promise<Connection> {
  const inMemory = dataDirectory === 'memory://'
  const unlock = inMemory ? async () => {} : await lockFolder(dataDirectory)
  const client = new PgliteClient({ folder: inMemory ? undefined : join(dataDirectory, 'pglite'), dump })
  // Drizzle asks for PGlite itself, and uses of it what the client has.
  const db = drizzlePglite({ client: client as never })
  try {
    await client.query('select 1')
  } catch (error) {
    await unlock()
    throw new DatabaseProblem(`The embedded database in ${dataDirectory} cannot be opened: ${reasonOf(error)}.`)
  }
  return {
    db: db as unknown as Database,
    mode: 'embedded',
    migrate: () => migratePglite(db, { migrationsFolder }),
    close: async () => {
      await client.close()
      await unlock()
    },
  }
}

/** Where a database is, without the secret in its URL. */
function placeOf(connectionString: string): string {
  const { host, pathname } = new URL(connectionString)
  return `${host}${pathname}`
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
