import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { wireInstant } from '../database/instants.ts'
import { editions, logHead, revisions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import { textsOf } from '../language/messages.ts'
import { type Texts, texts } from '../language/texts.ts'
import { instantPattern, noSuchTime, stretchOf } from '../model/instant-bounds.ts'
import { Unavailable, ValidationProblem } from '../problems/problems.ts'
import { positionOfEdition } from './edition-position.ts'
import { isUndone, positionGone } from './log-cursor.ts'

// A moment is a position of the log, told by its number, by an instant or a day, or by the name of an edition.

/** The names of editions, which are neither numbers nor days. */
export const editionName = /^(?!\d+$)(?!\d{4}-\d\d-\d\d$)[a-z0-9]+([.-][a-z0-9]+)*$/

export const momentPattern = new RegExp(`^\\d{1,15}$|${instantPattern.source}|${editionName.source}`)

/** A position of the log. A fixed one means the same state for ever. */
export interface Moment {
  seq: number
  fixed: boolean
}

/**
 * The position that the text of a parameter names. A position beyond the end of the log or in the future is refused,
 * because it could still change.
 */
async function momentOf(db: Database, text: string, parameter = 'asOf'): Promise<Moment> {
  const find = /^\d+$/.test(text) ? momentOfNumber : instantPattern.test(text) ? momentOfInstant : momentOfEdition
  const found = await find(db, text)
  if ('problem' in found) throw new ValidationProblem([{ parameter, detail: found.problem }])
  return found
}

/** The same for what is asked about the registry then, which says nothing of the time before it began. */
export async function recordedMomentOf(db: Database, text: string): Promise<Moment> {
  const moment = await momentOf(db, text)
  if (moment.seq > 0) return moment
  const [first] = await rows<{ at: string }>(
    db,
    sql`select ${wireInstant(sql`committed_at`)} as at from ${revisions} where rev = 1`,
  )
  if (!first) return moment
  throw new ValidationProblem([{ parameter: 'asOf', detail: beforeTheFirst(first.at) }])
}

const beforeTheFirst = (at: string) =>
  texts(
    `This lies before the first record was written, at ${at}. What was signed by a day is asked for by \`signedOn.lte\`, and what was in force on it by \`inForceOn\`.`,
    `早於首項記錄寫入的時刻（${at}）。查詢某日或之前簽署的文件請用 \`signedOn.lte\`，查詢當日生效的文件請用 \`inForceOn\`。`,
    `早于首项记录写入的时刻（${at}）。查询某日或之前签署的文件请用 \`signedOn.lte\`，查询当日生效的文件请用 \`inForceOn\`。`,
  )
export const beyondTheEnd = texts('This lies beyond the end of the log.', '超出日誌的末端。', '超出日志的末端。')
export const notYet = texts(
  'The log has not come to this position here yet.',
  '日誌在此尚未到達此位置。',
  '日志在此尚未到达此位置。',
)
const inTheFuture = texts('This lies in the future.', '屬於將來的時刻。', '属于将来的时刻。')
const noEdition = texts(
  'This names no edition of this log; GET /v1/editions lists them.',
  '本日誌沒有此版次；各版次見 GET /v1/editions。',
  '本日志没有此版次；各版次见 GET /v1/editions。',
)

type Found = Moment | { problem: Texts }

async function momentOfNumber(db: Database, text: string): Promise<Found> {
  const seq = Number(text)
  if (await hasReached(db, seq)) return { seq, fixed: true }
  if (await mayYetCome(db)) throw new Unavailable(1, notYet)
  return { problem: beyondTheEnd }
}

/** Whether the log has come to a position. One of a state that was undone is refused. */
export async function hasReached(db: Database, position: number): Promise<boolean> {
  const [found] = await rows<{ seq: number; undone: boolean }>(
    db,
    sql`select least(seq, ${position}::bigint)::float8 as seq, ${isUndone(position)} as undone from ${logHead}`,
  )
  if (found?.seq !== position) return false
  if (found.undone) throw positionGone()
  return true
}

/**
 * Whether a position beyond the end may yet come: a standby may be behind its leader, and while commits of a leader wait
 * for a standby, a replica may show them already.
 */
export async function mayYetCome(db: Database): Promise<boolean> {
  const [found] = await rows<{ may: boolean }>(
    db,
    sql`select pg_is_in_recovery() or exists (
      select from pg_stat_activity where datname = current_database() and wait_event = 'SyncRep'
    ) as may`,
  )
  return found?.may ?? false
}

/** Whether a position lies beyond the end of a standby. Only its leader knows whether there is such a position. */
export async function isBeyondStandby(db: Database, position: number): Promise<boolean> {
  const [found] = await rows<{ isBeyond: boolean }>(
    db,
    sql`select pg_is_in_recovery() and seq < ${position}::bigint as "isBeyond" from ${logHead}`,
  )
  return found?.isBeyond ?? false
}

/**
 * The end of what the text names, or now where that is not over. Instants are given in the order of the log, and no later one
 * comes before the last. When the machine's clock was put back, the last lies in its future.
 */
async function momentOfInstant(db: Database, text: string): Promise<Found> {
  const stretch = stretchOf(text)
  if (!stretch) return { problem: textsOf(noSuchTime) }
  const [found] = await rows<Moment & { future: boolean }>(
    db,
    sql`select coalesce((
        select last_seq from ${revisions} where committed_at <= ${stretch.to}::timestamptz order by committed_at desc limit 1
      ), 0)::float8 as seq,
      ${stretch.to}::timestamptz <= last_at as fixed, ${stretch.from}::timestamptz > greatest(clock_timestamp(), last_at) as future
    from ${logHead}`,
  )
  if (!found || found.future) return { problem: inTheFuture }
  return { seq: found.seq, fixed: found.fixed }
}

/** The position before the first change that was committed at or after the beginning of what the text names. */
export async function positionBefore(db: Database, text: string): Promise<number> {
  const refused = (detail: Texts) => new ValidationProblem([{ parameter: 'since', detail }])
  const stretch = stretchOf(text)
  if (!stretch) throw refused(textsOf(noSuchTime))
  const [found] = await rows<{ seq: number; future: boolean }>(
    db,
    sql`select coalesce((
        select last_seq from ${revisions} where committed_at < ${stretch.from}::timestamptz order by committed_at desc limit 1
      ), 0)::float8 as seq, ${stretch.from}::timestamptz > greatest(clock_timestamp(), last_at) as future
    from ${logHead}`,
  )
  if (!found || found.future) throw refused(inTheFuture)
  return found.seq
}

async function momentOfEdition(db: Database, name: string): Promise<Found> {
  const [found] = await rows<{ seq: number }>(
    db,
    sql`select (${positionOfEdition})::float8 as seq from ${editions} where name = ${name}`,
  )
  return found ? { seq: found.seq, fixed: true } : { problem: noEdition }
}
