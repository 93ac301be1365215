import { sql } from 'drizzle-orm'
import type { ChangeKind } from '../database/change-kinds.ts'
import type { Database } from '../database/connect.ts'
import { wireInstant } from '../database/instants.ts'
import { changes, logHead, revisions, versions } from '../database/log-tables.ts'
import { headBeside, headRow, type LeftJoined, rows } from '../database/rows.ts'
import type { NounName } from '../model/record-name.ts'
import { chainAt, type LogCursor } from './log-cursor.ts'
import { sentText } from './owned-columns.ts'

/** One change of one record, as the feed tells it. */
export interface Change {
  seq: number
  rev: number
  noun: NounName
  id: string
  version: number
  op: 'create' | 'update' | 'delete' | 'restore'
  kind: ChangeKind
  at: string
  /** The top-level members that it changed. */
  fields: string[]
  reason: string | null
}

export interface ChangesRequest {
  limit: number
  nouns?: NounName[]
  /** Whether to read the records, too. */
  withRecord: boolean
  /** The position that counts as the end of the log, where it goes on. */
  upTo?: number
}

/** How many changes one page may look at, so that a rare noun does not scan the whole log. */
const mostScanned = 5_000

export interface ChangePage {
  /** Each with the chain at its position, the record's name as JSON, and its text where the request has `withRecord`; null for a deletion. */
  changes: (Change & { chain: string; label: string; record: string | null })[]
  /** Behind the last change that was looked at, whether it matched or not. */
  scanned: LogCursor
  head: number
}

interface ChangeRow extends Change {
  chain: string
  label: string
  record: string | null
  epoch: string
  head: number
  chainBefore: string
  scanned: number
  chainScanned: string
}

/**
 * The changes after a cursor, in order, read in one statement and so from one moment of the log. Undefined where the cursor
 * is not one of this log, or no longer.
 */
export async function listChanges(
  db: Database,
  after: LogCursor,
  { limit, nouns, withRecord, upTo }: ChangesRequest,
): Promise<ChangePage | undefined> {
  // Numbers that a restart left out are passed in one step.
  const bound = after.seq + mostScanned
  const end = upTo === undefined ? sql`seq` : sql`least(seq, ${upTo}::bigint)`
  const changeRows = await rows<ChangeRow>(
    db,
    sql`with head as (select epoch::text, ${end} as seq from ${logHead} limit 1),
    bounds as materialized (
      select greatest(
        ${bound}::bigint, coalesce((select min(seq) from ${changes} where seq > ${after.seq}), (select seq from head))
      ) as bound
    ),
    page as (
      select seq, rev, version_id, noun, id, version, op, kind, at from ${changes}
      where seq > ${after.seq} and seq <= (select least(bound, head.seq) from bounds, head) ${nouns ? sql`and noun = any(${sql.param(nouns)}::text[])` : sql``}
      order by seq limit ${limit}
    ),
    scan as (
      select case when (select count(*) from page) = ${limit} then (select max(seq) from page) else least(head.seq, (select bound from bounds)) end as seq
      from head
    ),
    ends as materialized (
      select ${chainAt(sql`${after.seq}::bigint`)} as before, scan.seq, ${chainAt(sql`scan.seq`)} as chain from scan
    )
    select head.epoch, ${headBeside}, ends.before as "chainBefore",
      ends.seq::float8 as scanned, ends.chain as "chainScanned", ${changeColumns},
      encode(substr(revisions.chain, 1, 8), 'hex') as chain, ${withRecord ? recordText : sql`null`} as record
    from head cross join ends ${joinPage}
    order by page.seq`,
  )
  const [first] = changeRows
  if (!first || first.epoch !== after.epoch || first.head < after.seq || first.chainBefore !== after.chain)
    return undefined
  return {
    changes: changeRows.filter(({ seq }) => seq !== null),
    scanned: { epoch: after.epoch, seq: Math.max(first.scanned, after.seq), chain: first.chainScanned },
    head: first.head,
  }
}

/** The changes of a `page` of the log, and what they are read from. */
const changeColumns = sql`page.seq::float8 as seq, page.rev::float8 as rev, page.noun, page.id, page.version, page.op, page.kind,
  ${wireInstant(sql`page.at`)} as at, versions.fields, revisions.reason, versions.label`
const joinPage = sql`left join page on true left join ${revisions} on revisions.rev = page.rev
  left join ${versions} on versions.version_id = page.version_id`
const recordText = sql`case when page.op <> 'delete' then ${sentText} end`

/** Changes newest first, each with the record's name as JSON. */
export interface NewestChanges {
  changes: (Change & { label: string })[]
  head: number
  /** The position below which the next ones stand; undefined where there are none. */
  before?: number
}

/** The last changes of the log, or the last before a position. */
export async function listNewest(db: Database, limit: number, before?: number): Promise<NewestChanges> {
  const isBefore = before === undefined ? sql`` : sql`where seq < ${before}`
  const found = await rows<LeftJoined<Change & { label: string }> & { head: number }>(
    db,
    sql`with page as (
      select seq, rev, version_id, noun, id, version, op, kind, at from ${changes} ${isBefore}
      order by seq desc limit ${limit + 1}
    )
    select ${headBeside}, ${changeColumns} from ${logHead} head ${joinPage}
    order by page.seq desc`,
  )
  const listed = found.flatMap(({ head, ...change }) => (change.seq === null ? [] : [change]))
  const shown = listed.slice(0, limit)
  return { changes: shown, head: headRow(found).head, before: listed.length > limit ? shown.at(-1)?.seq : undefined }
}
