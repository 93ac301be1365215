// A process of its own that makes load with autocannon. Its parent sends it the requests, and it sends back the counts.

import autocannon, { type Request } from 'autocannon'
import { type Hits, percentiles, type Shot } from './shots.ts'

process.on('message', async (shot: Shot) => {
  const requests = shot.paths.map((path, index): Request => {
    const tag = shot.tags?.[index]
    return tag === undefined ? { path } : { path, headers: { 'if-none-match': tag } }
  })
  // The warm-up has the first paths and the measurement the rest, so that no path is requested twice.
  const share = shot.warmUpSeconds / (shot.seconds + shot.warmUpSeconds)
  const cut = shot.paths.length < shot.connections * 2 ? 0 : Math.ceil(requests.length * share)
  if (shot.warmUpSeconds > 0) await fire(shot, requests.slice(0, cut || undefined), shot.warmUpSeconds, () => {})
  process.send?.(await fire(shot, requests.slice(cut), shot.seconds, () => process.send?.('started')))
})

function fire(shot: Shot, requests: Request[], duration: number, begin: () => void): Promise<Hits> {
  const { url, connections } = shot
  const all: number[] = []
  const statuses: Record<string, number> = {}
  let bytes = 0
  let clients = 0
  return new Promise((resolve, reject) => {
    const instance = autocannon(
      {
        ...{ url, connections, duration, timeout: 30 },
        // When a server closes a connection after a number of requests, autocannon loses count of whose answer it reads.
        reconnectRate: 999,
        setupClient: (client) => {
          const own = requests.filter((_, index) => index % connections === clients % connections)
          client.setRequests((own.length > 0 ? own : requests).map((request) => ({ ...request })))
          clients += 1
        },
      },
      (error, { errors, timeouts }) => {
        if (error) return reject(error)
        const seconds = (performance.now() - startedAt) / 1000
        resolve({
          milliseconds: percentiles(all),
          requests: all.length,
          perSecond: all.length / seconds,
          bytesPerRequest: bytes / all.length,
          statuses,
          errors: errors + timeouts,
        })
      },
    )
    // The time runs from here, because autocannon builds all requests before it gives the instance back.
    const startedAt = performance.now()
    begin()
    instance.on('response', (_client, status: number, size: number, took: number) => {
      all.push(took)
      statuses[status] = (statuses[status] ?? 0) + 1
      bytes += size
    })
  })
}
