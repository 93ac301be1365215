import { type Bench, watchedBy } from '../context.ts'
import { type Used, walk } from '../load/fire.ts'
import { median, percentiles } from '../load/shots.ts'
import { spell } from '../load/spell.ts'
import type { Walked } from '../load/walks.ts'
import { failedOf, type Row } from '../results.ts'
import { say } from '../say.ts'

/** Paths, by the labels of their rows. */
export type Questions = Record<string, string>

const laps = 60

/**
 * Sends all questions in turn, each time in another spelling, on one connection and on four, in every round. Slow
 * questions have few answers a round, so the percentiles are those of all rounds together.
 */
export async function walkTurns(bench: Bench, name: string, questions: Questions, mixed = name): Promise<Row[]> {
  const { options, service } = bench
  const roundsOf = new Map<number, (Walked & { used: Used })[]>([
    [1, []],
    [4, []],
  ])
  let spelling = 0
  for (let round = 1; round <= options.rounds; round += 1)
    for (const [connections, rounds] of roundsOf) {
      const requests = Array.from({ length: laps * connections }, () => {
        spelling += 1
        return Object.entries(questions).map(([label, path]) => ({ label, path: spell(path, spelling) }))
      }).flat()
      const walked = await walk(
        { url: service.url, connections, requests, seconds: options.seconds * 2 },
        watchedBy(bench),
      )
      rounds.push(walked)
      const all = percentiles(Object.values(walked.labels).flatMap(({ samples }) => samples))
      say(
        `Round ${round} of ${options.rounds}, ${name} at ${connections}: p50 ${all.p50.toFixed(1)} ms, p99 ${all.p99.toFixed(1)} ms`,
      )
    }
  return [...roundsOf].flatMap(([connections, rounds]) => [
    toRow(mixed, connections, rounds, () => true),
    ...Object.keys(questions).map((label) => toRow(`${name}: ${label}`, connections, rounds, (own) => own === label)),
  ])
}

/** One row of results, from the samples of the labels that belong to it. */
export function toRow(
  name: string,
  connections: number,
  rounds: (Walked & { used: Used })[],
  isOfRow: (label: string) => boolean,
): Row {
  const samplesOf = rounds.map(({ labels }) =>
    Object.entries(labels).flatMap(([label, { samples }]) => (isOfRow(label) ? samples : [])),
  )
  const statuses: Record<string, number> = {}
  for (const round of rounds)
    for (const [status, count] of Object.entries(round.statuses)) statuses[status] = (statuses[status] ?? 0) + count
  const middle = (of: (used: Used) => number | undefined) => median(rounds.map(({ used }) => of(used) ?? Number.NaN))
  return {
    name,
    connections,
    ...percentiles(samplesOf.flat()),
    used: {
      service: middle(({ service }) => service),
      database: middle(({ database }) => database),
      load: middle(({ load }) => load),
      serviceMemory: middle(({ serviceMemory }) => serviceMemory),
    },
    requests: samplesOf.flat().length,
    failed: failedOf({ statuses }, [200]),
    statuses,
    rounds: samplesOf.map((samples) => Number(percentiles(samples).p50.toFixed(1))),
  }
}
