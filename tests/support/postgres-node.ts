import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Test } from 'tap'
import { freePort } from './free-port.ts'
import { findBinaries, runAs } from './postgres-binaries.ts'

/** A Postgres server of a test's own, which may be put to sleep, killed and copied. */
export interface PostgresNode {
  url: string
  port: number
  /** The folder of the database. */
  data: string
  ask<T extends object>(statement: string): Promise<T[]>
  /** Makes the postmaster, or all processes of the server, stand still; they wake by `wake`. */
  sleep(who?: 'all' | 'postmaster'): void
  wake(): void
  kill(): Promise<void>
  start(): Promise<void>
}

const binaries = findBinaries('postgres', 'oldest')
/** Why tests that need a server of their own are skipped, if they are. */
export const noServerBinaries = binaries ? false : 'no Postgres is installed on this machine'

export const runBinary = (program: string, args: string[], cwd?: string): string =>
  execFileSync(join(binaries ?? '', program), args, { ...runAs(), cwd, encoding: 'utf8', stdio: 'pipe' })

export function makeFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'registry-node-'))
  const user = runAs()
  if (user) chownSync(folder, user.uid, user.gid)
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

interface NodeOptions {
  settings?: Record<string, string>
  encoding?: string
  /** An empty folder to make the database in. */
  folder?: string
  /** Other words for `initdb`. */
  words?: string[]
}

/** A fresh server. */
export async function startNode(
  t: Test,
  { settings = {}, encoding = 'UTF8', folder = makeFolder(t), words = [] }: NodeOptions = {},
): Promise<PostgresNode> {
  const data = join(folder, 'data')
  runBinary('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', encoding, '--no-locale', '-N', ...words])
  return startOn(t, data, settings)
}

/** A copy of a server as it stands; with `standby` it follows that server. */
export async function copyNode(
  t: Test,
  from: PostgresNode,
  { settings = {}, standby = '' }: NodeOptions & { standby?: string } = {},
): Promise<PostgresNode> {
  const data = join(makeFolder(t), 'data')
  const source = `host=127.0.0.1 port=${from.port} user=postgres${standby && ` application_name=${standby}`}`
  runBinary('pg_basebackup', ['-D', data, '-d', source, '-c', 'fast', '-X', 'stream', ...(standby ? ['-R'] : [])])
  return startOn(t, data, settings)
}

/** Starts a server on a folder that holds a database. */
export async function startOn(t: Test, data: string, settings: Record<string, string> = {}): Promise<PostgresNode> {
  const port = await freePort()
  const all = {
    fsync: 'off',
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...settings,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
  writeFileSync(join(data, 'postgresql.conf'), lines.join(''))
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  let postmaster: ChildProcess | undefined
  const asleep: number[] = []

  async function ask<T extends object>(statement: string): Promise<T[]> {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query<T & pg.QueryResultRow>(statement)).rows
    } finally {
      await client.end()
    }
  }
  const send = (pid: number, signal: NodeJS.Signals) => {
    try {
      process.kill(pid, signal)
    } catch {
      // It has ended meanwhile.
    }
  }
  const node: PostgresNode = {
    url,
    port,
    data,
    ask,
    sleep: (who = 'all') => {
      const pid = postmaster?.pid ?? 0
      const children = who === 'all' ? childrenOf(pid) : []
      for (const each of [pid, ...children]) {
        asleep.push(each)
        send(each, 'SIGSTOP')
      }
    },
    wake: () => {
      for (const pid of asleep.splice(0)) send(pid, 'SIGCONT')
    },
    kill: async () => {
      if (!postmaster || postmaster.exitCode !== null || postmaster.signalCode !== null) return
      const ended = once(postmaster, 'exit')
      const children = childrenOf(postmaster.pid ?? 0)
      for (const pid of [postmaster.pid ?? 0, ...children]) send(pid, 'SIGKILL')
      await ended
    },
    start: async () => {
      postmaster = spawn(join(binaries ?? '', 'postgres'), ['-D', data], { ...runAs(), stdio: 'ignore' })
      for (;;) {
        if (postmaster.exitCode !== null) throw new Error(`Postgres on ${data} did not start.`)
        if (
          await ask('select 1').then(
            () => true,
            () => false,
          )
        )
          return
        await pause(50)
      }
    },
  }
  t.teardown(() => node.kill())
  await node.start()
  return node
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
