import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { changes, logHead, records, revisions, versions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import type { NounName } from '../model/fields.ts'
import { chainAt, type LogCursor } from './log-cursor.ts'

/** One change of one record, as the feed tells it. */
export interface Change {
  seq: number
  rev: number
  noun: NounName
  id: string
  version: number
  op: 'create' | 'update' | 'delete' | 'restore'
  at: string
}

export interface ChangesRequest {
  limit: number
  nouns?: NounName[]
  /** Whether to read the records, too. */
  withRecord: boolean
}

/** How many changes one page may look at, so that a rare noun does not scan the whole log. */
const mostScanned = 5_000

export interface ChangePage {
  /** Each with the chain at its position, and its stored text where the request has `withRecord`; null for a deletion. */
  changes: (Change & { chain: string; body: string | null })[]
  /** Behind the last change that was looked at, whether it matched or not. */
  scanned: LogCursor
  head: number
}

interface ChangeRow extends Change {
  body: string | null
  chain: string
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
  { limit, nouns, withRecord }: ChangesRequest,
): Promise<ChangePage | undefined> {
  const bound = after.seq + mostScanned
  const changeRows = await rows<ChangeRow>(
    db,
    sql`with head as (select epoch::text, seq from ${logHead} limit 1),
    page as (
      select seq, rev, version_id, noun, id, version, op from ${changes}
      where seq > ${after.seq} and seq <= ${bound} ${nouns ? sql`and noun = any(${sql.param(nouns)}::text[])` : sql``}
      order by seq limit ${limit}
    ),
    scan as (
      select case when (select count(*) from page) = ${limit} then (select max(seq) from page) else least(head.seq, ${bound}::bigint) end as seq
      from head
    ),
    ends as materialized (
      select ${chainAt(sql`${after.seq}::bigint`)} as before, scan.seq, ${chainAt(sql`scan.seq`)} as chain from scan
    )
    select head.epoch, head.seq::text::int as head, ends.before as "chainBefore",
      ends.seq::text::int as scanned, ends.chain as "chainScanned",
      page.seq::text::int as seq, page.rev::text::int as rev, page.noun, page.id, page.version, page.op,
      ${instant(sql`committed_at`)} as at, encode(substr(revisions.chain, 1, 8), 'hex') as chain,
      ${withRecord ? storedText : sql`null`} as body
    from head cross join ends left join page on true left join ${revisions} on revisions.rev = page.rev
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

const storedText = sql`case when page.op <> 'delete' then (
  select body from ${versions} where versions.version_id = page.version_id) end`

/** An instant in the form of the contract: UTC, to the microsecond. */
function instant(column: SQL): SQL {
  return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}

/** Some records of the state at a position, as one text. */
export interface StatePart {
  text: string
  count: number
}

export interface StateRequest {
  seq: number
  nouns?: NounName[]
  /** SQL for the text of one record, out of `noun`, `id`, `version`, `body` and `sha256`. */
  entry: SQL
  /** The text between two records. */
  between: string
}

// The page size is written into the text of the statement: for a parameter, Postgres keeps a plan that sorts the whole log for each page.
const pageSize = 500
/** How many records are joined to one text. V8 soon moves a string of more than 128 kB to its old space, where it stays long after its use. */
const partSize = 40

/**
 * The records that stood at a position, page by page. Only the log is read, which never changes. So all pages are of one
 * moment, without a transaction that a slow client could keep open.
 */
export async function* walkState(db: Database, request: StateRequest): AsyncGenerator<StatePart> {
  // The next page is read while the caller works on this one.
  let reading = stateAfter(db, request, { noun: '', id: '' })
  for (let more = true; more; ) {
    const page = await reading
    const [{ read, noun, id }] = page
    more = read === pageSize
    if (more) {
      reading = stateAfter(db, request, { noun, id })
      reading.catch(() => {})
    }
    for (const { text, count } of page) if (count > 0) yield { text, count }
  }
}

interface StateRead extends StatePart {
  /** How many records were looked at for the page, and the last of them; empty where there is none. */
  read: number
  noun: string
  id: string
}

/**
 * A page of all records that were ever written, each with its last version up to the position; many have none yet. While the
 * position is the end of the log, the heads tell that version. The database joins the texts, because a row for each record
 * costs more than its text.
 */
async function stateAfter(
  db: Database,
  { seq, nouns, entry, between }: StateRequest,
  after: { noun: string; id: string },
): Promise<[StateRead, ...StateRead[]]> {
  const [first, ...others] = await rows<StateRead>(
    db,
    sql`with head as materialized (select seq = ${seq} as "isNow" from ${logHead}),
    heads as materialized (
      select noun, id, version_id, deleted, row_number() over (order by noun, id) as ordinal
      from ${records}
      where (noun, id) > (${after.noun}, ${after.id}) ${nouns ? sql`and noun = any(${sql.param(nouns)}::text[])` : sql``}
      order by noun, id limit ${sql.raw(String(pageSize))}
    ),
    standing as (
      select ordinal, version_id from heads where (select "isNow" from head) and not deleted
      union all
      select ordinal, earlier.version_id from heads cross join lateral (
        select version_id, op from ${changes}
        where changes.noun = heads.noun and changes.id = heads.id and seq <= ${seq} order by seq desc limit 1
      ) as earlier where not (select "isNow" from head) and earlier.op <> 'delete'
    )
    select parts.text, coalesce(parts.count, 0) as count, page.read,
      coalesce(last.noun, '') as noun, coalesce(last.id, '') as id
    from (select count(*)::int as read from heads) as page
    left join heads as last on last.ordinal = page.read
    left join (
      select (ordinal - 1) / ${sql.raw(String(partSize))} as part,
        string_agg(${entry}, ${between}::text order by ordinal) as text, count(*)::int as count
      from standing join ${versions} using (version_id) group by part
    ) as parts on true
    order by parts.part`,
  )
  if (!first) throw new Error('An aggregate gives one row.')
  return [first, ...others]
}

/** A cursor at the end of the log, and how many records of each noun stand there, from one moment. */
export async function headCounts(db: Database): Promise<{ cursor: LogCursor; counts: Record<string, number> }> {
  const [head] = await rows<LogCursor & { counts: Record<string, number> | null }>(
    db,
    sql`select epoch::text, seq::text::int as seq, ${chainAt(sql`head.seq`)} as chain, (
      select json_object_agg(noun, amount) from (
        select noun, count(*)::int as amount from ${records} where not deleted and version > 0 group by noun order by noun
      ) counted) as counts from ${logHead} head`,
  )
  if (!head) throw new Error('The log has no head: the database is not migrated.')
  const { counts, ...cursor } = head
  return { cursor, counts: counts ?? {} }
}

export interface VersionEntry {
  version: number
  op: Change['op']
  at: string
  seq: number
  actor: string
  reason: string | null
  requestId: string | null
  sha256: string
}

/** The versions of a record, newest first. */
export function listVersions(
  db: Database,
  noun: NounName,
  id: string,
  limit: number,
  below?: number,
): Promise<VersionEntry[]> {
  return rows(
    db,
    sql`select versions.version, versions.op, ${instant(sql`committed_at`)} as at,
      changes.seq::text::int as seq, actor, reason, request_id as "requestId", encode(sha256, 'hex') as sha256
    from ${versions} join ${changes} using (version_id) join ${revisions} on revisions.tx = versions.tx
    where versions.noun = ${noun} and versions.id = ${id} and versions.version < ${below ?? 2_000_000_000}
    order by versions.version desc limit ${limit}`,
  )
}

/** The stored text of one version of a record. */
export async function findVersion(
  db: Database,
  noun: NounName,
  id: string,
  version: number,
): Promise<{ body: string } | undefined> {
  const [stored] = await rows<{ body: string }>(
    db,
    sql`select body from ${versions} join ${changes} using (version_id)
    where versions.noun = ${noun} and versions.id = ${id} and versions.version = ${version}`,
  )
  return stored
}
