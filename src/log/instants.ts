import { type SQL, sql } from 'drizzle-orm'

/** An instant in the form of the contract: UTC, to the microsecond. */
export function wireInstant(column: SQL): SQL {
  return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}
