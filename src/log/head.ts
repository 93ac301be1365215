import { sql } from 'drizzle-orm'
import type { Connection, Database } from '../database/connect.ts'
import { logHead } from '../database/log-tables.ts'
import { headRow, headSeq, rows } from '../database/rows.ts'
import { openPresent, type Position, type Present } from '../memory/at-position.ts'
import type { LogCursor } from './log-cursor.ts'

/** The end of the log as this process knows it: its own writes at once, those of others within a moment. */
export interface HeadWatch {
  /** The end of the log, at which things are kept; unknown when the database has not confirmed it within the last second. */
  present: Present
  /** The identity of the log. */
  epoch(): string
  /** Reports that a write of this process was acknowledged. */
  acknowledged(seq: number): void
  /** The furthest end of the log that this process is sure of, with its chain. A loss is found by what it lacks of that. */
  known(): LogCursor | undefined
  /** Takes over an end that goes on from the known one. */
  know(end: LogCursor): void
  /** Reports that a query has seen a later position. */
  seen(seq: number): void
  /**
   * The end of the log as the leader has told it, which is asked anew if that is before `seq`. A replica may be ahead: it
   * shows commits for which the leader still waits, and which are undone if the leader is lost meanwhile.
   */
  toldUpTo(seq: number): Promise<number>
  /**
   * Resolves at once if the leader has told of more than `seq`, otherwise when it tells of another position, when the
   * signal aborts, or after so many milliseconds. True if it has told of more by then, or of less because the log went
   * back.
   */
  waitBeyond(seq: number, milliseconds: number, signal?: AbortSignal): Promise<boolean>
  /** Asks the leader where the log stands, unless it is known to have come so far. */
  reach(seq: number): Promise<Position>
  refresh(): Promise<Position>
  /** For how many seconds the leader has not told where the log stands. */
  unconfirmedFor(): number
  close(): void
}

const pollEvery = 250
const trustedFor = 1000
/** A leader that was lost is not replaced sooner. */
const usualGap = 2000

export async function readHead(db: Database): Promise<Position> {
  return headRow(await rows<Position>(db, sql`select epoch::text, ${headSeq} from ${logHead} head`))
}

/** Where the database was silent for longer than the gap, what was kept before is not believed after. */
export async function watchHead(
  { newest, reads, aside, mode, reached }: Connection,
  longestGap = usualGap,
): Promise<HeadWatch> {
  // At the start a busy server may be waited for; later on it is asked by a connection that tells soon whether it answers.
  let head = await readHead(newest)
  let told = head.seq
  let known: LogCursor | undefined
  let gaps = 0
  let confirmedAt = Date.now()
  let seenAt = 0
  const waiting = new Set<() => void>()
  const present = openPresent()
  moveTo(head)

  function moveTo(position: Position): void {
    head = { ...position, way: String(gaps) }
    reached(head)
    // An embedded database has no other writers, so its own writes are all there is to know.
    present.moveTo(head, mode === 'embedded' ? Number.POSITIVE_INFINITY : confirmedAt + trustedFor)
  }
  function tell(seq: number): void {
    if (seq === told) return
    told = seq
    for (const wake of [...waiting]) wake()
  }
  function moveUpTo(seq: number): void {
    if (seq <= head.seq) return
    seenAt = Date.now()
    moveTo({ ...head, seq })
  }
  async function refresh(): Promise<Position> {
    const askedAt = Date.now()
    const position = await readHead(aside)
    if (askedAt - confirmedAt > longestGap) gaps += 1
    confirmedAt = askedAt
    // A lower position is a restored database, unless a write was acknowledged while the question was on its way.
    const isNews = position.epoch !== head.epoch || position.seq > head.seq || seenAt < askedAt
    moveTo(isNews ? position : head)
    if (isNews || position.seq > told) tell(position.seq)
    return head
  }
  const poll = mode === 'server' ? setInterval(() => void refresh().catch(() => {}), pollEvery) : undefined
  poll?.unref()

  return {
    present,
    epoch: () => head.epoch,
    acknowledged: (seq) => {
      moveUpTo(seq)
      if (seq > told) tell(seq)
    },
    known: () => known,
    know: ({ epoch, seq, chain }) => {
      if (known?.epoch !== epoch || known.seq < seq) known = { epoch, seq, chain }
    },
    seen: (seq) => {
      moveUpTo(seq)
      if (reads === newest && seq > told) tell(seq)
    },
    toldUpTo: async (seq) => {
      if (seq > told) await refresh().catch(() => {})
      return told
    },
    waitBeyond: (seq, milliseconds, signal) =>
      new Promise((resolve) => {
        if (told > seq || signal?.aborted) return resolve(told > seq)
        const finish = () => {
          clearTimeout(timer)
          waiting.delete(finish)
          signal?.removeEventListener('abort', finish)
          resolve(told !== seq)
        }
        const timer = setTimeout(finish, milliseconds)
        waiting.add(finish)
        signal?.addEventListener('abort', finish)
      }),
    reach: async (seq) => (seq <= head.seq ? head : refresh()),
    refresh,
    unconfirmedFor: () => (present.current() ? 0 : Math.round((Date.now() - confirmedAt) / 1000)),
    close: () => {
      clearInterval(poll)
      for (const wake of [...waiting]) wake()
    },
  }
}
