import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { records } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import { mirrors } from '../database/service-tables.ts'
import { type LoggedEdition, noteOriginEditions } from '../log/editions.ts'
import { decodeLogCursor } from '../log/log-cursor.ts'
import type { Nouns } from '../model/noun.ts'
import { expandingNouns } from '../model/noun-list.ts'
import { type NounName, nameOf } from '../model/record-name.ts'
import { Diverged, emptyLog, replicate } from '../write/replicate.ts'
import { longTransaction } from './long-transaction.ts'
import { fetchEditions, fetchSnapshot, type Snapshot } from './origin.ts'

/**
 * Makes the copy equal to a snapshot of its origin, in one transaction. Where the copy holds versions that the origin
 * never had, or has no longer, its log cannot be continued: it is emptied and becomes another log, whose epoch tells its readers.
 */
export async function takeSnapshot(
  db: Database,
  nouns: Nouns,
  origin: string,
  signal: AbortSignal,
): Promise<Pick<Snapshot, 'count' | 'seq'>> {
  const snapshot = await fetchSnapshot(origin, signal)
  try {
    // An edition before the snapshot is not here: nobody sends what stood then.
    const named = (await fetchEditions(origin, signal)).filter(({ seq }) => seq === snapshot.seq)
    const takeOver = (tx: Database) => apply(tx, nouns, origin, snapshot, named)
    const beginAnew = async (tx: Database) => {
      await emptyLog(tx, nouns)
      await takeOver(tx)
    }
    if (await isOfAnotherLog(db, snapshot.cursor)) await longTransaction(db, beginAnew)
    else
      await longTransaction(db, takeOver).catch((error: unknown) => {
        if (!(error instanceof Diverged)) throw error
        return longTransaction(db, beginAnew)
      })
  } finally {
    await snapshot.discard()
  }
  return snapshot
}

/** Whether the copy was made from another log than a cursor of its origin names: versions that it holds may be undone. */
async function isOfAnotherLog(db: Database, cursor: string): Promise<boolean> {
  const [mirror] = await rows<{ cursor: string }>(db, sql`select cursor from ${mirrors}`)
  const kept = decodeLogCursor(mirror?.cursor ?? '')
  return kept !== undefined && kept.epoch !== decodeLogCursor(cursor)?.epoch
}

const batchSize = 1000

async function apply(
  db: Database,
  nouns: Nouns,
  origin: string,
  snapshot: Snapshot,
  named: LoggedEdition[],
): Promise<void> {
  const kept = new Set<string>()
  const take = async (versions: Parameters<typeof replicate>[2]) => {
    for (const version of versions) kept.add(nameOf(version))
    await replicate(db, nouns, versions)
  }
  // Other records are also linked to what stands above their targets in a tree, so trees come first, each at once.
  const trees = expandingNouns(nouns).map(({ name }) => name)
  for (const tree of trees)
    for await (const whole of snapshot.batches(({ noun }) => noun === tree, Number.POSITIVE_INFINITY)) await take(whole)
  for await (const others of snapshot.batches(({ noun }) => !trees.includes(noun), batchSize)) await take(others)
  await deleteOthers(db, nouns, kept)
  await noteOriginEditions(db, named)
  await keepCursor(db, origin, snapshot.cursor)
}

/** Deletes the records that stand here and not in the snapshot: the origin has deleted them. */
async function deleteOthers(db: Database, nouns: Nouns, kept: Set<string>): Promise<void> {
  const standing = await rows<{ noun: NounName; id: string; version: number }>(
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

/** Stores how far the copy is; an empty cursor means that it needs a snapshot. */
export async function keepCursor(db: Database, origin: string, cursor: string): Promise<void> {
  await rows(
    db,
    sql`insert into ${mirrors} (origin, cursor) values (${origin}, ${cursor}) on conflict (origin) do update set cursor = excluded.cursor`,
  )
}
