import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { checkKept } from '../support/kept-writes.ts'
import { startLoad } from '../support/load.ts'
import { startDatabaseCluster } from './database-cluster.ts'
import { drawSamples } from './draw-samples.ts'
import { type Fault, faults } from './faults.ts'
import { requirePrograms } from './programs.ts'
import { type Figure, figuresOf, takeSamples } from './samples.ts'
import { runCommand, startServiceCluster } from './service-cluster.ts'

const minutes = Number(process.env.SOAK_MINUTES ?? 30)
const minute = 60_000
const firstAfter = 2 * minute
const every = 3 * minute
/** What a fault and the return of all machines may take before the end. */
const longestFault = 2 * minute
const missing = requirePrograms()
if (missing) console.error(missing)

/** An instance that is started again forgets what it held, so nothing that starts one shows whether memory grows. */
const chosen = faults.filter(({ name }) => !name.includes('instance of the service'))

/** What readers ask beside what was just written. */
const paths = [
  '/v1/agreements?domain=finance&sort=-signedOn',
  '/v1/search?q=cooperation',
  '/en/agreements',
  '/v1/agreements?facets=domain&facets=year&limit=5',
  '/v1/search?q=%E5%90%88%E4%BD%9C&noun=agreements',
  '/v1/matrix?rows=mechanism&columns=domain',
  '/v1/changes?limit=100',
  '/en/search?q=finance',
  '/v1/meetings?include=mechanism',
]

t.test('a cluster that works for long and loses machines', { skip: missing ?? false }, async (t) => {
  const database = await startDatabaseCluster(t)
  const services = await startServiceCluster(t, database)
  await checkPaths(t, services.address)
  const load = startLoad((path, options) => fetch(services.address + path, options), {
    betweenWrites: 200,
    betweenReads: 100,
    paths,
  })
  await load.more(50)
  let present: Fault | undefined
  const { samples, stop } = takeSamples(database, services, load, () => present !== undefined)
  const startedAt = Date.now()
  const past = () => Date.now() - startedAt
  const happened: string[] = []
  for (let due = firstAfter; due + longestFault <= minutes * minute; due += every) {
    await pause(Math.max(0, due - past()))
    present = chosen[happened.length % chosen.length]
    await present?.run(database, services)
    await database.settled()
    await load.caughtUp()
    happened.push(`${(due / minute).toFixed(0)}: ${present?.name}`)
    console.error(happened.at(-1))
    present = undefined
  }
  await pause(Math.max(0, minutes * minute - past()))
  await stop()
  await load.caughtUp()
  await load.stop()
  const figures = figuresOf(samples)
  mkdirSync('.tap', { recursive: true })
  writeFileSync('.tap/soak.svg', drawSamples(samples))
  writeFileSync('.tap/soak.json', JSON.stringify({ happened, figures, samples, tally: load.tally.readsFailed }))
  console.error(tableOf(figures), happened.join('\n'))

  const { tally } = load
  await checkKept(t, load, (await database.leader()).ask)
  t.same(tally.readsFailed.slice(0, 5), [], `none of ${tally.reads} reads fails`)
  checkFlat(t, figures)
  await runCommand(services.folder, { DATABASE_URL: services.ownerUrl }, 'verify')
  t.match(readFileSync(join(services.folder, 'verify.log'), 'utf8'), /nothing amiss/, 'the log is sound')
})

async function checkPaths(t: Test, address: string): Promise<void> {
  for (const path of paths) t.equal((await fetch(address + path)).status, 200, path)
}

function checkFlat(t: Test, figures: Figure[]): void {
  for (const { name, first, last } of figures) {
    const most = name.includes('behind') ? Math.max(first, name.includes('kB') ? 1024 : 50) : first * 1.15
    t.ok(last <= most, `${name}: ${first.toFixed(0)} at first, ${last.toFixed(0)} at last`)
  }
}

/** The table that docs/running-a-cluster.md shows. */
function tableOf(figures: Figure[]): string {
  const heading = '| between the faults, in the middle | first third | last third | highest at any time |'
  const lines = figures.map(
    ({ name, first, last, highest }) => `| ${name} | ${[first, last, highest].map((n) => n.toFixed(0)).join(' | ')} |`,
  )
  return [heading, heading.replace(/[^|]+/g, ' --- '), ...lines].join('\n')
}
