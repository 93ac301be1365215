import { join } from 'node:path'
import { drizzle as drizzlePostgres, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import pg from 'pg'
import type { Position } from '../memory/at-position.ts'
import { drizzleOver, drizzleReading } from './drizzle-over.ts'
import { lockFolder } from './folder-lock.ts'
import { grantedRoles, grantRights, grantSettings } from './grants.ts'
import { isMigrated, lockMigrations, migrationsFolder } from './migrations.ts'
import { keepPast } from './past-tables.ts'
import { PgliteClient } from './pglite-client.ts'
import { DatabaseProblem, reasonOf, sqlState, translate } from './problems.ts'
import { openReplicas } from './replicas.ts'
import { openPools, roleSettings } from './server-pools.ts'
import { WatchedClient } from './watched-client.ts'

/** Postgres or PGlite behind one type; a transaction is a Database too. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>

export interface Connection {
  db: Database
  /** `server`: other processes may write, too. `embedded`: this process is alone. */
  mode: 'server' | 'embedded'
  /** For what only reads, and may be told by a replica as far as it has come. */
  reads: Database
  /** The same, by a replica only while the leader does not answer. */
  newest: Database
  /** To be told where the log stands, before which nothing is read from a replica. */
  reached(position: Position): void
  /** The same database over a connection of its own, for small queries that must not wait behind large ones. */
  aside: Database
  /** Whether a write would be kept at the moment: not by a standby, nor while a commit waits for one. */
  takesWrites(): Promise<boolean>
  /** Runs the migrations that are missing, if any are. */
  migrate(): Promise<void>
  /** Gives a role of the server what the service needs, and no more. */
  grant?(role: string): Promise<void>
  /** Cleans up after a great many writes, which a server does by itself only after a while. */
  vacuum(): Promise<void>
  close(): Promise<void>
  /** Copies the whole embedded database, to be opened elsewhere as `Target.dump`. */
  dump?(): Promise<Blob>
}

export interface Target {
  /** A `postgres:` URL; absent: the embedded database. */
  databaseUrl?: string
  /** A `postgres:` URL of replicas of that database, for reads. */
  readUrl?: string
  /** The folder of the embedded database, or `memory://`. */
  dataDirectory: string
  /** A dumped embedded database to begin with, in memory. */
  dump?: Blob
  /** Set for the commands: they wait for a standby as long as it takes, for nobody waits for them. */
  isCommand?: boolean
  /** Called with the process that the migrations of this one wait for. */
  onWait?: (holder: string) => void
  /** Called when the embedded database has stopped by itself. It does not come back; a server does. */
  onLost?: (error: Error) => void
}

export function connect(target: Target): Promise<Connection> {
  return target.databaseUrl ? connectServer(target) : connectEmbedded(target)
}

const oldestServer = 15

async function connectServer(target: Target): Promise<Connection> {
  const { databaseUrl = '', isCommand = false } = target
  const address = addressOf(databaseUrl)
  const isPooled = await requireServer(databaseUrl).catch((error: unknown) => {
    throw new DatabaseProblem(`The database ${address} cannot be opened: ${reasonOf(error)}.`, { cause: error })
  })
  const pools = openPools(databaseUrl, { isPooled, isCommand })
  const db = drizzleOver(pools)
  const { readUrl } = target
  const replicas =
    readUrl === undefined
      ? undefined
      : openReplicas(pools.readers, async () =>
          openPools(readUrl, { isPooled: await requireServer(readUrl), isCommand: false }),
        )
  const leader = db as unknown as Database
  return {
    db: leader,
    reads: replicas ? (drizzleReading(replicas.read, db) as unknown as Database) : leader,
    newest: replicas ? (drizzleReading(replicas.readNewest, db) as unknown as Database) : leader,
    reached: (position) => replicas?.reached(position),
    mode: 'server',
    aside: drizzlePostgres(pools.aside) as unknown as Database,
    takesWrites: pools.takesWrites,
    migrate: () => migrateServer(target, pools.aside),
    grant: (role) =>
      alone(databaseUrl, async (client) => {
        await drizzlePostgres(client).transaction(() => grantRights(client, role))
        await grantSettings(client, role)
      }),
    vacuum: () => alone(databaseUrl, async (client) => void (await client.query('vacuum (analyze)'))),
    close: async () => {
      await replicas?.close()
      await pools.close()
    },
  }
}

