import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { wireInstant } from '../database/instants.ts'
import { changes, logHead } from '../database/log-tables.ts'
import { headRow, headSeq, rows } from '../database/rows.ts'

/** The instants of the first and the last change of the log, none of an empty one, and the position that they were read at. */
export interface LogSpan {
  seq: number
  first: string | null
  last: string | null
}

export async function readLogSpan(db: Database): Promise<LogSpan> {
  const at = (order: 'asc' | 'desc') =>
    sql`(select ${wireInstant(sql`at`)} from ${changes} where changes.seq <= head.seq order by changes.seq ${sql.raw(order)} limit 1)`
  const found = await rows<LogSpan>(
    db,
    sql`select ${headSeq}, ${at('asc')} as first, ${at('desc')} as last from ${logHead} head`,
  )
  return headRow(found)
}
