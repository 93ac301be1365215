import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { noSettings } from '../src/config.ts'
import { databaseOn, onServer } from '../tests/support/on-server.ts'
import { atEnd } from './cleanup.ts'
import type { DataSet } from './data.ts'
import { root, stopProgram } from './machine/child.ts'
import type { Server } from './machine/postgres.ts'
import { memoryOf, privateMemoryOfChildren } from './machine/proc.ts'
import type { Options } from './options.ts'
import { addFact, type Results } from './results.ts'
import { say } from './say.ts'

const mark = 'registry bench: loaded'

/** Makes a database with the data set in it, and drops it at the end unless `keep` is set. */
export async function loadDatabase(
  server: Server,
  data: DataSet,
  { keep }: Options,
  results: Results,
): Promise<string> {
  const name = keep ? `registry_bench_${data.records}` : `registry_bench_${data.records}_${process.pid}`
  const url = databaseOn(server.url, name)
  const drop = `drop database if exists ${name} with (force)`
  const [kept] = await onServer<{ comment: string | null }>(
    server.url,
    `select shobj_description(oid, 'pg_database') as comment from pg_database where datname = '${name}'`,
  )
  if (kept?.comment === mark) {
    say(`Using the database ${name} that an earlier run kept`)
    results.notes.push('The database was loaded by an earlier run, so this one has no figures of the import.')
    return url
  }
  await onServer(server.url, drop, `create database ${name}`)
  if (!keep) atEnd(() => onServer(server.url, drop))
  await importInto(url, server, data, results)
  say('vacuum analyze')
  await onServer(url, 'vacuum analyze', 'checkpoint')
  const [size] = await onServer<{ size: string }>(url, `select pg_database_size(current_database())::text as size`)
  addFact(results, 'database size', Math.round(Number(size?.size) / 2 ** 20), 'MB')
  await onServer(url, `comment on database ${name} is '${mark}'`)
  return url
}

/** Imports the data set, as `npm run registry` does. */
async function importInto(url: string, server: Server, { file, lines }: DataSet, results: Results): Promise<void> {
  say(`Importing ${lines} records`)
  const startedAt = performance.now()
  const child = startImport(url, file)
  const peaks = { service: 0, database: 0 }
  const watch = setInterval(() => {
    peaks.service = Math.max(peaks.service, memoryOf(child.pid ?? 0, 'VmHWM') ?? 0)
    if (server.pid) peaks.database = Math.max(peaks.database, privateMemoryOfChildren(server.pid))
  }, 250)
  const shown = setInterval(() => void showProgress(url, lines), 30_000)
  await child.done
  clearInterval(watch)
  clearInterval(shown)
  const seconds = (performance.now() - startedAt) / 1000
  addFact(results, 'import', Math.round(lines / seconds), 'records/s')
  addFact(results, 'import, seconds', Math.round(seconds), 's')
  addFact(results, 'import, peak memory of the command', Math.round(peaks.service), 'MB')
  if (server.pid) addFact(results, 'import, peak private memory of the database', Math.round(peaks.database), 'MB')
  say(`Imported ${Math.round(lines / seconds)} records/s, ${Math.round(peaks.service)} MB`)
}

/** Starts the project's own command. `done` fails with its output unless everything was imported. */
export function startImport(url: string, file: string): { pid?: number; done: Promise<void> } {
  const flags = ['--max-semi-space-size=32', '--enable-source-maps']
  const child = spawn(process.execPath, [...flags, 'dist/main.js', 'import', file], {
    cwd: root,
    env: { ...process.env, ...noSettings, NODE_ENV: 'production', DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  atEnd(() => stopProgram(child))
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => {
      said = (said + text).slice(-2_000)
    })
  const done = once(child, 'exit').then(([code]) => {
    if (code !== 0) throw new Error(`The import ended with ${code}: ${said.trim()}`)
  })
  return { pid: child.pid, done }
}

async function showProgress(url: string, lines: number): Promise<void> {
  const [head] = await onServer<{ seq: string }>(url, 'select seq::text as seq from log_head').catch(() => [])
  if (head) say(`Imported ${head.seq} of ${lines}`)
}
