import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { sqlState, sqlStates } from '../database/problems.ts'
import { rows } from '../database/rows.ts'
import { idempotency } from '../database/service-tables.ts'
import { retriedTransaction } from '../database/transaction.ts'
import { texts } from '../language/texts.ts'
import { Problem } from '../problems/problems.ts'

// A write that carries an Idempotency-Key is one transaction from taking the key to keeping the answer: it happens whole
// and leaves its answer, or fails and leaves no trace. A repetition finds the answer, or waits for it.

/** The answer to a write, as it is kept for a repetition. */
export interface WriteAnswer {
  status: number
  headers: Record<string, string>
  body: string | null
  /** The version that is the body. Its text is whole once it is committed. */
  versionId?: number | null
  /** The revision that was written. */
  tx?: string | null
  /** The log position, if nothing was written; that of a revision is known once it is committed. */
  seq?: number | null
}

/** A request that may be repeated: its principal, the key that the client gave it, and a hash of its content. */
export interface Repeatable {
  principal: string
  key: string
  fingerprint: string
}

export function fingerprintOf(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** Does a write at most once for its key: a repetition gets the answer that was kept. */
export function onlyOnce(
  db: Database,
  repeatable: Repeatable,
  write: (db: Database) => Promise<WriteAnswer>,
): Promise<{ answer: WriteAnswer; repeated: boolean }> {
  return afterTwin(`${repeatable.principal} ${repeatable.key}`, () =>
    retriedTransaction(db, async (tx) => {
      const kept = await takeKey(tx, repeatable)
      if (kept) return { answer: kept, repeated: true }
      const answer = await write(tx)
      await keep(tx, repeatable, answer)
      return { answer, repeated: false }
    }),
  )
}

const running = new Map<string, Promise<unknown>>()

/**
 * Runs equal requests to this process one after the other until one has left its answer, which the others then read:
 * waiting in the database, each would hold a connection.
 */
async function afterTwin<T>(name: string, run: () => Promise<T>): Promise<T> {
  for (let twin = running.get(name); twin; twin = running.get(name)) {
    const hasAnswered = await twin.then(
      () => true,
      () => false,
    )
    if (hasAnswered) return run()
  }
  const own = run().finally(() => running.delete(name))
  running.set(name, own)
  return own
}

/**
 * Takes the key for this transaction, or gives the answer that was kept under it. The insertion waits as long as another
 * transaction holds the key; if that one fails, the key is free again.
 */
async function takeKey(db: Database, { principal, key, fingerprint }: Repeatable): Promise<WriteAnswer | undefined> {
  const taken = await rows(
    db,
    sql`insert into ${idempotency} (principal, key, fingerprint) values (${principal}, ${key}, decode(${fingerprint}, 'hex'))
    on conflict do nothing returning key`,
  ).catch((error: unknown) => {
    throw sqlState(error) === sqlStates.lockNotAvailable ? stillRunning() : error
  })
  if (taken.length > 0) return undefined
  const [kept] = await rows<WriteAnswer & { fingerprint: string }>(
    db,
    sql`select encode(fingerprint, 'hex') as fingerprint, status, headers, body, version_id::float8 as "versionId", tx, seq::float8 as seq
    from ${idempotency} where principal = ${principal} and key = ${key}`,
  )
  if (!kept) throw stillRunning()
  if (kept.fingerprint !== fingerprint) throw new Problem('unprocessable', otherRequest)
  return kept
}

/** Keeps the answer under the key that this transaction has taken. */
async function keep(db: Database, { principal, key }: Repeatable, answer: WriteAnswer): Promise<void> {
  const { status, headers, body, versionId = null, tx = null, seq = null } = answer
  await rows(
    db,
    sql`update ${idempotency}
    set status = ${status}, headers = ${JSON.stringify(headers)}::jsonb, body = ${body}, version_id = ${versionId}::int8, tx = ${tx}::uuid, seq = ${seq}::int8
    where principal = ${principal} and key = ${key}`,
  )
}

const batchSize = 1000

/** Deletes answers that are three days old, some rows at a time so that no lock is held for long. */
export async function sweep(db: Database): Promise<void> {
  let swept: unknown[]
  do {
    swept = await rows(
      db,
      sql`delete from ${idempotency} where (principal, key) in (
        select principal, key from ${idempotency} where created_at < now() - interval '72 hours'
        order by created_at limit ${batchSize} for update skip locked)
      returning key`,
    )
  } while (swept.length === batchSize)
}

const stillRunning = () =>
  new Problem(
    'conflict',
    texts(
      'The first request with this Idempotency-Key is still running.',
      '使用此 Idempotency-Key 的首個請求仍在處理。',
      '使用此 Idempotency-Key 的首个请求仍在处理。',
    ),
    {},
    { 'retry-after': '1' },
  )

const otherRequest = texts(
  'Another request was made with this Idempotency-Key; a new request needs a new key.',
  '此 Idempotency-Key 已用於另一請求；新的請求須用新的 Idempotency-Key。',
  '此 Idempotency-Key 已用于另一请求；新的请求须用新的 Idempotency-Key。',
)
