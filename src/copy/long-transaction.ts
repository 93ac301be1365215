import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import { retriedTransaction, type TransactionSettings } from '../database/transaction.ts'
import { withoutIdleLimit, withoutLimit } from '../database/without-limit.ts'

/** A transaction without the time limits of a request, for work on the whole registry at once. */
export function longTransaction<T>(
  db: Database,
  run: (tx: Database) => Promise<T>,
  settings?: TransactionSettings,
): Promise<T> {
  const unlimited = async (tx: Database) => {
    await rows(tx, sql.raw(withoutLimit))
    await rows(tx, sql.raw(withoutIdleLimit))
    return run(tx)
  }
  return retriedTransaction(db, unlimited, settings)
}
