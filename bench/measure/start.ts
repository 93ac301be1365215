import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { databaseOn, onServer } from '../../tests/support/on-server.ts'
import { atEnd } from '../cleanup.ts'
import type { Bench } from '../context.ts'
import { root, temporaryFolder } from '../machine/child.ts'
import { memoryOf } from '../machine/proc.ts'
import { type Running, startService } from '../machine/service.ts'
import { addFact, factOf } from '../results.ts'
import { say } from '../say.ts'

/** Measures the time from the start of the process to the first answer: over the data set, and over the real record on both databases. */
export async function measureStart(bench: Bench): Promise<void> {
  const { results, server, databaseUrl } = bench
  const started = async (what: string, memory: string | undefined, where: Parameters<typeof startService>[0]) => {
    const { service, milliseconds } = await start(where)
    addFact(results, what, Math.round(milliseconds), 'ms')
    await readAll(service)
    const held = memoryOf(service.pid)
    if (memory && held) addFact(results, memory, Math.round(held), 'MB')
    say(`${what}: ${Math.round(milliseconds)} ms, ${Math.round(held ?? 0)} MB`)
    await service.stop()
  }
  await started('start over the data set', 'memory over the data set', { DATABASE_URL: databaseUrl })

  const build = await measureBuild()
  addFact(results, 'build', Math.round(build), 'ms')

  const embedded = { DATA_DIR: join(temporaryFolder(), 'embedded') }
  await started('first start, embedded', undefined, embedded)
  addFact(
    results,
    'build and first start, embedded',
    build + (factOf(results, 'first start, embedded') ?? Number.NaN),
    'ms',
  )
  await started('restart, embedded', 'memory, embedded', embedded)

  const name = `registry_bench_seeds_${process.pid}`
  const drop = `drop database if exists ${name} with (force)`
  await onServer(server.url, drop, `create database ${name}`)
  atEnd(() => onServer(server.url, drop))
  const onServerOf = { DATABASE_URL: databaseOn(server.url, name) }
  await started('first start, on a server', undefined, onServerOf)
  await started('restart, on a server', 'memory, on a server', onServerOf)
}

/** Measures a build from nothing, as `npm start` does it after a fresh clone. */
async function measureBuild(): Promise<number> {
  const folder = join(temporaryFolder(), 'build')
  const tsc = [
    'node_modules/typescript7/bin/tsc',
    '-p',
    '.',
    '--outDir',
    folder,
    '--tsBuildInfoFile',
    join(folder, 'info'),
  ]
  const startedAt = performance.now()
  await promisify(execFile)(process.execPath, tsc, { cwd: root })
  return performance.now() - startedAt
}

async function start(where: Parameters<typeof startService>[0]): Promise<{ service: Running; milliseconds: number }> {
  const startedAt = performance.now()
  const service = await startService(where)
  const response = await fetch(`${service.url}/v1/agreements`)
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`The first answer was ${response.status}.`)
  return { service, milliseconds: performance.now() - startedAt }
}

/** Reads records, so that memory is measured on a service in use and not on one just started. */
async function readAll({ url }: Running): Promise<void> {
  const response = await fetch(`${url}/v1/agreements?limit=200`)
  const { data } = (await response.json()) as { data: { id: string }[] }
  for (const { id } of data) await (await fetch(`${url}/v1/agreements/${id}`)).arrayBuffer()
}
