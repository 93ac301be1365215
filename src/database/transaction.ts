import type { Database } from './connect.ts'
import { DatabaseUnavailable, translate } from './problems.ts'

type Settings = Parameters<Database['transaction']>[1]

/** Runs queries as one transaction; a transaction is a Database too. */
export async function transaction<T>(db: Database, run: (tx: Database) => Promise<T>, settings?: Settings): Promise<T> {
  try {
    return await db.transaction(run, settings)
  } catch (error) {
    throw translate(error)
  }
}

// Postgres asks for another try by these codes: a serialization failure, a deadlock, a lock that was not free in time. A
// write between our own check and the commit may break a foreign key or a unique index; the next try then sees it.
const contended = new Set(['40001', '40P01', '55P03'])
const transient = new Set([...contended, '23503', '23505'])

/** Runs a transaction again, at most three times, when Postgres asks for that. */
export async function retriedTransaction<T>(db: Database, run: (tx: Database) => Promise<T>, tries = 3): Promise<T> {
  try {
    return await transaction(db, run)
  } catch (error) {
    const state = sqlState(error) ?? ''
    if (tries <= 1 && contended.has(state)) throw new DatabaseUnavailable('The database is busy.', { cause: error })
    if (tries <= 1 || !transient.has(state)) throw error
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 50))
    return retriedTransaction(db, run, tries - 1)
  }
}

/** The SQLSTATE of an error of either driver, or of the error that it wraps. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)) return error.code
  return 'cause' in error ? sqlState(error.cause) : undefined
}
