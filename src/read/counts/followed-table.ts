import type { Database } from '../../database/connect.ts'
import type { NounName } from '../../model/fields.ts'
import type { Noun } from '../../model/noun.ts'
import { hasMoreThan } from './counts-query.ts'
import { followLog, type LiveTable, loadTable } from './live-table.ts'

/** A request waits while the table catches up with at most so many changes. When there are more, the database answers meanwhile. */
const mostWaitedFor = 300
/** For how many milliseconds a noun counts as small, or as unreadable, before it is checked again. */
const checkedFor = 10_000
/** A table is read again when more than half of its rows are dead, unless it is this small. */
const smallTable = 4096

/** The table of a noun, which there is while it has many records and they have been read, kept in step with the log. */
export interface FollowedTable {
  /** The table where it stands now. */
  current(): LiveTable | undefined
  /** Whether there is one. If there should be and is not yet, its records begin to be read. */
  isReady(): boolean
  /** Whether its records are being read, and there is no table meanwhile. */
  isComing(): boolean
  /** The table at this position of the log, or at its end; undefined where it cannot soon be brought there. */
  at(seq: number | undefined): Promise<LiveTable | undefined>
  /** Resolves when the table is at the end of the log, or there is none. */
  settle(): Promise<void>
}

/** The inputs of a table of counts. */
export interface Following {
  db: Database
  noun: Noun
  /** The nouns whose trees filters of this one expand. */
  trees: NounName[]
  /** A noun of no more records than this has no table. */
  threshold: number
  /** The way by which the log came to its position, as far as that is known. */
  way(): string | undefined
  isClosed(): boolean
}

export function followTable({ db, noun, trees, threshold, way, isClosed }: Following): FollowedTable {
  let live: LiveTable | undefined
  let followedWay: string | undefined
  let isLarge = false
  let loading: Promise<void> | undefined
  let following: Promise<void> | undefined
  let checkedAt = Number.NEGATIVE_INFINITY

  async function load(): Promise<void> {
    checkedAt = Date.now()
    isLarge = await hasMoreThan(db, noun, threshold)
    if (!isLarge) return
    const followedBy = way()
    const loaded = await loadTable(db, noun, trees, isClosed)
    if (!loaded) return
    live = loaded
    followedWay = followedBy
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
    const followedBy = way()
    const exact = await followLog(db, noun, trees, followed, isClosed)
    if (followed !== live) return
    if (!exact) live = undefined
    else followedWay = followedBy ?? followedWay
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

  /** Whether the log may have gone another way since the table was compared with it. */
  const hasTurned = () => way() !== undefined && way() !== followedWay

  return {
    current: () => live,
    isComing: () => isLarge && !live && loading !== undefined,
    isReady() {
      if (!live && Date.now() - checkedAt > checkedFor) void begin()
      return live !== undefined
    },
    async at(seq) {
      const behind = !live ? 0 : (seq ?? 0) - live.position.seq
      if (behind > mostWaitedFor) {
        if (!following) void catchUp()
        return undefined
      }
      while (following) await following
      if (seq === undefined || !live?.exact || live.position.seq < seq || hasTurned()) await catchUp()
      return live?.exact && (seq === undefined || live.position.seq === seq) ? live : undefined
    },
    async settle() {
      if (live) await catchUp()
      if (!live) await begin()
    },
  }
}
