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
import { DatabaseProblem, isUnavailable, reasonOf, translate } from './problems.ts'

/** Postgres or PGlite behind one type; a transaction is a Database too. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>

export interface Connection {
  db: Database
  /** `server`: other processes may write, too. `embedded`: this process is alone. */
  mode: 'server' | 'embedded'
  /** The same database over a connection of its own, for small queries that must not wait behind large ones. */
  aside: Database
  migrate(): Promise<void>
  /** Cleans up after a great many writes, which a server does by itself only after a while. */
  vacuum(): Promise<void>
  close(): Promise<void>
  /** Copies the whole embedded database, to be opened elsewhere as `Target.dump`. */
  dump?(): Promise<Blob>
}

export interface Target {
  /** A `postgres:` URL; absent: the embedded database. */
  databaseUrl?: string
  /** The folder of the embedded database, or `memory://`. */
  dataDirectory: string
  /** A dumped embedded database to begin with, in memory. */
  dump?: Blob
  /** Called when the embedded database has stopped by itself. It does not come back; a server does. */
  onLost?: (error: Error) => void
}

const migrationsFolder = fileURLToPath(new URL('drizzle', projectRoot))

export function connect(target: Target): Promise<Connection> {
  return target.databaseUrl ? connectServer(target.databaseUrl) : connectEmbedded(target)
}

const oldestServer = 15
// About four connections keep two cores busy. The others wait in this process instead of in the server.
const poolSize = 10
const connectionTimeoutMillis = 3_000
// Rows that are read often are in Postgres's memory, where reading them one by one costs about as much as in sequence.
// Compiling a statement (jit) takes Postgres longer than any of ours takes to run: seconds, where it overrates the work.
// A statement makes these settings, because a pooler in front of Postgres refuses them among the options of a connection.
const settings = `
  set statement_timeout = '10s';
  set lock_timeout = '3s';
  set idle_in_transaction_session_timeout = '5s';
  set jit = off;
  set work_mem = '16MB';
  set random_page_cost = 1.1;
  set max_parallel_workers_per_gather = 0`

async function connectServer(connectionString: string): Promise<Connection> {
  const address = addressOf(connectionString)
  const pool = new pg.Pool({
    connectionString,
    max: poolSize,
    application_name: 'registry',
    connectionTimeoutMillis,
    onConnect: async (client) => {
      client.on('error', ignore)
      await client.query(settings)
    },
  })
  pool.on('error', ignore)
  const aside = new pg.Pool({
    connectionString,
    max: 1,
    application_name: 'registry aside',
    connectionTimeoutMillis,
    query_timeout: 5_000,
  })
  aside.on('error', ignore)
  try {
    await requireVersion(pool)
  } catch (error) {
    await pool.end()
    throw new DatabaseProblem(`The database ${address} cannot be opened: ${reasonOf(error)}.`, { cause: error })
  }
  return {
    db: drizzleOver(pool) as unknown as Database,
    mode: 'server',
    aside: drizzlePostgres(aside) as unknown as Database,
    migrate: () => migrateServer(connectionString),
    vacuum: () => alone(connectionString, async (client) => void (await client.query('vacuum (analyze)'))),
    close: async () => {
      await Promise.all([pool.end(), aside.end()])
    },
  }
}

// A lost connection that nobody listens to would end the process. The next query reports the loss.
function ignore(): void {}

async function requireVersion(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number }>(
    `select current_setting('server_version_num')::int / 10000 as version`,
  )
  const version = rows[0]?.version ?? 0
  if (version < oldestServer) throw new Error(`it is Postgres ${version}, and ${oldestServer} or later is needed`)
}

/** Drizzle over the pool, except that a transaction always gives its connection back, and has a broken one discarded. */
function drizzleOver(pool: pg.Pool) {
  const db = drizzlePostgres(pool)
  db.transaction = async (run, config) => {
    const client = await pool.connect()
    let broken = false
    try {
      return await drizzlePostgres(client).transaction(run, config)
    } catch (error) {
      broken = isUnavailable(error)
      throw error
    } finally {
      client.release(broken)
    }
  }
  return db
}

// Several instances may start at once: one migrates, the others wait for it and then find nothing to do.
const migrationLock = 7_412_026

function migrateServer(connectionString: string): Promise<void> {
  return alone(connectionString, async (client) => {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await migratePostgres(drizzlePostgres(client), { migrationsFolder })
  })
}

/** Runs long work on a connection of its own, which has no time limit. */
async function alone(connectionString: string, run: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString, application_name: 'registry upkeep', connectionTimeoutMillis })
  client.on('error', ignore)
  try {
    await client.connect()
    await run(client)
  } catch (error) {
    throw translate(error)
  } finally {
    await client.end()
  }
}

async function connectEmbedded({ dataDirectory, dump, onLost }: Target): Promise<Connection> {
  const inMemory = dataDirectory === 'memory://'
  const unlock = inMemory ? async () => {} : await lockFolder(dataDirectory)
  const client = new PgliteClient({ folder: inMemory ? undefined : join(dataDirectory, 'pglite'), dump }, onLost)
  const close = () => client.close().finally(unlock)
  try {
    await client.query('select 1')
  } catch (error) {
    await close().catch(ignore)
    throw new DatabaseProblem(`The embedded database in ${dataDirectory} cannot be opened: ${reasonOf(error)}.`, {
      cause: error,
    })
  }
  // Drizzle's type asks for PGlite itself; it uses only the part that the client has.
  const db = drizzlePglite({ client: client as never })
  return {
    db: db as unknown as Database,
    mode: 'embedded',
    aside: db as unknown as Database,
    migrate: () => migratePglite(db, { migrationsFolder }),
    vacuum: async () => void (await client.query('vacuum (analyze)')),
    close,
    dump: () => client.dump(),
  }
}

/** Names a database without the secret in its URL. */
function addressOf(connectionString: string): string {
  try {
    const { host, port, database } = new pg.Client({ connectionString })
    return `${database} at ${host}:${port}`
  } catch {
    throw new DatabaseProblem('DATABASE_URL is not a URL that names a Postgres database.')
  }
}
