import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Test } from 'tap'
import { freePort } from '../support/free-port.ts'
import { makeFolder } from '../support/postgres-node.ts'
import { environmentWith } from '../support/program.ts'
import { adminKey } from '../support/writer.ts'
import type { DatabaseCluster } from './database-cluster.ts'
import { type Running, run, until } from './processes.ts'
import { pathOf } from './programs.ts'

const examples = fileURLToPath(new URL('../../examples/cluster/', import.meta.url))

export interface Instance {
  address: string
  service: Running
  start(): Promise<void>
}

export interface ServiceCluster {
  /** Leads to either instance. */
  address: string
  instances: Instance[]
  /** Where the database takes writes, as its owner and as the service. */
  ownerUrl: string
  environment: Record<string, string>
  folder: string
}

/** HAProxy as it stands in the examples, and two instances of the service as their users start them. */
export async function startServiceCluster(t: Test, database: DatabaseCluster): Promise<ServiceCluster> {
  const folder = makeFolder(t)
  const [write, read, http, first, second] = await Promise.all(Array.from({ length: 5 }, () => freePort()))
  const local = (port: number | undefined) => `127.0.0.1:${port}`
  const nodes = database.nodes.flatMap(({ port, statusPort }, at) => [
    [`NODE${at + 1}`, local(port)],
    [`REST${at + 1}`, String(statusPort)],
  ])
  const environment = {
    ...Object.fromEntries(nodes),
    WRITE: local(write),
    READ: local(read),
    HTTP: local(http),
    SERVICE1: local(first),
    SERVICE2: local(second),
  }
  const proxy = run(pathOf('haproxy') ?? '', ['-db', '-f', join(examples, 'haproxy.cfg')], {
    environment,
    log: join(folder, 'haproxy.log'),
  })
  t.teardown(() => proxy.kill())

  const ownerUrl = `postgres://postgres:postgres@${local(write)}/postgres`
  await until('a leader behind the write port', () => isAnswering(ownerUrl))
  const settings = {
    DATABASE_URL: `postgres://registry_service:service@${local(write)}/postgres`,
    DATABASE_READ_URL: `postgres://registry_service:service@${local(read)}/postgres`,
    ADMIN_KEY: adminKey,
    RATE_LIMIT: '0',
    LOG_LEVEL: 'warn',
    HOST: '127.0.0.1',
  }
  const leader = await database.leader()
  await leader.ask(`create role registry_service login password 'service'`)
  await runCommand(folder, { DATABASE_URL: ownerUrl }, 'migrate', '--grant-to', 'registry_service')
  const instances: Instance[] = []
  for (const port of [first, second])
    instances.push(await startInstance(t, folder, { ...settings, PORT: String(port) }))
  return { address: `http://${local(http)}`, instances, ownerUrl, environment: settings, folder }
}

async function isAnswering(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function startInstance(t: Test, folder: string, settings: Record<string, string>): Promise<Instance> {
  const address = `http://127.0.0.1:${settings.PORT}`
  const instance: Instance = {
    address,
    service: startService(folder, settings),
    start: async () => {
      instance.service = startService(folder, settings)
      await isReady(address)
    },
  }
  t.teardown(() => instance.service.kill())
  await isReady(address)
  return instance
}

const startService = (folder: string, settings: Record<string, string>) =>
  run(process.execPath, ['--enable-source-maps', 'dist/main.js', 'serve'], {
    environment: environmentWith(settings),
    log: join(folder, `service-${settings.PORT}.log`),
  })

const isReady = (address: string) =>
  until(`${address} is ready`, async () => (await fetch(`${address}/readyz`)).status === 200)

/** Runs a command of the registry to its end. */
export async function runCommand(folder: string, environment: Record<string, string>, ...words: string[]) {
  const log = join(folder, `${words[0]}.log`)
  const command = run(process.execPath, ['dist/main.js', ...words], { environment: environmentWith(environment), log })
  await until(`${words.join(' ')} ends`, () => !command.isRunning(), { within: 600_000 })
  const code = await command.stop()
  if (code !== 0) throw new Error(`registry ${words.join(' ')} ended with ${code}; see ${log}.`)
}
