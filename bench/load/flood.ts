// A process of its own that sends a given number of requests a second, whether earlier ones have been answered or not.

import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Flood, Flooded } from './floods.ts'
import { percentiles } from './shots.ts'

/** Milliseconds between two handfuls of requests. */
const beat = 10
const mostOpen = 6_000

process.on('message', async (flood: Flood) => {
  process.send?.('started')
  process.send?.(await pour(flood))
})

async function pour({ url, perSecond, seconds, paths }: Flood): Promise<Flooded> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, maxFreeSockets: mostOpen })
  const all: number[] = []
  const accepted: number[] = []
  const told = { statuses: {} as Record<string, number>, sent: 0, notSent: 0 }
  let open = 0

  function send(path: string): void {
    const startedAt = performance.now()
    open += 1
    told.sent += 1
    const request = get(new URL(path, url), { agent, timeout: 30_000 }, (response) => {
      response.resume().on('end', () => {
        const took = performance.now() - startedAt
        const status = response.statusCode ?? 0
        all.push(took)
        if (status < 300) accepted.push(took)
        told.statuses[status] = (told.statuses[status] ?? 0) + 1
      })
    })
    request.on('timeout', () => request.destroy(new Error('timeout')))
    request.on('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code ?? error.message
      told.statuses[reason] = (told.statuses[reason] ?? 0) + 1
    })
    request.on('close', () => {
      open -= 1
    })
  }

  const startedAt = performance.now()
  const elapsed = () => (performance.now() - startedAt) / 1000
  for (let due = 0; elapsed() < seconds; await pause(beat)) {
    for (const end = elapsed() * perSecond; due < end; due += 1) {
      if (open < mostOpen) send(paths[due % paths.length] ?? '')
      else told.notSent += 1
    }
  }
  while (open > 0 && elapsed() < seconds + 35) await pause(beat)
  agent.destroy()
  return { ...told, milliseconds: percentiles(all), accepted: percentiles(accepted) }
}
