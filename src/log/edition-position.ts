import { sql } from 'drizzle-orm'
import { revisions } from '../database/log-tables.ts'

// A statement about the past may see fewer changes under their plain name, and an edition lies where it lies.

/**
 * Where a row of `editions` stands: where it was noted, at the last revision that names it, or in a mirror at the last change
 * that the origin had made by then.
 */
export const positionOfEdition = sql`coalesce(editions.seq, (
  select max(revisions.last_seq) from ${revisions} where revisions.edition = editions.name
), (
  select max(seq) from public.changes where at <= editions.origin_at
))`
