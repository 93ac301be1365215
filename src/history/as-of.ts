import { getTableName, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '../database/connect.ts'
import { planAnew, rows } from '../database/rows.ts'
import { citations, formerIds, revisions } from '../database/tables.ts'
import { transaction } from '../database/transaction.ts'
import { Unprocessable, ValidationProblem } from '../http/problems.ts'
import type { StoredDocument } from '../registry/noun.ts'
import { project } from '../registry/project.ts'
import type { Nouns } from '../registry/save.ts'
import { placeAt } from './log-cursor.ts'
import { walkState } from './queries.ts'

export const asOf = z
  .string()
  .regex(
    /^(\d{1,15}|\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))$/,
    'must be a position of the log or an instant such as 2026-11-24T09:00:00Z',
  )
  .optional()
  .describe('The registry as it stood after this change number, or at this instant.')

/** The position that `asOf` means. What lies in the future is refused: it could still change. */
export async function positionOf(db: Database, value: string): Promise<number> {
  const position = /^\d+$/.test(value) ? Number(value) : await positionAt(db, value)
  if (await placeAt(db, position)) return position
  throw new ValidationProblem([{ parameter: 'asOf', detail: 'lies beyond the end of the log' }])
}

async function positionAt(db: Database, instant: string): Promise<number> {
  if (Number.isNaN(Date.parse(instant))) throw new ValidationProblem([{ parameter: 'asOf', detail: 'is no instant' }])
  const [found] = await rows<{ seq: number; future: boolean }>(
    db,
    sql`select coalesce((select max(last_seq) from ${revisions} where committed_at <= ${instant}::timestamptz), 0)::text::int as seq,
      ${instant}::timestamptz > clock_timestamp() as future`,
  )
  if (found?.future) throw new ValidationProblem([{ parameter: 'asOf', detail: 'lies in the future' }])
  return found?.seq ?? 0
}

/** A past state is made again for each question; beyond this many records that would take too long. */
const mostRecords = 50_000

/**
 * Asks the registry as it stood at a position. The tables of that time are made again inside a transaction, as temporary
 * tables that hide the present ones, so that the same queries give the same answers as then.
 */
export function readAsOf<T>(db: Database, nouns: Nouns, seq: number, ask: (then: Database) => Promise<T>): Promise<T> {
  return transaction(db, async (then) => {
    planAnew(then)
    const tables = [...nouns.values()].flatMap((noun) => [noun.table, ...noun.links.map(({ table }) => table)])
    for (const table of [...tables, citations, formerIds]) {
      const name = sql.identifier(getTableName(table))
      await rows(then, sql`create temporary table ${name} (like public.${name} including indexes) on commit drop`)
    }
    let count = 0
    for await (const page of walkState(then, seq)) {
      count += page.length
      if (count > mostRecords)
        throw new Unprocessable(
          `At that position the registry held more than ${mostRecords} records, too many to be made again for one question. Single records and versions can be read as of any position.`,
        )
      await project(
        then,
        page.flatMap(({ noun: name, body, versionId }) => {
          const noun = nouns.get(name)
          return noun ? [{ noun, document: JSON.parse(body) as StoredDocument, versionId }] : []
        }),
      )
    }
    return ask(then)
  })
}
