import { setTimeout as pause } from 'node:timers/promises'
import type { Bench } from '../context.ts'
import { addFact } from '../results.ts'
import { say } from '../say.ts'

const within = 5 * 60_000
const lookEvery = 250
const quickly = 400

/**
 * Waits until a service that has just started counts in memory: three new totals in a row are then quick. Before that
 * the database counts for a few clients, and the others are told to try again.
 */
export async function waitUntilCounted({ service, results }: Bench): Promise<void> {
  const startedAt = performance.now()
  const total = (day: number) => `${service.url}/v1/agreements?facets=type&limit=1&signedOn.gte=${1950 + (day % 50)}`
  for (let quick = 0, asked = 0; quick < 3; asked += 1) {
    if (performance.now() - startedAt > within) throw new Error('The records were not read to be counted in time.')
    const askedAt = performance.now()
    const answer = await fetch(total(asked))
    await answer.arrayBuffer()
    quick = answer.status === 200 && performance.now() - askedAt < quickly ? quick + 1 : 0
    await pause(lookEvery)
  }
  const seconds = (performance.now() - startedAt) / 1000
  say(`Counted in memory after ${seconds.toFixed(1)} s`)
  addFact(results, 'until counts are in memory', seconds, 's')
}
