import type { Database } from '../../database/connect.ts'
import { cursorAt, type LogCursor } from '../../log/log-cursor.ts'
import type { NounName } from '../../model/fields.ts'
import type { Noun } from '../../model/noun.ts'
import type { Following } from './followed-table.ts'
import { hadBetween, readHistoryCatch, readSpans, readSpansOf } from './history-query.ts'
import { HistoryTable } from './history-table.ts'
import { untilRead } from './until-read.ts'

// All versions of a noun in memory, to be counted as of any position up to that of the table. Each statement sees a version
// either where it stands or where it was replaced, so pages that are read while others write make one history: what is
// newer than the position is left out by the moment that is asked about.

const pageSize = 1_000
/** How many changes one statement looks at. */
const mostChanges = 1_000
/** A request waits while the table catches up with at most so many changes. */
const mostWaitedFor = 300
/** Beyond this many versions they would take more memory than they are worth. */
const mostVersions = 1_000_000
/** For how many milliseconds a noun counts as small, or as unreadable, before it is checked again. */
const checkedFor = 10_000

interface Loaded {
  table: HistoryTable
  position: LogCursor
}

export interface NounHistory {
  /** The table, if it reaches to a position. If there should be one and is none yet, it begins to be read. */
  upTo(seq: number): HistoryTable | undefined
  /** Waits for the table to reach a position, if it is not far. */
  reach(seq: number): Promise<void>
  settle(): Promise<void>
}

export function keepHistory({ db, noun, trees, threshold, way, isClosed }: Following): NounHistory {
  let loaded: Loaded | undefined
  let followedWay: string | undefined
  let work: Promise<void> | undefined
  let checkedAt = Number.NEGATIVE_INFINITY

  async function load(): Promise<void> {
    checkedAt = Date.now()
    const followedBy = way()
    if (await hadBetween(db, noun, threshold, mostVersions)) loaded = await readAll(db, noun, isClosed)
    followedWay = followedBy
  }
  async function follow(): Promise<void> {
    const followed = loaded
    const followedBy = way()
    if (!followed) return
    if (await catchUp(db, noun, trees, followed, isClosed)) {
      followedWay = followedBy ?? followedWay
      return
    }
    loaded = undefined
    checkedAt = Number.NEGATIVE_INFINITY
  }
  /** A failure is not reported: the database counts instead, and it is tried again later. */
  function begin(step: () => Promise<void>): Promise<void> {
    work ??= step()
      .catch(() => {})
      .finally(() => {
        work = undefined
      })
    return work
  }
  /** Whether the log may have gone another way since the table was compared with it. */
  const hasTurned = () => way() !== undefined && way() !== followedWay
  return {
    upTo(seq) {
      if (loaded && loaded.position.seq >= seq && !hasTurned()) return loaded.table
      if (loaded) void begin(follow)
      else if (Date.now() - checkedAt > checkedFor) void begin(load)
      return undefined
    },
    async reach(seq) {
      const behind = loaded ? seq - loaded.position.seq : 0
      if (behind <= mostWaitedFor && (behind > 0 || (loaded && hasTurned()))) await begin(follow)
    },
    async settle() {
      while (work) await work
      if (loaded) await begin(follow)
      if (!loaded) await begin(load)
    },
  }
}

async function readAll(db: Database, noun: Noun, isClosed: () => boolean): Promise<Loaded | undefined> {
  const position = await cursorAt(db, 'head')
  const table = new HistoryTable(noun, 0)
  for (let after = 0; ; ) {
    if (isClosed()) return undefined
    const versions = await untilRead(() => readSpans(db, noun, after, pageSize), isClosed)
    for (const span of versions.flat()) table.push(span)
    const last = versions.at(-1)?.[0]
    if (!last || versions.length < pageSize) return { table, position }
    after = last.versionId
  }
}

/** Brings a table to the end of the log; false where it has to be read anew. */
async function catchUp(
  db: Database,
  noun: Noun,
  trees: NounName[],
  loaded: Loaded,
  isClosed: () => boolean,
): Promise<boolean> {
  const { table } = loaded
  for (;;) {
    if (isClosed()) return false
    const { epoch, seq, chain } = loaded.position
    const caught = await readHistoryCatch(db, noun, trees, seq, mostChanges)
    if (caught.epoch !== epoch || caught.chainThere !== chain || caught.moved) return false
    const unknown = caught.made.filter((versionId) => !table.holds(versionId))
    if (unknown.length > 0) for (const span of (await readSpansOf(db, noun, unknown)).flat()) table.push(span)
    for (const { versionId, until } of caught.ended) table.end(versionId, until)
    const end = Math.min(caught.seq, seq + mostChanges)
    loaded.position = { epoch, seq: end, chain: caught.chain }
    if (end === caught.seq) return true
  }
}
