import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** An instant as the contract has it, in UTC: those of the log to the microsecond, those of keys to the millisecond. */
export function wireInstant(column: SQLWrapper, digits: 'US' | 'MS' = 'US'): SQL {
  return sql`to_char(${column} at time zone 'UTC', ${sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.${digits}"Z"'`)})`
}
