import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { changes, logHead, records, versions } from '../database/log-tables.ts'
import { headRow, headSeq, rows } from '../database/rows.ts'
import type { NounName } from '../model/record-name.ts'
import { chainAt, type LogCursor } from './log-cursor.ts'
import { sentText } from './owned-columns.ts'

/** Some records of the state at a position, as one text. */
interface StatePart {
  text: string
  count: number
}

interface StateRequest {
  seq: number
  nouns?: NounName[]
  /** SQL for the text of one record, out of `noun`, `id`, `version`, `content` and `sha256`. */
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

/** The lines of a snapshot, each the JSON of one record that stood at a position. */
export function snapshotParts(db: Database, seq: number): AsyncGenerator<StatePart> {
  const entry = sql`'{"noun":"' || noun || '","record":' || ${sentText} || E'}\\n'`
  return walkState(db, { seq, entry, between: '' })
}

/** The version and the hash of each record that stood at a position. */
export async function* manifestParts(db: Database, seq: number, nouns?: NounName[]) {
  const entry = sql`noun || ' ' || id || ' ' || version || ' ' || encode(sha256, 'hex')`
  for await (const { text } of walkState(db, { seq, nouns, entry, between: '\n' })) {
    yield text.split('\n').map((line) => {
      const [noun = '', id = '', version, sha256 = ''] = line.split(' ')
      return { noun, id, version: Number(version), sha256 }
    })
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
  const found = await rows<LogCursor & { counts: Record<string, number> | null }>(
    db,
    sql`select epoch::text, ${headSeq}, ${chainAt(sql`head.seq`)} as chain, (
      select json_object_agg(noun, amount) from (
        select noun, count(*)::int as amount from ${records} where not deleted and version > 0 group by noun order by noun
      ) counted) as counts from ${logHead} head`,
  )
  const { counts, ...cursor } = headRow(found)
  return { cursor, counts: counts ?? {} }
}
