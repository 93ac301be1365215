import { type Bench, watchedBy } from '../context.ts'
import { fire, flood } from '../load/fire.ts'
import { median } from '../load/shots.ts'
import { spell } from '../load/spell.ts'
import { memoryOf } from '../machine/proc.ts'
import { addFact, failedOf } from '../results.ts'
import { say } from '../say.ts'
import { endless } from '../variants/variant.ts'

const encoded = encodeURIComponent
const sampleSeconds = 5
const mixSize = 50_000

/** Roughly the requests of readers: mostly single records, some lists, a few searches and counts. */
function mixOf({ data }: Bench): (count: number) => string[] {
  const next = {
    record: endless(
      data.ids.map((id) => `/v1/agreements/${id}`),
      spell,
    ),
    list: endless(
      data.domains.map((domain) => `/v1/agreements?domain=${domain}&sort=-signedOn&limit=50`),
      spell,
    ),
    search: endless(
      ['金融服務', 'legal services', data.rare[0], 'training'].map(
        (q) => `/v1/search?q=${encoded(q)}&limit=20&lang=en`,
      ),
      spell,
    ),
    facets: endless(
      data.domains.map((domain) => `/v1/agreements?domain=${domain}&facets=year&facets=mechanism&limit=10`),
      spell,
    ),
    changes: endless(
      ['/v1/changes?limit=500&noun=agreements', '/v1/changes?limit=100&noun=agreements&include=record'],
      spell,
    ),
  }
  const turns = [
    'record',
    'record',
    'record',
    'list',
    'record',
    'record',
    'search',
    'list',
    'record',
    'record',
  ] as const
  return (count) =>
    Array.from({ length: count }, (_, n) => {
      const rare = n % 100 === 0 ? 'facets' : n % 100 === 50 ? 'changes' : (turns[n % turns.length] ?? 'record')
      return next[rare](1)[0] ?? ''
    })
}

/** Measures whether memory grows during minutes of mixed load. */
export async function measureSoak(bench: Bench): Promise<void> {
  const { options, service, results } = bench
  say(`Mixed load for ${options.minutes} minutes`)
  const samples: number[] = []
  const warmUpSeconds = 30
  let seconds = 0
  const watch = setInterval(() => {
    seconds += sampleSeconds
    if (seconds > warmUpSeconds) samples.push(memoryOf(service.pid) ?? Number.NaN)
    if (seconds % 60 === 0) say(`${seconds / 60} minutes: ${Math.round(samples.at(-1) ?? 0)} MB`)
  }, sampleSeconds * 1000)
  const paths = mixOf(bench)(mixSize)
  const shot = { url: service.url, connections: 16, seconds: options.minutes * 60, warmUpSeconds, paths }
  const hits = await fire(shot, watchedBy(bench))
  clearInterval(watch)
  const minute = 60 / sampleSeconds
  const first = median(samples.slice(0, minute))
  const last = median(samples.slice(-minute))
  addFact(results, 'soak, memory in the first minute', Math.round(first), 'MB')
  addFact(results, 'soak, memory in the last minute', Math.round(last), 'MB')
  addFact(results, 'soak, growth of memory', Math.round(1000 * (last / first - 1)) / 10, '%')
  addFact(results, 'soak, slope of memory', Math.round(100 * slopeOf(samples) * minute) / 100, 'MB/min')
  addFact(results, 'soak, requests', Math.round(hits.perSecond), '1/s')
  addFact(results, 'soak, p99', hits.milliseconds.p99, 'ms')
  addFact(results, 'soak, failed', failedOf(hits, [200]), 'requests')
}

/** Least squares, a sample. */
function slopeOf(samples: number[]): number {
  const middle = (samples.length - 1) / 2
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length
  const over = samples.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0)
  return over / samples.reduce((sum, _, at) => sum + (at - middle) ** 2, 0)
}

const overloadSeconds = 30

/** Sends five times the load that the service can take, and measures whether it turns the rest away and stays quick for those let in. */
export async function measureOverload(bench: Bench): Promise<void> {
  const { service, results, options } = bench
  const mix = mixOf(bench)
  const { url } = service
  const calm = { url, connections: 16, seconds: options.seconds, warmUpSeconds: 2, paths: mix(mixSize) }
  const capacity = (await fire(calm, watchedBy(bench))).perSecond
  const offered = Math.round(capacity * 5)
  say(`The service does ${Math.round(capacity)}/s; offering ${offered}/s for ${overloadSeconds} s`)
  const hits = await flood({ url, perSecond: offered, seconds: overloadSeconds, paths: mix(mixSize) }, watchedBy(bench))
  const count = (status: number) => hits.statuses[status] ?? 0
  const turnedAway = count(429) + count(503)
  addFact(results, 'overload, capacity', Math.round(capacity), '1/s')
  addFact(results, 'overload, offered', offered, '1/s')
  addFact(results, 'overload, sent', Math.round(hits.sent / overloadSeconds), '1/s')
  addFact(results, 'overload, not sent, for too much was open', hits.notSent, 'requests')
  addFact(results, 'overload, accepted', Math.round(count(200) / overloadSeconds), '1/s')
  addFact(results, 'overload, turned away with 429 or 503', Math.round((1000 * turnedAway) / hits.sent) / 10, '%')
  addFact(results, 'overload, other failures', failedOf(hits, [200, 429, 503]), 'requests')
  const answers = Object.entries(hits.statuses).map(([status, count]) => `${count} × ${status}`)
  results.notes.push(`Answers under overload: ${answers.join(', ')}.`)
  addFact(results, 'overload, p50 of accepted', hits.accepted.p50, 'ms')
  addFact(results, 'overload, p99 of accepted', hits.accepted.p99, 'ms')
  addFact(results, 'overload, memory of the service', Math.round(hits.used.serviceMemory ?? Number.NaN), 'MB')
}
