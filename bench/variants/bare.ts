import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { atEnd } from '../cleanup.ts'
import type { Bench } from '../context.ts'
import { startProgram, temporaryFolder, waitForLine } from '../machine/child.ts'
import { running } from '../machine/service.ts'
import { endless, type Variant } from './variant.ts'

const records = 2_000

/** The headers that Node itself adds to each answer. */
const automatic = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length']

/** Bare servers with answers taken from the service, and one that reads records from the database. */
export async function bareVariants(bench: Bench): Promise<Variant[]> {
  const { fromMemory, fromPostgres, node, record, list, tagOf } = await startBare(bench)
  const base = { connections: 16, mostPerSecond: 5_000, expected: [200] }
  const all = endless(bench.data.ids.map((id) => `/v1/agreements/${id}`))
  return [
    { ...base, name: 'bare record', service: fromMemory, paths: endless(record) },
    { ...base, name: 'bare list', service: fromMemory, paths: endless(list) },
    { ...base, name: 'bare record from Postgres', service: fromPostgres, mostPerSecond: 20_000, paths: all },
    { ...base, name: 'bare Node record', service: node, paths: endless(record) },
    { ...base, name: 'bare Node 304', service: node, paths: endless(record), tagOf, expected: [304] },
  ]
}

/** The bare servers, by so many processes behind the same ports, and the paths that they answer. */
export async function startBare({ service: registry, data, databaseUrl }: Bench, workers = 1) {
  const record = data.ids.slice(0, records).map((id) => `/v1/agreements/${id}`)
  const list = data.domains.map((domain) => `/v1/agreements?domain=${domain}&sort=-signedOn&limit=50`)
  const answers: unknown[] = []
  const tags = new Map<string, string>()
  for (const path of [...record, ...list]) {
    const response = await fetch(registry.url + path, { headers: { 'accept-encoding': 'identity' } })
    const headers = [...response.headers].filter(([name]) => !automatic.includes(name))
    tags.set(path, response.headers.get('etag') ?? '')
    answers.push([path, { headers: Object.fromEntries(headers), body: await response.text() }])
  }
  const file = join(temporaryFolder(), `bare-${workers}.json`)
  const log = join(temporaryFolder(), `bare-${workers}.log`)
  await writeFile(file, JSON.stringify(answers))
  const program = fileURLToPath(new URL('bare-server.ts', import.meta.url))
  const environment = { NODE_ENV: 'production', DATABASE_URL: databaseUrl, WORKERS: String(workers) }
  const child = startProgram(process.execPath, ['--import=tsx', program, file], { log, environment })
  const listening = await waitForLine(child, log, /Listening at ([^\n]+)\.\n/)
  const [memory = '', postgres = '', plain = ''] = listening.split(' ')
  const fromMemory = running(child, memory, log)
  atEnd(() => fromMemory.stop())
  return {
    fromMemory,
    fromPostgres: { ...fromMemory, url: postgres },
    node: { ...fromMemory, url: plain },
    record,
    list,
    tagOf: (path: string) => tags.get(path) ?? '',
  }
}
