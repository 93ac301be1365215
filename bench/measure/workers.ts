import { availableParallelism } from 'node:os'
import type { Bench } from '../context.ts'
import { fire } from '../load/fire.ts'
import { median } from '../load/shots.ts'
import { spell } from '../load/spell.ts'
import { cpuOfTree, workersOf } from '../machine/proc.ts'
import { type Running, startService } from '../machine/service.ts'
import { addFact, failedOf } from '../results.ts'
import { say } from '../say.ts'
import { endless } from '../variants/variant.ts'

/** Each process has as many clients, whatever their number: what is asked at once costs less. */
const connectionsOfProcess = 16
const warmUpSeconds = 2
/** Before the rounds, for each process: the first thousands of requests cost a multiple, and of several each has its own. */
const firstSeconds = 10

interface Work {
  name: string
  paths: (count: number) => string[]
  mostPerSecond: number
}

/** What a request costs one process, and several behind one port, which take turns. */
export async function measureWorkers(bench: Bench): Promise<void> {
  const { databaseUrl, data, results } = bench
  const count = Math.max(2, availableParallelism())
  const start = (workers: number) => startService({ DATABASE_URL: databaseUrl, WORKERS: String(workers) })
  const one = await start(1)
  const several = await start(count)
  while (workersOf(several.pid).length < count) await new Promise((resolve) => setTimeout(resolve, 50))
  const lists = data.domains.map((domain) => `/v1/agreements?domain=${domain}&sort=-signedOn&limit=50`)
  const works: Work[] = [
    {
      name: 'record',
      paths: endless(
        data.ids.map((id) => `/v1/agreements/${id}`),
        spell,
      ),
      mostPerSecond: 25_000,
    },
    { name: 'list', paths: endless(lists, spell), mostPerSecond: 6_000 },
  ]
  for (const work of works) {
    const [costOfOne, costOfSeveral] = await costs(bench, work, [
      { service: one, workers: 1 },
      { service: several, workers: count },
    ])
    addFact(results, `workers, CPU of a ${work.name} by one process`, costOfOne, 'µs')
    addFact(results, `workers, CPU of a ${work.name} by ${count} processes`, costOfSeveral, 'µs')
    addFact(results, `workers, CPU of a ${work.name}, several to one`, costOfSeveral / costOfOne, '×')
  }
  const used = workersOf(several.pid).map((pid) => cpuOfTree(pid) ?? Number.NaN)
  const all = used.reduce((sum, seconds) => sum + seconds, 0)
  addFact(results, 'workers, share of the least busy process', (100 * Math.min(...used)) / all, '%')
  await Promise.all([one.stop(), several.stop()])
}

interface Served {
  service: Running
  workers: number
}

/** Microseconds of CPU for each request: the median of the rounds, in which the services take turns. */
async function costs(bench: Bench, { name, paths, mostPerSecond }: Work, services: Served[]) {
  const { options, server, results } = bench
  const measured = services.map((): number[] => [])
  for (let round = 0; round <= options.rounds; round += 1)
    for (const [at, { service, workers }] of services.entries()) {
      const seconds = round === 0 ? firstSeconds * workers : options.seconds
      const shot = {
        url: service.url,
        connections: connectionsOfProcess * workers,
        seconds,
        warmUpSeconds,
        paths: paths(mostPerSecond * (seconds + warmUpSeconds)),
      }
      const hits = await fire(shot, { service: service.pid, database: server.pid })
      const cost = ((hits.used.service ?? Number.NaN) / 100 / hits.perSecond) * 1_000_000
      if (round > 0) measured[at]?.push(cost)
      const failed = failedOf(hits, [200])
      if (failed > 0) results.notes.push(`**Failed requests:** workers, ${name}: ${failed}`)
      say(
        `Round ${round} of ${options.rounds}, ${name} by ${workers}: ${Math.round(hits.perSecond)}/s, ${Math.round(cost)} µs each`,
      )
    }
  return measured.map(median) as [number, number]
}
