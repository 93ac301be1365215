import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { logHead } from '../database/log-tables.ts'
import { DatabaseUnavailable, reasonOf } from '../database/problems.ts'
import { headSeq, rows } from '../database/rows.ts'
import { mirrors } from '../database/service-tables.ts'
import { noteOriginEditions } from '../log/editions.ts'
import { decodeLogCursor } from '../log/log-cursor.ts'
import type { Nouns } from '../model/noun.ts'
import { Diverged, replicate } from '../write/replicate.ts'
import { longTransaction } from './long-transaction.ts'
import { CursorGone, countOfRevision, fetchChanges, fetchEditions, type OriginChange, OriginProblem } from './origin.ts'
import { keepCursor, takeSnapshot } from './take-snapshot.ts'

interface MirrorOptions {
  /** Stop as soon as the copy has caught up. */
  once: boolean
  say: (line: string) => void
  signal: AbortSignal
  /** Called with the number of records of each snapshot that was taken over. */
  afterSnapshot?: (count: number) => Promise<void>
}

/** The database is not a copy of the origin, and must not be made one. */
export class NotAMirror extends Error {}

const mostTries = 5

/**
 * Keeps a registry equal to another: a snapshot, then its changes. The cursor is written in the transaction that writes
 * the changes before it, so the copy can be stopped at any moment and goes on where it was.
 */
export async function followOrigin(db: Database, nouns: Nouns, origin: string, options: MirrorOptions): Promise<void> {
  const { once, say, signal } = options
  await becomeMirrorOf(db, origin)
  for (let failures = 0; !signal.aborted; ) {
    try {
      const isCurrent = await takeStep(db, nouns, origin, options)
      failures = 0
      if (once && isCurrent) return
    } catch (error) {
      if (signal.aborted) return
      failures += 1
      const isPassing = error instanceof OriginProblem || error instanceof DatabaseUnavailable
      if (!isPassing || (once && failures >= mostTries)) throw error
      const seconds = Math.max(retryAfter(error), Math.random() * Math.min(2 ** failures, 30))
      say(`${reasonOf(error)} Trying again in ${Math.ceil(seconds)} s.`)
      await pause(seconds * 1000, undefined, { signal }).catch(() => {})
    }
  }
}

const retryAfter = (error: unknown) => (error instanceof OriginProblem ? error.retryAfter : 0)

/** Makes an empty database the mirror of an origin; one that holds anything else is left alone. */
async function becomeMirrorOf(db: Database, origin: string): Promise<void> {
  const [mirror] = await rows<{ seq: number; origin: string | null }>(
    db,
    sql`select ${headSeq}, (select origin from ${mirrors}) as origin from ${logHead} head`,
  )
  if (mirror?.origin === origin) return
  if (mirror?.origin)
    throw new NotAMirror(`This database is the mirror of ${mirror.origin}; give another an empty one.`)
  if (mirror?.seq !== 0)
    throw new NotAMirror('This database holds records of its own, which a mirror would lose; give it an empty one.')
  await keepCursor(db, origin, '')
}

/** Takes over one snapshot, or the changes up to the end of a write. True when the copy has caught up. */
async function takeStep(
  db: Database,
  nouns: Nouns,
  origin: string,
  { once, say, signal, afterSnapshot }: MirrorOptions,
): Promise<boolean> {
  const [{ cursor } = { cursor: '' }] = await rows<{ cursor: string }>(db, sql`select cursor from ${mirrors}`)
  try {
    if (cursor !== '') return await takeChanges(db, nouns, origin, cursor, once ? 0 : 20, signal)
  } catch (error) {
    if (!(error instanceof CursorGone || error instanceof Diverged)) throw error
    if (error instanceof CursorGone && error.kept) {
      await keepCursor(db, origin, error.kept)
      return false
    }
    say(`${error.message} Beginning anew with a snapshot.`)
  }
  const { count, seq } = await takeSnapshot(db, nouns, origin, signal)
  say(`${count} records taken over, as of change ${seq} of the origin.`)
  await afterSnapshot?.(count)
  return false
}

/** Takes over the changes after a cursor, up to the end of a write: the records of one write may refer to each other. */
async function takeChanges(
  db: Database,
  nouns: Nouns,
  origin: string,
  after: string,
  wait: number,
  signal: AbortSignal,
): Promise<boolean> {
  let page = await fetchChanges(origin, after, { wait }, signal)
  const taken: OriginChange[] = [...page.changes]
  while (page.hasMore) {
    const limit = await countOfRevision(origin, page.cursor, taken.at(-1)?.rev, signal)
    if (limit === 0) break
    page = await fetchChanges(origin, page.cursor, { limit }, signal)
    taken.push(...page.changes)
  }
  const from = positionIn(after)
  const to = positionIn(page.cursor)
  const named = (await fetchEditions(origin, signal)).filter(({ seq }) => from <= seq && seq <= to)
  if (page.cursor !== after || named.length > 0)
    await longTransaction(db, async (tx) => {
      for (const revision of byRevision(taken)) await replicate(tx, nouns, revision, revision[0]?.reason)
      await noteOriginEditions(tx, named)
      await keepCursor(tx, origin, page.cursor)
    })
  return !page.hasMore
}

const positionIn = (cursor: string) => decodeLogCursor(cursor)?.seq ?? 0

function byRevision<T extends { rev: number }>(changes: T[]): T[][] {
  const groups: T[][] = []
  for (const change of changes) {
    const last = groups.at(-1)
    if (last?.[0]?.rev === change.rev) last.push(change)
    else groups.push([change])
  }
  return groups
}
