// A process of its own that sends one request after another and times each answer to its last byte.

import { Agent, get, type IncomingMessage } from 'node:http'
import { percentiles } from './shots.ts'
import type { Walk, Walked } from './walks.ts'

process.on('message', async (walk: Walk) => {
  process.send?.('started')
  process.send?.(await go(walk))
})

async function go({ url, connections, requests, follow, seconds = 3_600, lines: countLines }: Walk): Promise<Walked> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const samples = new Map<string, number[]>()
  const told = { statuses: {} as Record<string, number>, lines: 0, bytes: 0 }
  const waiting = [...requests]
  const until = performance.now() + seconds * 1000

  async function request(label: string, path: string): Promise<string> {
    const startedAt = performance.now()
    const response = await new Promise<IncomingMessage>((resolve, reject) =>
      get(new URL(path, url), { agent }, resolve).on('error', reject),
    )
    const pieces: Buffer[] = []
    for await (const piece of response as AsyncIterable<Buffer>) {
      told.bytes += piece.length
      if (countLines) for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) told.lines += 1
      else pieces.push(piece)
    }
    const own = samples.get(label) ?? []
    own.push(performance.now() - startedAt)
    samples.set(label, own)
    const status = response.statusCode ?? 0
    told.statuses[status] = (told.statuses[status] ?? 0) + 1
    return follow ? Buffer.concat(pieces).toString() : ''
  }

  async function worker(): Promise<void> {
    for (let next = waiting.shift(); next && performance.now() < until; next = waiting.shift()) {
      const { label, path } = next
      const answer = await request(label, path)
      const page = follow && JSON.parse(answer)
      if (page?.hasMore && page[follow ?? '']) {
        const further = new URL(path, url)
        further.searchParams.set('after', page[follow ?? ''])
        waiting.push({ label, path: further.pathname + further.search })
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  agent.destroy()
  const labels = [...samples].map(([label, own]) => [label, { milliseconds: percentiles(own), samples: own }] as const)
  return { ...told, labels: Object.fromEntries(labels) }
}
