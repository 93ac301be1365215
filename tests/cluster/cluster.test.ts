import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { checkKept } from '../support/kept-writes.ts'
import { type Load, startLoad } from '../support/load.ts'
import { startNode } from '../support/postgres-node.ts'
import { type DatabaseCluster, startDatabaseCluster } from './database-cluster.ts'
import { type Fault, faults, patroniAsleep } from './faults.ts'
import { requirePrograms } from './programs.ts'
import { runCommand, type ServiceCluster, startServiceCluster } from './service-cluster.ts'

// CLUSTER_SLEEPS tells how often the leader's Patroni is put to sleep; CLUSTER_FAULTS keeps the faults whose names match it.
const sleeps = Number(process.env.CLUSTER_SLEEPS ?? 1)
const chosen = new RegExp(process.env.CLUSTER_FAULTS ?? '')
const missing = requirePrograms()
if (missing) console.error(missing)

interface Row {
  name: string
  away: number
  acknowledged: number
  lost: number
  twice: number
  slowestWrite: number
  reads: number
  readsFailed: number
  slowestRead: number
}

t.test('a cluster that loses machines', { skip: missing ?? false }, async (t) => {
  const database = await startDatabaseCluster(t)
  const services = await startServiceCluster(t, database)
  const load = startLoad((path, options) => fetch(services.address + path, options))
  await load.more(50)
  const rows: Row[] = []
  const again = Array.from({ length: sleeps - 1 }, (_, at) => ({
    ...patroniAsleep,
    name: `${patroniAsleep.name} (${at + 2})`,
  }))
  for (const fault of [...faults, ...again].filter(({ name }) => chosen.test(name))) {
    await t.test(fault.name, async (t) => {
      rows.push(await tryFault(t, fault, database, services, load))
    })
  }
  await load.stop()
  await t.test('at the end', (t) => checkEnd(t, services))
  tell(rows)
})

async function tryFault(
  t: Test,
  fault: Fault,
  database: DatabaseCluster,
  services: ServiceCluster,
  load: Load,
): Promise<Row> {
  const { tally } = load
  const before = tally.acknowledged.length
  load.measure()
  await fault.run(database, services)
  await database.settled()
  await load.caughtUp()
  const acknowledged = tally.acknowledged.length - before
  const { lost, twice } = await checkKept(t, load, (await database.leader()).ask)
  const { away, slowestWrite, reads, readsFailed, slowestRead } = tally
  t.same(readsFailed.slice(0, 5), [], 'no read fails')
  t.ok(away <= fault.away * 1000, `writes are acknowledged again within ${fault.away} s: ${away} ms`)
  const row = {
    name: fault.name,
    away,
    acknowledged,
    lost: lost.length,
    twice: twice.length,
    slowestWrite,
    reads,
    readsFailed: readsFailed.length,
    slowestRead,
  }
  console.error(JSON.stringify(row))
  return row
}

async function checkEnd(t: Test, { folder, environment, ownerUrl, address }: ServiceCluster): Promise<void> {
  await runCommand(folder, { DATABASE_URL: ownerUrl }, 'verify')
  t.match(readFileSync(join(folder, 'verify.log'), 'utf8'), /nothing amiss/, 'the log is sound')
  const copy = await startNode(t)
  await runCommand(folder, { DATABASE_URL: copy.url }, 'mirror', address, '--once')
  const exported = async (url: string, name: string) => {
    const file = join(folder, `${name}.ndjson`)
    await runCommand(folder, { DATABASE_URL: url }, 'export', file)
    return createHash('sha256').update(readFileSync(file)).digest('hex')
  }
  t.equal(
    await exported(copy.url, 'mirror'),
    await exported(environment.DATABASE_URL ?? '', 'origin'),
    'a mirror equals its origin byte for byte',
  )
}

/** Prints the table that docs/running-a-cluster.md shows, and keeps the figures. */
function tell(rows: Row[]): void {
  const inSeconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
  const lines = rows.map(
    ({ name, away, acknowledged, lost, twice, slowestWrite, reads, readsFailed, slowestRead }) =>
      `| ${[name, inSeconds(away), acknowledged, lost, twice, inSeconds(slowestWrite), reads, readsFailed, inSeconds(slowestRead)].join(' | ')} |`,
  )
  const heading =
    '| what happened | no write for | acknowledged | lost | twice | slowest write | reads | failed | slowest read |'
  const text = [heading, heading.replace(/[^|]+/g, ' --- '), ...lines].join('\n')
  mkdirSync('.tap', { recursive: true })
  writeFileSync('.tap/cluster.md', `${text}\n`)
  console.error(text)
}
