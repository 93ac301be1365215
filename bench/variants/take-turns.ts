import type { Bench } from '../context.ts'
import { fire, type Used } from '../load/fire.ts'
import { type Hits, median } from '../load/shots.ts'
import { failedOf, type Row } from '../results.ts'
import { say } from '../say.ts'
import type { Variant } from './variant.ts'

const warmUpSeconds = 1

/** Measures each variant once a round, so that other work of the machine disturbs all of them alike. */
export async function takeTurns({ options, server, results }: Bench, variants: Variant[]): Promise<Row[]> {
  const roundsOf = new Map<Variant, (Hits & { used: Used })[]>(variants.map((variant) => [variant, []]))
  for (let round = 1; round <= options.rounds; round += 1)
    for (const [variant, rounds] of roundsOf) {
      const { name, service, connections, mostPerSecond, tagOf, leastSeconds = 0 } = variant
      const seconds = Math.max(options.seconds, leastSeconds)
      const paths = variant.paths(Math.ceil(mostPerSecond * (seconds + warmUpSeconds)))
      const tags = tagOf && paths.map(tagOf)
      const shot = { url: service.url, connections, seconds, warmUpSeconds, paths, tags }
      const hits = await fire(shot, { service: service.pid, database: server.pid })
      rounds.push(hits)
      if (variant.uncached && hits.perSecond > mostPerSecond)
        results.notes.push(`${name}: more was answered than there were addresses for, so some came from the cache.`)
      say(`Round ${round} of ${options.rounds}, ${name}: ${Math.round(hits.perSecond)}/s`)
    }
  return [...roundsOf].map(([variant, rounds]) => toRow(variant, rounds))
}

function toRow({ name, connections, expected }: Variant, rounds: (Hits & { used: Used })[]): Row {
  const middle = (of: (hits: Hits & { used: Used }) => number | undefined) =>
    median(rounds.map((hits) => of(hits) ?? Number.NaN))
  const statuses: Record<string, number> = {}
  for (const hits of rounds)
    for (const [status, count] of Object.entries(hits.statuses)) statuses[status] = (statuses[status] ?? 0) + count
  return {
    name,
    connections,
    p50: middle(({ milliseconds }) => milliseconds.p50),
    p99: middle(({ milliseconds }) => milliseconds.p99),
    max: Math.max(...rounds.map(({ milliseconds }) => milliseconds.max)),
    perSecond: middle(({ perSecond }) => perSecond),
    used: {
      service: middle(({ used }) => used.service),
      database: middle(({ used }) => used.database),
      load: middle(({ used }) => used.load),
      serviceMemory: middle(({ used }) => used.serviceMemory),
    },
    requests: rounds.reduce((sum, { requests }) => sum + requests, 0),
    failed: rounds.reduce((sum, hits) => sum + failedOf(hits, expected), 0),
    statuses,
    rounds: rounds.map(({ perSecond }) => Math.round(perSecond)),
  }
}
