import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type pg from 'pg'
import { projectRoot } from '../root.ts'
import { advisoryLocks } from './advisory-locks.ts'

type Asks = Pick<pg.ClientBase, 'query'>

export const migrationsFolder = fileURLToPath(new URL('drizzle', projectRoot))

/** Which release the database is of: an earlier one, as a fresh database is, the present one, or a later one. */
type Release = 'earlier' | 'present' | 'later'

/** Finds the release by the newest migration that was run. */
export async function releaseOf(client: Asks): Promise<Release> {
  const { rows: tables } = await client.query<{ exists: boolean }>(
    `select to_regclass('drizzle.__drizzle_migrations') is not null as exists`,
  )
  if (!tables[0]?.exists) return 'earlier'
  const newest = Math.max(...readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis))
  const { rows } = await client.query<{ ahead: number }>(
    'select sign(coalesce(max(created_at), 0) - $1)::int as ahead from drizzle.__drizzle_migrations',
    [newest],
  )
  const { ahead = -1 } = rows[0] ?? {}
  return ahead < 0 ? 'earlier' : ahead > 0 ? 'later' : 'present'
}

const tryEvery = 250

/**
 * Waits until nobody else migrates, and says whom it waits for. Several instances may start at once: one migrates, the
 * others wait for it and then find nothing to do. The lock ends with its transaction, so that no pooler keeps it.
 */
export async function lockMigrations(client: Asks, onWait: (holder: string) => void) {
  for (let told = false; ; told = true) {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_xact_lock($1) as locked', [
      advisoryLocks.migration,
    ])
    if (rows[0]?.locked) return
    if (!told) onWait(await holderOf(client))
    await pause(tryEvery)
  }
}

async function holderOf(client: Asks): Promise<string> {
  const { rows } = await client.query<{ holder: string }>(
    `select format('process %s of %s', pid, usename) as holder from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and classid = 0 and objid = $1 and granted`,
    [advisoryLocks.migration],
  )
  return rows[0]?.holder ?? 'another process'
}
