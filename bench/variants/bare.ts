import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { atEnd } from '../cleanup.ts'
import type { Bench } from '../context.ts'
import { startProgram, temporaryFolder, waitForLine } from '../machine/child.ts'
import { running } from '../machine/service.ts'
import { endless, type Variant } from './variant.ts'

const records = 2_000

/** What Node itself adds to each answer. */
const automatic = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length']

/** A bare Fastify with the answers that the service has just given. */
export async function bareVariants({ service: registry, data }: Bench): Promise<Variant[]> {
  const record = data.ids.slice(0, records).map((id) => `/v1/agreements/${id}`)
  const list = data.domains.map((domain) => `/v1/agreements?domain=${domain}&sort=-signedOn&limit=50`)
  const answers: unknown[] = []
  for (const path of [...record, ...list]) {
    const response = await fetch(registry.url + path, { headers: { 'accept-encoding': 'identity' } })
    const headers = [...response.headers].filter(([name]) => !automatic.includes(name))
    answers.push([path, { headers: Object.fromEntries(headers), body: await response.text() }])
  }
  const file = join(temporaryFolder(), 'bare.json')
  const log = join(temporaryFolder(), 'bare.log')
  await writeFile(file, JSON.stringify(answers))
  const program = fileURLToPath(new URL('bare-server.ts', import.meta.url))
  const environment = { NODE_ENV: 'production' }
  const child = startProgram(process.execPath, ['--import=tsx', program, file], { log, environment })
  const url = await waitForLine(child, log, /Listening at (\S+)\.\n/)
  const service = running(child, url, log)
  atEnd(() => service.stop())
  const base = { connections: 16, service, mostPerSecond: 5_000, wanted: [200] }
  return [
    { ...base, name: 'bare record', paths: endless(record) },
    { ...base, name: 'bare list', paths: endless(list) },
  ]
}
