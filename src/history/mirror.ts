import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import { mirrors, records } from '../database/tables.ts'
import { retriedTransaction } from '../database/transaction.ts'
import type { Nouns } from '../registry/save.ts'
import { nameOf } from '../registry/standing.ts'
import { CursorGone, fetchChanges, type OriginPage, readSnapshot } from './origin.ts'
import { Diverged, type OriginVersion, replicate, startAnew } from './replicate.ts'

export interface MirrorOptions {
  /** Stop as soon as the copy has caught up. */
  once: boolean
  say: (line: string) => void
  signal: AbortSignal
}

/**
 * Keeps a registry equal to another: a snapshot, then its changes. The cursor is written in the transaction that writes
 * what it stands for, so the copy can be stopped at any moment and goes on where it was.
 */
export async function followOrigin(db: Database, nouns: Nouns, origin: string, options: MirrorOptions): Promise<void> {
  const { once, say, signal } = options
  let failures = 0
  while (!signal.aborted) {
    try {
      const cursor = (await readCursor(db, origin)) ?? (await takeSnapshot(db, nouns, origin, options))
      const { caughtUp } = await takeChanges(db, nouns, origin, cursor, once ? 0 : 20, signal)
      failures = 0
      if (once && caughtUp) return
    } catch (error) {
      if (signal.aborted) return
      failures += 1
      if (error instanceof CursorGone || error instanceof Diverged) {
        say(`${error.message} Beginning anew with a snapshot.`)
        if (error instanceof Diverged) await startAnew(db, nouns)
        else await rows(db, sql`delete from ${mirrors} where origin = ${origin}`)
        continue
      }
      if (once && failures >= 5) throw error
      say(`${error instanceof Error ? error.message : String(error)} Trying again.`)
      await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** failures, 10_000)))
    }
  }
}

async function readCursor(db: Database, origin: string): Promise<string | undefined> {
  const [mirror] = await rows<{ cursor: string }>(db, sql`select cursor from ${mirrors} where origin = ${origin}`)
  return mirror?.cursor
}

async function keepCursor(db: Database, origin: string, cursor: string): Promise<void> {
  await rows(
    db,
    sql`insert into ${mirrors} (origin, cursor) values (${origin}, ${cursor}) on conflict (origin) do update set cursor = excluded.cursor`,
  )
}

async function takeSnapshot(
  db: Database,
  nouns: Nouns,
  origin: string,
  { say, signal }: MirrorOptions,
): Promise<string> {
  let position = ''
  await readSnapshot(origin, signal, async (batches, cursor) => {
    position = cursor
    await retriedTransaction(db, async (tx) => {
      const taken = new Set<string>()
      for await (const batch of batches) {
        await replicate(tx, nouns, batch)
        for (const version of batch) taken.add(nameOf(version))
      }
      await deleteOthers(tx, nouns, taken)
      await keepCursor(tx, origin, cursor)
    })
    say('The snapshot is taken over.')
  })
  return position
}

/** What stands here and not in the snapshot was deleted there. */
async function deleteOthers(db: Database, nouns: Nouns, kept: Set<string>): Promise<void> {
  const standing = await rows<OriginVersion>(
    db,
    sql`select noun, id, version from ${records} where not deleted and version > 0`,
  )
  const gone = standing.filter((record) => !kept.has(nameOf(record)))
  await replicate(
    db,
    nouns,
    gone.map(({ noun, id, version }) => ({ noun, id, version: version + 1 })),
  )
}

/** Takes over what comes after a cursor, up to the end of a write: its records may refer to each other. */
async function takeChanges(
  db: Database,
  nouns: Nouns,
  origin: string,
  after: string,
  wait: number,
  signal: AbortSignal,
): Promise<{ caughtUp: boolean }> {
  const pages: OriginPage[] = [await fetchChanges(origin, after, wait, signal)]
  for (let last = pages[0]; last?.hasMore; last = pages.at(-1)) {
    const next = await fetchChanges(origin, last.cursor, 0, signal)
    if (next.changes[0] && next.changes[0].rev !== last.changes.at(-1)?.rev) break
    pages.push(next)
  }
  const end = pages.at(-1)
  if (end && end.cursor !== after)
    await retriedTransaction(db, async (tx) => {
      await replicate(
        tx,
        nouns,
        pages.flatMap(({ changes }) => changes),
      )
      await keepCursor(tx, origin, end.cursor)
    })
  return { caughtUp: end?.hasMore === false }
}
