import type { Database } from '../../database/connect.ts'
import type { HeadWatch } from '../../log/head.ts'
import type { Position } from '../../memory/at-position.ts'
import { keepForEver } from '../../memory/for-ever.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import type { NounName } from '../../model/record-name.ts'
import type { PastMoment } from '../past/frame.ts'
import { countedFacets } from './count-table.ts'
import { type Counts, fewRecords, treesOf } from './counts.ts'
import { keepHistory, type NounHistory } from './history.ts'
import { bytesOfCounts } from './noun-counts.ts'
import type { KnownNames, ValueName } from './value-names.ts'

/** Counts as of past positions, from all versions of nouns that have, or had, many records. */
export interface PastCounts {
  at(moment: PastMoment): Pick<Counts, 'has' | 'at' | 'standing'>
  /** Waits for what is in memory to reach a position, if it is not far. */
  reach(seq: number): Promise<void>
  /** Resolves when each noun with many records can be counted up to the end of the log. */
  settle(): Promise<void>
  close(): void
}

const mostBytes = { counts: 8 * 1024 * 1024, names: 4 * 1024 * 1024 }

export function keepPastCounts(
  db: Database,
  nouns: Nouns,
  { epoch, present }: HeadWatch,
  report: (error: unknown) => void,
  threshold = fewRecords,
): PastCounts {
  let closed = false
  const counts = keepForEver<object>({ name: 'past', mostBytes: mostBytes.counts })
  const names = keepForEver<ValueName>({ name: 'past', mostBytes: mostBytes.names })
  const following = { db, threshold, report, way: () => present.current()?.way, isClosed: () => closed }
  const histories = new Map<NounName, NounHistory>()
  for (const noun of nouns.values())
    if (countedFacets(noun).length > 0)
      histories.set(noun.name, keepHistory({ ...following, noun, trees: treesOf(nouns, noun) }))
  /** Names as of a position, which stay as they are. */
  const namesAt = (position: Position): KnownNames => {
    const keyOf = (key: string) => `${position.epoch} ${position.seq} ${key}`
    return {
      present: () => position,
      find: (key) => names.find(keyOf(key)),
      keep: (key, _, value, bytes) => names.keep(keyOf(key), value, bytes),
    }
  }
  return {
    at(moment) {
      const { seq } = moment
      const tableOf = ({ name }: Noun) => histories.get(name)?.upTo(seq)
      return {
        has: (noun) => tableOf(noun) !== undefined,
        standing: (noun) => tableOf(noun)?.at(moment),
        async at(noun, _, name, count) {
          const key = `${epoch()} ${seq} ${noun.name} ${name}`
          const known = counts.find(key)
          if (known) return { seq, counted: known as Awaited<ReturnType<typeof count>> & object }
          const table = tableOf(noun)?.at(moment)
          const counted = table && (await count({ table, seq, names: namesAt({ epoch: epoch(), seq }) }))
          if (counted) counts.keep(key, counted, bytesOfCounts(counted))
          return counted && { seq, counted }
        },
      }
    },
    reach: async (seq) => {
      await Promise.all([...histories.values()].map((history) => history.reach(seq)))
    },
    settle: async () => {
      for (const history of histories.values()) await history.settle()
    },
    close: () => {
      closed = true
    },
  }
}
