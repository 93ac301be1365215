import type { Database } from '../../database/connect.ts'
import { keepAtPosition, openPresent } from '../../memory/at-position.ts'
import type { NounName } from '../../model/fields.ts'
import type { Noun } from '../../model/noun.ts'
import type { StandingRows } from './count-table.ts'
import { hasMoreThan } from './counts-query.ts'
import { followLog, type LiveTable, loadTable } from './live-table.ts'
import type { KnownNames, ValueName } from './value-names.ts'

/** A request waits while the table catches up with at most so many changes. When there are more, the database answers meanwhile. */
const mostWaitedFor = 300
/** For how many milliseconds a noun counts as small, or as unreadable, before it is checked again. */
const checkedFor = 10_000
/** A table is read again when more than half of its rows are dead, unless it is this small. */
const smallTable = 4096

export interface Counted<T> {
  /** The position of the log at which it was counted. */
  seq: number
  counted: T
}

/** A table as it stands at a position of the log, and what is known there of the records that name its values. */
export interface CountedState {
  table: StandingRows
  seq: number
  names: KnownNames
}

/** Counts in a table; undefined where that position has passed meanwhile. */
export type Count<T> = (state: CountedState) => Promise<T | undefined>

const mostBytes = { counts: 10 * 1024 * 1024, names: 4 * 1024 * 1024 }
const bytesOfRow = 100
export const bytesOfCounts = (counted: object) => bytesOfRow * (10 + Object.values(counted).flat().length)

/** The counts of one noun, which has a table while there are many records and the table has been read. */
export interface NounCounts {
  isReady(): boolean
  at<T extends object>(seq: number | undefined, name: string, count: Count<T>): Promise<Counted<T> | undefined>
  settle(): Promise<void>
}

/** `trees` are the nouns whose trees filters of this one expand. */
export function countNoun(
  db: Database,
  noun: Noun,
  trees: NounName[],
  threshold: number,
  isClosed: () => boolean,
): NounCounts {
  let live: LiveTable | undefined
  let loading: Promise<void> | undefined
  let following: Promise<void> | undefined
  let checkedAt = Number.NEGATIVE_INFINITY
  const present = openPresent()
  const counts = keepAtPosition<object, object | undefined>(present, { name: 'counts', mostBytes: mostBytes.counts })
  const names = keepAtPosition<ValueName>(present, { name: 'counts', mostBytes: mostBytes.names })

  async function load(): Promise<void> {
    checkedAt = Date.now()
    if (!(await hasMoreThan(db, noun, threshold))) return
    live = (await loadTable(db, noun, trees, isClosed)) ?? live
  }
  // A failure is not reported: the database counts instead, and loading is tried again later.
  function begin(): Promise<void> {
    loading ??= load()
      .catch(() => {})
      .finally(() => {
        loading = undefined
      })
    return loading
  }
  async function follow(): Promise<void> {
    const followed = live
    if (!followed) return
    const exact = await followLog(db, noun, trees, followed, isClosed)
    if (followed !== live) return
    if (!exact) live = undefined
    const { dead, size } = followed.table
    if (!exact || (dead > size / 2 && size > smallTable)) void begin()
  }
  /** Follows the log anew: a pass that is under way may have read the log before the caller's position. */
  async function catchUp(): Promise<void> {
    while (following) await following
    following = follow()
      .catch(() => {})
      .finally(() => {
        following = undefined
      })
    await following
  }
  /** Counts at the position of the table, and keeps that if the table has not moved meanwhile. */
  async function countAnew(state: CountedState, name: string, count: Count<object>): Promise<object | undefined> {
    const countedAt = present.current()
    const counted = await count(state)
    present.moveTo(live?.position)
    if (counted) counts.keep(name, countedAt, counted, bytesOfCounts(counted))
    return counted
  }

  return {
    isReady() {
      if (!live && Date.now() - checkedAt > checkedFor) void begin()
      return live !== undefined
    },
    async at<T extends object>(seq: number | undefined, name: string, count: Count<T>) {
      const behind = !live ? 0 : (seq ?? 0) - live.position.seq
      if (behind > mostWaitedFor) {
        if (!following) void catchUp()
        return undefined
      }
      while (following) await following
      if (seq === undefined || !live?.exact || live.position.seq < seq) await catchUp()
      if (!live?.exact || (seq !== undefined && live.position.seq !== seq)) return undefined
      const { table } = live
      const { seq: countedAt } = live.position
      present.moveTo(live.position)
      const known = counts.find(name) ?? counts.underWay(name)
      const counted = await (known ?? counts.share(name, countAnew({ table, seq: countedAt, names }, name, count)))
      return counted && { seq: countedAt, counted: counted as T }
    },
    async settle() {
      if (live) await catchUp()
      if (!live) await begin()
    },
  }
}
