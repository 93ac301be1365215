import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from './connect.ts'
import { DatabaseUnavailable, sqlState, sqlStates, translate } from './problems.ts'

export type TransactionSettings = Parameters<Database['transaction']>[1]

/** Runs queries as one transaction; a transaction is a Database too. */
export async function transaction<T>(
  db: Database,
  run: (tx: Database) => Promise<T>,
  settings?: TransactionSettings,
): Promise<T> {
  try {
    return await db.transaction(run, settings)
  } catch (error) {
    throw translate(error)
  }
}

const { serializationFailure, deadlockDetected, lockNotAvailable, foreignKeyViolation, uniqueViolation } = sqlStates
/** By these, Postgres asks for another try. */
const contended = new Set([serializationFailure, deadlockDetected, lockNotAvailable])
// A write between our own check and the commit may break a foreign key or a unique index; the next try then sees it.
const transient = new Set([...contended, foreignKeyViolation, uniqueViolation])

const mostTries = 3
/** After so long a wait for a lock, another would outlast the patience of the client. */
const longWait = 2_500

/** Runs a transaction again, at most three times, when Postgres asks for that. */
export async function retriedTransaction<T>(
  db: Database,
  run: (tx: Database) => Promise<T>,
  settings?: TransactionSettings,
  tries = mostTries,
): Promise<T> {
  const startedAt = performance.now()
  try {
    return await transaction(db, run, settings)
  } catch (error) {
    const state = sqlState(error) ?? ''
    const isLast = tries <= 1 || (state === lockNotAvailable && performance.now() - startedAt > longWait)
    if (isLast && contended.has(state)) throw new DatabaseUnavailable('busy', { cause: error })
    if (isLast || !transient.has(state)) throw error
    await pause(Math.random() * 50)
    return retriedTransaction(db, run, settings, tries - 1)
  }
}
