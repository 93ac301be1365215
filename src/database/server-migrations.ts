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
    const withLock = (run: (tx: NodePgDatabase) => Promise<void>) =>
      untilLocked(() =>
        db.transaction(async (tx) => {
          await client.query(`set local statement_timeout = 0; set local lock_timeout = ${longestInTheWay};
            set local search_path = public`)
          await lockMigrations(client, onWait)
          // A transaction is all of a database that the migrator asks for.
          await run(tx as unknown as NodePgDatabase)
        }),
      )
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

// A statement that waits to change a table blocks all who read it meanwhile. While instances serve, a migration
// therefore gives up its wait after a short time, and begins again.
const longestInTheWay = 1_000
const againAfter = 500

async function untilLocked(run: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await run()
    } catch (error) {
      if (sqlState(error) !== sqlStates.lockNotAvailable) throw error
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
