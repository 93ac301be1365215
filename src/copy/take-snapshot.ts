import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { logHead } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import { mirrors } from '../database/service-tables.ts'
import { type LoggedEdition, noteOriginEditions } from '../log/editions.ts'
import type { Nouns } from '../model/noun.ts'
import { expandingNouns } from '../model/noun-list.ts'
import { emptyLog, replicate } from '../write/replicate.ts'
import { longTransaction } from './long-transaction.ts'
import { fetchEditions, fetchSnapshot, type Snapshot } from './origin.ts'

/**
 * Makes the copy equal to a snapshot of its origin, in one transaction. A copy that holds something already needs a snapshot
 * because the origin does not know its state, so it may hold versions that the origin never had: it is emptied first.
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
    await longTransaction(db, async (tx) => {
      if (await holdsSomething(tx)) await emptyLog(tx, nouns, 'the origin has another log')
      await apply(tx, nouns, origin, snapshot, named)
    })
  } finally {
    await snapshot.discard()
  }
  return snapshot
}

async function holdsSomething(db: Database): Promise<boolean> {
  return (await rows(db, sql`select from ${logHead} where rev > 0`)).length > 0
}

const batchSize = 1000

async function apply(
  db: Database,
  nouns: Nouns,
  origin: string,
  snapshot: Snapshot,
  named: LoggedEdition[],
): Promise<void> {
  const take = (versions: Parameters<typeof replicate>[2]) => replicate(db, nouns, versions)
  // Other records are also linked to what stands above their targets in a tree, so trees come first, each at once.
  const trees = expandingNouns(nouns).map(({ name }) => name)
  for (const tree of trees)
    for await (const whole of snapshot.batches(({ noun }) => noun === tree, Number.POSITIVE_INFINITY)) await take(whole)
  for await (const others of snapshot.batches(({ noun }) => !trees.includes(noun), batchSize)) await take(others)
  await noteOriginEditions(db, named)
  await keepCursor(db, origin, snapshot.cursor)
}

/** Stores how far the copy is; an empty cursor means that it needs a snapshot. */
export async function keepCursor(db: Database, origin: string, cursor: string): Promise<void> {
  await rows(
    db,
    sql`insert into ${mirrors} (origin, cursor) values (${origin}, ${cursor}) on conflict (origin) do update set cursor = excluded.cursor`,
  )
}
