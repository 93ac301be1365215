import { sql } from 'drizzle-orm'
import { changes, revisions } from '../database/log-tables.ts'

/**
 * Where a row of `editions` stands: where it was noted, at the last revision that names it, or in a mirror at the last change
 * that the origin had made by then.
 */
export const positionOfEdition = sql`coalesce(editions.seq, (
  select max(revisions.last_seq) from ${revisions} where revisions.edition = editions.name
), (
  select max(changes.seq) from ${changes} where changes.at <= editions.origin_at
))`
