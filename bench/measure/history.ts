import { type Bench, watchedBy } from '../context.ts'
import { walk } from '../load/fire.ts'
import { forgetPeak, memoryOf } from '../machine/proc.ts'
import { startService } from '../machine/service.ts'
import { addFact } from '../results.ts'
import { say } from '../say.ts'
import { toRow } from './walk-turns.ts'

/** The whole feed in pages of 500, on one connection. */
export async function measureChanges(bench: Bench): Promise<void> {
  const { service, results, options } = bench
  for (const [name, path, seconds] of [
    ['changes', '/v1/changes?limit=500', undefined],
    ['changes with records', '/v1/changes?limit=500&include=record', options.seconds * 4],
  ] as const) {
    const requests = [{ label: name, path }]
    const walked = await walk(
      { url: service.url, connections: 1, requests, follow: 'cursor', seconds },
      watchedBy(bench),
    )
    const row = toRow(name, 1, [walked], () => true)
    results.rows.push(row)
    say(`${name}: ${row.requests} pages, p50 ${row.p50.toFixed(1)} ms, p99 ${row.p99.toFixed(1)} ms`)
  }
}

/** Measures a snapshot by the service that did all the measurements before, and one by a service just started. Their memory differs by what the first one keeps. */
export async function measureSnapshot(bench: Bench): Promise<void> {
  const { results } = bench
  const { milliseconds, lines, bytes, peak } = await takeSnapshot('snapshot', bench)
  // The first and the last line are the header and the trailer.
  const records = lines - 2
  addFact(results, 'snapshot', Math.round((records / milliseconds) * 1000), 'records/s')
  addFact(results, 'snapshot, records', records, 'records')
  addFact(results, 'snapshot, bytes', Math.round(bytes / 2 ** 20), 'MB')
  addFact(results, 'snapshot, peak memory of the service', peak, 'MB')
  const service = await startService({ DATABASE_URL: bench.databaseUrl })
  const alone = await takeSnapshot('snapshot, just started', { ...bench, service })
  await service.stop()
  addFact(results, 'snapshot by a service just started, peak memory', alone.peak, 'MB')
  say(`snapshot: ${records} records in ${Math.round(milliseconds)} ms, ${peak} MB; just started ${alone.peak} MB`)
}

async function takeSnapshot(name: string, bench: Bench) {
  const { service, results } = bench
  forgetPeak(service.pid)
  const requests = [{ label: name, path: '/v1/snapshot' }]
  const walked = await walk({ url: service.url, connections: 1, requests, lines: true }, watchedBy(bench))
  const row = toRow(name, 1, [walked], () => true)
  results.rows.push(row)
  const peak = Math.round(memoryOf(service.pid, 'VmHWM') ?? Number.NaN)
  return { milliseconds: row.max, lines: walked.lines, bytes: walked.bytes, peak }
}