/** Says whether a pooler stands between here and the server: it names another process than the one that answers. */
async function requireServer(connectionString: string): Promise<boolean> {
  const client = new WatchedClient({ connectionString, connectionTimeoutMillis: 3_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; encoding: string; process: number }>(
      `select current_setting('server_version_num')::int / 10000 as version, pg_backend_pid() as process,
        current_setting('server_encoding') as encoding`,
    )
    const { version = 0, encoding, process } = rows[0] ?? {}
    if (version < oldestServer) throw new Error(`it is Postgres ${version}, and ${oldestServer} or later is needed`)
    if (encoding !== 'UTF8') throw new Error(`its texts are encoded in ${encoding}, and UTF8 is needed`)
    const isPooled = client.serverProcess !== process
    if (isPooled) await requireSettings(client)
    return isPooled
  } finally {
    await client.end()
  }
}

/** A pooler lets nobody set anything for a session, so the role has to bring its settings. */
async function requireSettings(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; role: string }>(
    `select name, current_user as role from json_each_text($1) as wanted (name, value)
    where current_setting(name) <> value order by name`,
    [JSON.stringify(roleSettings)],
  )
  const [first] = rows
  if (!first) return
  const names = rows.map(({ name }) => name).join(', ')
  throw new Error(
    `a pooler stands before it, and the role ${first.role} lacks settings (${names}) that "registry migrate --grant-to ${first.role}" makes; connections that the pooler opened before do not have them`,
  )
}

/** Looks first, for a role that may not migrate, and a standby, need nothing where nothing is missing. */
async function migrateServer({ databaseUrl = '', onWait = ignore }: Target, aside: pg.Pool): Promise<void> {
  if (await isMigrated(aside)) return
  await alone(databaseUrl, async (client) => {
    const db = drizzlePostgres(client)
    const withLock = (run: (tx: NodePgDatabase) => Promise<void>) =>
      db.transaction(async (tx) => {
        await client.query('set local statement_timeout = 0; set local search_path = public')
        await lockMigrations(client, onWait)
        // A transaction is all of a database that the migrator asks for.
        await run(tx as unknown as NodePgDatabase)
      })
    // The migrator commits the transaction that it is handed, and the lock ends with it.
    await withLock((tx) => migratePostgres(tx, { migrationsFolder }))
    await withLock(async () => {
      await client.query(keepPast())
      for (const role of await grantedRoles(client)) await grantRights(client, role)
    })
  }).catch((error: unknown) => {
    const isRefused = mayNotMigrate.has(sqlState(error) ?? '')
    throw isRefused ? new DatabaseProblem(lacksMigrations, { cause: error }) : error
  })
}

// Insufficient privilege, and a standby.
const mayNotMigrate = new Set(['42501', '25006'])
const lacksMigrations =
  'The database lacks migrations that this release needs, and they cannot be run here. Run "registry migrate" as the owner of the tables, on the server that takes writes.'

/** Runs long work on a connection of its own, which has no time limit. */
async function alone(connectionString: string, run: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({
    connectionString,
    application_name: 'registry upkeep',
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
  })
  // A lost connection that nobody listens to would end the process. The next statement reports the loss.
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

function ignore(): void {}

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
  const embedded = drizzlePglite({ client: client as never })
  const db = embedded as unknown as Database
  return {
    db,
    reads: db,
    newest: db,
    reached: () => {},
    mode: 'embedded',
    aside: db,
    takesWrites: async () => true,
    migrate: async () => {
      await migratePglite(embedded, { migrationsFolder })
      await client.query(keepPast())
    },
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
