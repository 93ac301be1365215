import { availableParallelism } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { Bench } from '../context.ts'
import { fire } from '../load/fire.ts'
import { median } from '../load/shots.ts'
import { spell } from '../load/spell.ts'
import { cpuOfTree, workersOf } from '../machine/proc.ts'
import { type Running, startService } from '../machine/service.ts'
import { addFact, failedOf } from '../results.ts'
import { say } from '../say.ts'
import { startBare } from '../variants/bare.ts'
import { endless } from '../variants/variant.ts'

/** Each process has the same number of clients, because requests at the same time cost less. */
const connectionsOfProcess = 16
const warmUpSeconds = 2
/** Each process warms up on its own, and its first thousands of requests cost several times as much. */
const firstSeconds = 10

interface Work {
  /** The requests and the server, for the name of the result. */
  name: string
  services: [one: Running, several: Running]
  paths: (count: number) => string[]
  mostPerSecond: number
}

/**
 * Measures the CPU cost of a request with one process, and with several that share a port. A bare server is measured as
 * well: the extra cost of its several processes is the machine's, not the service's.
 */
export async function measureWorkers(bench: Bench): Promise<void> {
  const { databaseUrl, data, results } = bench
  const count = Math.max(2, availableParallelism())
  const start = (workers: number) => startService({ DATABASE_URL: databaseUrl, WORKERS: String(workers) })
  const services: Work['services'] = [await start(1), await start(count)]
  const bare = [await startBare(bench), await startBare(bench, count)] as const
  const bareServices: Work['services'] = [bare[0].fromMemory, bare[1].fromMemory]
  const [, several] = services
  for (const { pid } of [several, bareServices[1]]) while (workersOf(pid).length < count) await pause(50)
  const records = data.ids.map((id) => `/v1/agreements/${id}`)
  const { record, list } = bare[0]
  const works: Work[] = [
    { name: 'a record', services, paths: endless(records, spell), mostPerSecond: 25_000 },
    { name: 'a list', services, paths: endless(list, spell), mostPerSecond: 6_000 },
    { name: 'a record by a bare server', services: bareServices, paths: endless(record), mostPerSecond: 40_000 },
    { name: 'a list by a bare server', services: bareServices, paths: endless(list), mostPerSecond: 20_000 },
  ]
  for (const work of works) {
    const [costOfOne, costOfSeveral] = await costs(bench, work, count)
    addFact(results, `workers, CPU of ${work.name}, one process`, costOfOne, 'µs')
    addFact(results, `workers, CPU of ${work.name}, ${count} processes`, costOfSeveral, 'µs')
    addFact(results, `workers, CPU of ${work.name}, several to one`, costOfSeveral / costOfOne, '×')
  }
  const used = workersOf(several.pid).map((pid) => cpuOfTree(pid) ?? Number.NaN)
  const all = used.reduce((sum, seconds) => sum + seconds, 0)
  addFact(results, 'workers, share of the least busy process', (100 * Math.min(...used)) / all, '%')
  await Promise.all([...services, ...bareServices].map((service) => service.stop()))
}

/** Microseconds of CPU for each request: the median of the rounds, in which the services take turns. */
async function costs(bench: Bench, { name, services, paths, mostPerSecond }: Work, count: number) {
  const { options, server, results } = bench
  const measured = services.map((): number[] => [])
  for (let round = 0; round <= options.rounds; round += 1)
    for (const [at, service] of services.entries()) {
      const workers = at === 0 ? 1 : count
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
