import { keepAtPosition, openPresent, type Position } from '../../memory/at-position.ts'
import type { StandingRows } from './count-table.ts'
import type { FollowedTable, LiveTable } from './followed-table.ts'
import type { KnownNames, ValueName } from './value-names.ts'

export interface CountedAt<T> {
  /** The position of the log at which it was counted. */
  seq: number
  counted: T
}

/** A table as it stands at a position of the log, and what is known there of the records that name its values. */
interface CountedState {
  table: StandingRows
  seq: number
  names: KnownNames
}

/** Counts in a table; undefined where that position has passed meanwhile. */
export type Count<T> = (state: CountedState) => Promise<T | undefined>

const mostBytes = { counts: 10 * 1024 * 1024, names: 4 * 1024 * 1024 }
const bytesOfRow = 100
export const bytesOfCounts = (counted: object) => bytesOfRow * (10 + Object.values(counted).flat().length)

/** The counts of one noun, as far as it has a table. */
export interface NounCounts extends Pick<FollowedTable, 'isReady' | 'isComing' | 'settle'> {
  standing(position: Position): StandingRows | undefined
  reach(seq: number): Promise<void>
  at<T extends object>(seq: number | undefined, name: string, count: Count<T>): Promise<CountedAt<T> | undefined>
}

/** Counts in the table of a noun, and remembers that until the log moves. */
export function countNoun(followed: FollowedTable): NounCounts {
  const present = openPresent()
  const counts = keepAtPosition<object, object | undefined>(present, { name: 'counts', mostBytes: mostBytes.counts })
  const names = keepAtPosition<ValueName>(present, { name: 'counts', mostBytes: mostBytes.names })

  function arriveAt(live: LiveTable | undefined): void {
    present.moveTo(live && { ...live.position, way: live.position.chain })
  }
  /** Counts at the position of the table, and keeps that if the table has not moved meanwhile. */
  async function countAnew(state: CountedState, name: string, count: Count<object>): Promise<object | undefined> {
    const countedAt = present.current()
    const counted = await count(state)
    arriveAt(followed.current())
    if (counted) counts.keep(name, countedAt, counted, bytesOfCounts(counted))
    return counted
  }

  return {
    isReady: followed.isReady,
    isComing: followed.isComing,
    settle: followed.settle,
    standing({ epoch, seq }) {
      const live = followed.current()
      return live?.exact && live.position.seq === seq && live.position.epoch === epoch ? live.table : undefined
    },
    reach: async (seq) => void (await followed.at(seq)),
    async at<T extends object>(seq: number | undefined, name: string, count: Count<T>) {
      const live = await followed.at(seq)
      if (!live) return undefined
      const { table, position } = live
      arriveAt(live)
      const state = { table, seq: position.seq, names }
      const counted = counts.find(name) ?? (await counts.share(name, () => countAnew(state, name, count)))
      return counted && { seq: position.seq, counted: counted as T }
    },
  }
}
