import { join } from 'node:path'
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import pg from 'pg'
import type { Position } from '../memory/at-position.ts'
import { drizzleOver, drizzleReading } from './drizzle-over.ts'
import { lockFolder } from './folder-lock.ts'
import { grantRights, grantSettings, requireRole } from './grants.ts'
import { migrationsFolder, releaseOf } from './migrations.ts'
import { keepPast } from './past-tables.ts'
import { PgliteClient } from './pglite-client.ts'
import { DatabaseProblem, reasonOf } from './problems.ts'
import { openReplicas } from './replicas.ts'
import { requireServer } from './server-checks.ts'
import { alone, migrateServer } from './server-migrations.ts'
import { openPools } from './server-pools.ts'

/** Postgres or PGlite behind one type; a transaction is a Database too. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>

export interface Connection {
  /** For writes, and for reading what was just written. */
  leader: Database
  /** `server`: other processes may write, too. `embedded`: this process is alone. */
  mode: 'server' | 'embedded'
  /** For reads that a replica may answer from its own position. */
  reads: Database
  /** For reads that a replica may answer only while the leader does not. */
  newest: Database
  /** Reports where the log stands; replicas behind that position are not read. */
  reached(position: Position): void
  /** The same database over a connection of its own, for small queries that must not wait behind large ones. */
  aside: Database
  /** Fails where no read gets a connection to the leader. */
  requireReader(): Promise<void>
  /** Whether a write would be kept at the moment: not by a standby, nor while a commit waits for one. */
  takesWrites(): Promise<boolean>
  /** Runs the migrations that are missing, if any are. */
  migrate(): Promise<void>
  /** Whether a later release has migrated the database. On a server, it may run beside this one. */
  isOfLaterRelease?(): Promise<boolean>
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
    leader,
    reads: replicas ? (drizzleReading(replicas.read, db) as unknown as Database) : leader,
    newest: replicas ? (drizzleReading(replicas.readNewest, db) as unknown as Database) : leader,
    reached: (position) => replicas?.reached(position),
    mode: 'server',
    aside: drizzlePostgres(pools.aside) as unknown as Database,
    requireReader: pools.requireReader,
    takesWrites: pools.takesWrites,
    migrate: () => migrateServer(databaseUrl, pools.aside, target.onWait),
    isOfLaterRelease: async () => (await releaseOf(pools.aside)) === 'later',
    grant: (role) =>
      alone(databaseUrl, async (client) => {
        await requireRole(client, role)
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

async function connectEmbedded({ dataDirectory, dump, onLost }: Target): Promise<Connection> {
  const inMemory = dataDirectory === 'memory://'
  const unlock = inMemory ? async () => {} : await lockFolder(dataDirectory)
  const client = new PgliteClient({ folder: inMemory ? undefined : join(dataDirectory, 'pglite'), dump }, onLost)
  const close = () => client.close().finally(unlock)
  try {
    await client.query('select 1')
  } catch (error) {
    await close().catch(() => {})
    throw new DatabaseProblem(`The embedded database in ${dataDirectory} cannot be opened: ${reasonOf(error)}.`, {
      cause: error,
    })
  }
  // Drizzle's type asks for PGlite itself; it uses only the part that the client has.
  const embedded = drizzlePglite({ client: client as never })
  const db = embedded as unknown as Database
  return {
    leader: db,
    reads: db,
    newest: db,
    reached: () => {},
    mode: 'embedded',
    aside: db,
    requireReader: async () => {},
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
