import { type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { citations, otherReferences } from '../database/link-tables.ts'
import { formerIds } from '../database/log-tables.ts'
import type { Noun } from './noun.ts'

// The rows that a record has in the table of its noun, in those of its links and in the tables that all nouns share.

/** The column with the id of the record that a row is of. */
export const ownerColumn = (table: PgTable): SQL => ('owner' in table ? sql`owner` : sql`id`)

/** Whether the table has rows of records of other nouns, too. */
export const isShared = (table: PgTable): boolean => table === citations || !hasPast(table)

/** Whether rows that were replaced are kept. */
export const hasPast = (table: PgTable): boolean => table !== otherReferences && table !== formerIds

/** Whether a row of the table, or of its past, is of one of these records. */
export function isOf(table: PgTable, noun: Noun, ids: string[]): SQL {
  const isOfOne = sql`${ownerColumn(table)} = any(${sql.param(ids)}::text[])`
  return isShared(table) ? sql`noun = ${noun.name} and ${isOfOne}` : isOfOne
}
