import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { logHead, logRestarts, revisions } from '../database/log-tables.ts'
import { headRow, rows } from '../database/rows.ts'
import { texts } from '../language/texts.ts'
import { Problem } from '../problems/problems.ts'

// A cursor knows its log: the identity of the log, a position, and the hash chain at that position. A log that was
// restored to an earlier state, or went another way since, has another chain there and says so.

/** A decoded cursor of the feed: a log, a position in it, and the chain there. */
export interface LogCursor {
  epoch: string
  seq: number
  chain: string
}

const pattern = /^v1\.([0-9a-f-]{36})\.(0|[1-9]\d{0,14})\.([0-9a-f]{16})$/

export function encodeLogCursor({ epoch, seq, chain }: LogCursor): string {
  return Buffer.from(`v1.${epoch}.${seq}.${chain}`).toString('base64url')
}

/** Reads a cursor; only the log can tell whether the cursor is one of its own. */
export function decodeLogCursor(text: string): LogCursor | undefined {
  const [, epoch, seq, chain] = pattern.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? []
  const cursor = { epoch: epoch ?? '', seq: Number(seq), chain: chain ?? '' }
  return epoch && encodeLogCursor(cursor) === text ? cursor : undefined
}

/**
 * The chain at a position, as cursors carry it: the chain of the revision that the position belongs to. A restart leaves
 * out numbers; there it is the chain of the last revision before.
 */
export function chainAt(seq: SQL): SQL {
  return sql`coalesce((
    select encode(substr(chain, 1, 8), 'hex') from (
      select first_seq, chain from ${revisions} where last_seq >= ${seq} order by last_seq limit 1
    ) as own where first_seq <= ${seq}
  ), (
    select encode(substr(chain, 1, 8), 'hex') from ${revisions} where last_seq < ${seq} order by last_seq desc limit 1
  ), repeat('0', 16))`
}

/** A cursor at the end of the log, or at a position of it. */
export async function cursorAt(db: Database, where: 'head' | number): Promise<LogCursor> {
  const seq = where === 'head' ? sql`head.seq` : sql`${where}::bigint`
  const found = await rows<LogCursor>(
    db,
    sql`select epoch::text, (${seq})::float8 as seq, ${chainAt(seq)} as chain from ${logHead} head`,
  )
  return headRow(found)
}

/** The end of a revision once it is sealed, and whether the log there goes on from an earlier end. */
export async function endOfRevision(
  db: Database,
  tx: string,
  { epoch, seq, chain }: LogCursor,
): Promise<(LogCursor & { goesOn: boolean }) | undefined> {
  const [found] = await rows<LogCursor & { goesOn: boolean }>(
    db,
    sql`select epoch::text, last_seq::float8 as seq, encode(substr(${revisions.chain}, 1, 8), 'hex') as chain,
      epoch = ${epoch}::uuid and ${chainAt(sql`${seq}::bigint`)} = ${chain} as "goesOn"
    from ${revisions}, ${logHead} head where tx = ${tx} and last_seq is not null`,
  )
  return found
}

/** Tells a client whose cursor belongs to another log where to begin again. */
export const goneMembers = { snapshot: '/v1/snapshot' }

/** Whether a number belongs to a state that was undone: a restart of the log left it out. */
export function isUndone(seq: number): SQL {
  return sql`exists (select from ${logRestarts} where seq < ${seq}::bigint and next_seq > ${seq}::bigint)`
}

/** The cursor in this log to go on from, where a restart kept all that was read up to a cursor of an earlier one. */
async function keptCursor(db: Database, { epoch, seq, chain }: LogCursor): Promise<LogCursor | undefined> {
  const [kept] = await rows<LogCursor>(
    db,
    sql`select head.epoch::text, ${seq}::float8 as seq, ${chain} as chain from ${logHead} head
      where ${chainAt(sql`${seq}::bigint`)} = ${chain}
        and exists (select from ${logRestarts} where epoch::text = ${epoch} and seq >= ${seq}::bigint)`,
  )
  return kept
}

export function positionGone(): Problem {
  return new Problem('gone', undonePosition, goneMembers)
}

export async function cursorGone(db: Database, cursor: LogCursor): Promise<Problem> {
  const kept = await keptCursor(db, cursor)
  return kept
    ? new Problem('gone', restarted, { ...goneMembers, cursor: encodeLogCursor(kept) })
    : new Problem('gone', otherLog, goneMembers)
}

const undonePosition = texts(
  'The position belongs to a state of the registry that was undone by a restore.',
  '此位置屬於登記冊因還原而撤銷的狀態。',
  '此位置属于登记册因还原而撤销的状态。',
)
const restarted = texts(
  'The log was restarted since. It has kept all that was read up to the cursor: go on from `cursor`, or take the snapshot.',
  '日誌其後曾重新開始，並保留直至此游標已讀取的一切。請由 `cursor` 繼續，或取得快照。',
  '日志其后曾重新开始，并保留直至此游标已读取的一切。请由 `cursor` 继续，或取得快照。',
)
const otherLog = texts(
  'The cursor belongs to another log, or to a state of this one that was undone. Take the snapshot and go on from its cursor.',
  '此游標屬於另一日誌，或本日誌已撤銷的狀態。請取得快照，並由其游標繼續。',
  '此游标属于另一日志，或本日志已撤销的状态。请取得快照，并由其游标继续。',
)
