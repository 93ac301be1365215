import type { Database } from '../../database/connect.ts'
import { isUnavailable } from '../../database/problems.ts'
import type { Noun } from '../../model/noun.ts'
import type { NounName } from '../../model/record-name.ts'
import { type Catch, catchUp, type Live, readTable, type TableSource } from './table-source.ts'

/** A request waits for a table that lacks no more changes than this; otherwise the database answers meanwhile. */
const mostWaitedFor = 300
/** For how many milliseconds a noun counts as one that has no table, or as unreadable, before it is checked again. */
const checkedFor = 10_000

/** The inputs of a table that is kept in step with the log. */
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
  /** Called with errors that no request meets. The database counts meanwhile, and the table is tried again later. */
  report(error: unknown): void
}

/** A table that is read when it is first needed, and then follows the log. */
export interface InStep<Table> {
  /** The table where it stands now. */
  current(): Live<Table> | undefined
  /** Whether there is one. If there should be and is not yet, its records begin to be read. */
  isReady(): boolean
  /** Whether its records are being read, and there is no table meanwhile. */
  isComing(): boolean
  /** Whether the table has not come to this position, or the log may have gone another way since. */
  isBehind(seq: number): boolean
  /** Whether the table lacks more changes up to this position than a request waits for. */
  isFar(seq: number): boolean
  /** Brings the table to the end of the log. A pass under way is waited for instead; it may be of an earlier end. */
  follow(): Promise<void>
  /** Resolves when no pass is under way that began before this call. */
  idle(): Promise<void>
  /** Resolves when the table is at the end of the log, or there is none. */
  settle(): Promise<void>
}

export function keepInStep<Table, Row, Changes extends Catch>(
  { db, way, isClosed, report }: Following,
  source: TableSource<Table, Row, Changes>,
  /** Whether a table is to be read again, because that makes it much smaller. */
  isWorn = (_: Table) => false,
): InStep<Table> {
  let live: Live<Table> | undefined
  let followedWay: string | undefined
  let isWanted = false
  let checkedAt = Number.NEGATIVE_INFINITY
  const hasTurned = () => way() !== undefined && way() !== followedWay

  const loading = oneAtATime(async () => {
    checkedAt = Date.now()
    isWanted = !isClosed() && (await source.isWanted())
    const followedBy = way()
    const loaded = isWanted ? await readTable(db, source, isClosed) : undefined
    if (!loaded) return
    live = loaded
    followedWay = followedBy
  }, report)
  const following = oneAtATime(async () => {
    const followed = live
    if (!followed) return
    const followedBy = way()
    const isThere = await catchUp(followed, source, isClosed)
    if (followed !== live) return
    if (isThere) followedWay = followedBy ?? followedWay
    else live = undefined
    if (!live || isWorn(live.table)) void loading.run()
  }, report)

  return {
    current: () => live,
    isReady() {
      if (!live && Date.now() - checkedAt > checkedFor) void loading.run()
      return live !== undefined
    },
    isComing: () => isWanted && !live && loading.isRunning(),
    isBehind: (seq) => !live || live.position.seq < seq || hasTurned(),
    isFar: (seq) => live !== undefined && seq - live.position.seq > mostWaitedFor,
    follow: following.run,
    idle: following.idle,
    async settle() {
      if (!live) await loading.idle()
      await following.idle()
      await following.run()
      if (!live) await loading.run()
    },
  }
}

/** Runs a step once at a time: a call while it runs waits for that run. */
function oneAtATime(step: () => Promise<void>, report: (error: unknown) => void) {
  let running: Promise<void> | undefined
  // Requests that need the database tell that it does not answer.
  const fail = (error: unknown) => (isUnavailable(error) ? undefined : report(error))
  const end = () => {
    running = undefined
  }
  return {
    isRunning: () => running !== undefined,
    run: () => (running ??= step().catch(fail).finally(end)),
    async idle() {
      while (running) await running
    },
  }
}
