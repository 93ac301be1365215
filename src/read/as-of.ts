import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '../database/connect.ts'
import { logHead, revisions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import { ValidationProblem } from '../http/problems.ts'
import { isUndone, positionGone } from '../log/log-cursor.ts'
import { recordFinder } from './find-record.ts'
import { idChecker } from './known-ids.ts'
import { readPast } from './past/read-past.ts'
import { bodyReader } from './record-texts.ts'
import type { Past, Registry } from './registry.ts'

export const asOf = z
  .string()
  .regex(
    /^(\d{1,15}|\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))$/,
    'must be a position of the log or an instant such as 2026-11-24T09:00:00Z',
  )
  .optional()
  .describe('The registry as it stood after this change number, or at this instant.')

/**
 * Answers from the registry as it stood at the moment that a query names, or as it stands where it names none. A route
 * takes `asOf` by putting it into its query and its handler into this.
 */
export async function atMoment<T>(
  registry: Registry,
  query: { asOf?: string },
  answer: (registry: Registry) => Promise<T>,
): Promise<T> {
  if (query.asOf === undefined) return answer(registry)
  const past = await positionOf(registry.db, query.asOf)
  return readPast(registry.db, registry.nouns, past.seq, (db) =>
    answer({ ...registry, db, past, find: recordFinder(db), bodies: bodyReader(db), checkIds: idChecker() }),
  )
}

/** The position that `asOf` means. What lies beyond the end of the log or in the future is refused: it could still change. */
export async function positionOf(db: Database, asOf: string): Promise<Past> {
  return /^\d+$/.test(asOf) ? positionOfNumber(db, Number(asOf)) : positionOfInstant(db, asOf)
}

async function positionOfNumber(db: Database, seq: number): Promise<Past> {
  const [found] = await rows<{ reached: boolean; undone: boolean }>(
    db,
    sql`select seq >= ${seq}::bigint as reached, ${isUndone(seq)} as undone from ${logHead}`,
  )
  if (!found?.reached) throw refused('lies beyond the end of the log')
  if (found.undone) throw positionGone()
  return { seq, fixed: true }
}

async function positionOfInstant(db: Database, instant: string): Promise<Past> {
  if (Number.isNaN(Date.parse(instant))) throw refused('names a day or an hour that does not exist')
  const [found] = await rows<{ seq: number; future: boolean }>(
    db,
    sql`select coalesce((select max(last_seq) from ${revisions} where committed_at <= ${instant}::timestamptz), 0)::text::int as seq,
      ${instant}::timestamptz > clock_timestamp() as future`,
  )
  if (!found || found.future) throw refused('lies in the future')
  // A write that is being committed may still come to stand before this very moment.
  return { seq: found.seq, fixed: false }
}

function refused(detail: string): ValidationProblem {
  return new ValidationProblem([{ parameter: 'asOf', detail }])
}
