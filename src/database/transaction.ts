import type { Database } from './connect.ts'
import { translate } from './problems.ts'

type Settings = Parameters<Database['transaction']>[1]

/** Runs queries as one transaction; a transaction is a Database too. */
export async function transaction<T>(db: Database, run: (tx: Database) => Promise<T>, settings?: Settings): Promise<T> {
  try {
    return await db.transaction(run, settings)
  } catch (error) {
    throw translate(error)
  }
}

// Postgres says "try again" by code: a serialization failure, a deadlock, a lock not to be had in time, and a foreign
// key that a concurrent deletion broke after our own check.
const transient = new Set(['40001', '40P01', '55P03', '23503'])

/** Runs a transaction again, at most three times, when Postgres asks for that. */
export async function retriedTransaction<T>(db: Database, run: (tx: Database) => Promise<T>, tries = 3): Promise<T> {
  try {
    return await transaction(db, run)
  } catch (error) {
    if (tries <= 1 || !transient.has(sqlState(error) ?? '')) throw error
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
