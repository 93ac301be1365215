import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import { logHead, revisions } from '../database/tables.ts'
import { Gone, ValidationProblem } from '../http/problems.ts'

// A cursor knows its log: the identity of the log, a position, and the hash chain at that position. A log that was
// restored to an earlier state, or went another way since, has another chain there and says so.

/** A place in a log, as a cursor names it. */
export interface LogPlace {
  epoch: string
  seq: number
  chain: string
}

const pattern = /^v1\.([0-9a-f-]{36})\.(0|[1-9]\d{0,14})\.([0-9a-f]{16})$/

export const logCursor = z.string().min(1).max(200)

export function encodeLogCursor({ epoch, seq, chain }: LogPlace): string {
  return Buffer.from(`v1.${epoch}.${seq}.${chain}`).toString('base64url')
}

function decode(text: string, parameter: string): LogPlace {
  const [, epoch, seq, chain] = pattern.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? []
  const place = { epoch: epoch ?? '', seq: Number(seq), chain: chain ?? '' }
  if (epoch && encodeLogCursor(place) === text) return place
  throw new ValidationProblem([{ parameter, detail: 'is not a cursor of a change feed' }])
}

interface Position extends LogPlace {
  head: number
}

/** The log as it stands at a position: who it is, where it ends, and its chain there. Undefined beyond its end. */
export async function placeAt(db: Database, seq: number | 'head'): Promise<Position | undefined> {
  const at = seq === 'head' ? sql`head.seq` : sql`${seq}::bigint`
  const [place] = await rows<Position>(
    db,
    sql`select head.epoch::text, head.seq::text::int as head, ${at}::text::int as seq,
      coalesce(encode(substr(revision.chain, 1, 8), 'hex'), repeat('0', 16)) as chain
    from ${logHead} head
    left join ${revisions} revision on revision.last_seq = (select min(last_seq) from ${revisions} where last_seq >= ${at})
    where ${at} <= head.seq`,
  )
  return place
}

/** The position of a cursor, if this log is the one that it was made for; else 410 with the way to begin anew. */
export async function placeOfCursor(db: Database, text: string, parameter: string): Promise<LogPlace> {
  const place = decode(text, parameter)
  const present = await placeAt(db, place.seq)
  if (present && present.epoch === place.epoch && (place.seq === 0 || present.chain === place.chain)) return place
  throw new Gone(
    'The cursor belongs to another log, or to a state of this one that was undone. Take the snapshot and go on from its cursor.',
    { snapshot: '/v1/snapshot' },
  )
}
