import { setTimeout as pause } from 'node:timers/promises'
import { drizzle as drizzlePostgres, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { grantedRoles, grantRights } from './grants.ts'
import { lockMigrations, migrationsFolder, releaseOf } from './migrations.ts'
import { keepPast } from './past-tables.ts'
import { DatabaseProblem, sqlState, sqlStates, translate } from './problems.ts'

/** Migrates only if something is missing: a role that may not migrate, and a standby, can then start without it. */
export async function migrateServer(
  databaseUrl: string,
  aside: pg.Pool,
  onWait: (holder: string) => void = () => {},
): Promise<void> {
  if ((await releaseOf(aside)) !== 'earlier') return
  await alone(databaseUrl, async (client) => {
    const db = drizzlePostgres(client)
    const run = async (tx: NodePgDatabase) => {
      await client.query(`set local statement_timeout = 0; set local lock_timeout = ${longestInTheWay};
        set local search_path = public`)
      await lockMigrations(client, onWait)
      if ((await releaseOf(client)) !== 'earlier') return
      await migratePostgres(within(tx), { migrationsFolder })
      await client.query(keepPast())
      for (const role of await grantedRoles(client)) await grantRights(client, role)
    }
    // A process that waited for the lock sees what was done meanwhile, whatever the server's own default is.
    await untilLocked(() => db.transaction(run, { isolationLevel: 'read committed' }))
  }).catch((error: unknown) => {
    const isRefused = mayNotMigrate.has(sqlState(error) ?? '')
    throw isRefused ? new DatabaseProblem(lacksMigrations, { cause: error }) : error
  })
}

/**
 * A database for the migrator that is a savepoint of a transaction. By itself the migrator would commit, and a process
 * that ends then would leave a database whose newest migration was run and what follows it was not.
 */
function within(tx: NodePgDatabase): NodePgDatabase {
  // The migrator uses no other part of a database.
  const { dialect, session } = tx as unknown as { dialect: object; session: object }
  const transaction = tx.transaction.bind(tx)
  return { dialect, session: Object.assign(Object.create(session), { transaction }) } as unknown as NodePgDatabase
}

// A statement that waits to change a table blocks all who read it meanwhile. While instances serve, a migration
// therefore gives up its wait after a short time, and begins again.
const longestInTheWay = 1_000
const againAfter = 500
const inTheWay = new Set([sqlStates.lockNotAvailable, sqlStates.deadlockDetected])

async function untilLocked(run: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await run()
    } catch (error) {
      if (!inTheWay.has(sqlState(error) ?? '')) throw error
      await pause(againAfter)
    }
  }
}

const mayNotMigrate = new Set([sqlStates.insufficientPrivilege, sqlStates.readOnlyTransaction])
const lacksMigrations =
  'The database lacks migrations that this release needs, and they cannot be run here. Run "registry migrate" as the owner of the tables, on the server that takes writes.'

/** Runs long work on a connection of its own, which has no time limit. */
export async function alone(connectionString: string, run: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({
    connectionString,
    application_name: 'registry upkeep',
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
  })
  // A lost connection that nobody listens to would end the process. The next statement reports the loss.
  client.on('error', () => {})
  try {
    await client.connect()
    await run(client)
  } catch (error) {
    throw translate(error)
  } finally {
    await client.end()
  }
}
