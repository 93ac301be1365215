import cluster from 'node:cluster'
import { once } from 'node:events'
import type { Config } from '../config.ts'
import { Buckets } from '../http/buckets.ts'
import { failedLoginsPerWindow } from '../http/failed-logins.ts'
import { window } from '../http/limiter.ts'
import { serveMetricsOfAll } from '../http/metrics-of-all.ts'
import { keepSharedBuckets } from '../http/shared-buckets.ts'

/** A worker that cannot live long is not started again at once. */
const restartAfter = 1_000

/** How many processes serve: one unless told otherwise, and one where the database is embedded. */
export function workersOf({ workers = 1, databaseUrl }: Config): number {
  return databaseUrl === undefined ? 1 : workers
}

/** Which of the workers this is: the first brings the database up to date and says where the service is. */
export const isFirstWorker = () => cluster.worker === undefined || cluster.worker.id === 1

export const stopSignals = ['SIGTERM', 'SIGINT'] as const

/** Ends a worker once: a signal to the whole process group reaches it directly, and again by way of the primary. */
export function endOnce(end: () => unknown): void {
  let isEnding = false
  for (const signal of stopSignals)
    process.on(signal, () => {
      if (!isEnding) end()
      isEnding = true
    })
}

/**
 * Starts the processes that serve, which share only this one's port, and replaces one that dies. Resolves when all have
 * ended on request.
 */
export async function lead(count: number, { rateLimit }: Config): Promise<void> {
  keepSharedBuckets(
    new Map([
      ['requests', new Buckets(rateLimit, window)],
      ['failedLogins', new Buckets(failedLoginsPerWindow, window)],
    ]),
  )
  serveMetricsOfAll()
  let isStopping = false
  const stop = () => {
    isStopping = true
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM')
  }
  for (const signal of stopSignals) process.on(signal, stop)

  const first = cluster.fork()
  const [code] = await Promise.race([once(first, 'listening').then(() => [undefined]), once(first, 'exit')])
  if (code !== undefined) {
    process.exitCode = Number(code ?? 1)
    return
  }
  for (let number = 2; number <= count && !isStopping; number += 1) cluster.fork()
  cluster.on('exit', () => {
    if (!isStopping) setTimeout(() => isStopping || cluster.fork(), restartAfter)
  })
  await ended(() => isStopping)
}

async function ended(isStopping: () => boolean): Promise<void> {
  while (!(isStopping() && Object.keys(cluster.workers ?? {}).length === 0)) {
    // The signal takes away the listener, too: one of each turn would be left otherwise.
    await once(cluster, 'exit', { signal: AbortSignal.timeout(1_000) }).catch(() => {})
  }
}
