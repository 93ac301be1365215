import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { changes, records, versions } from '../database/log-tables.ts'
import { headSeqInside, prepared, rows } from '../database/rows.ts'
import type { Moment } from '../log/moments.ts'
import type { Noun } from '../model/noun.ts'
import { type NounName, nameOf } from '../model/record-name.ts'
import { type KeptTexts, keepText, type Text, type TextRow, textColumns, toText } from './record-texts.ts'

/** A record as it is stored, and the log position that it was read at. */
export interface FoundRecord extends Text {
  id: string
  seq: number
}

type RecordRow = TextRow & Pick<FoundRecord, 'id' | 'seq'>

type FindRecord = (noun: Noun, id: string) => Promise<FoundRecord | undefined>

export interface RecordFinder {
  findRecord: FindRecord
  /** The same, which keeps the text: for records that other answers are likely to name, too. */
  findKept: FindRecord
}

/** Statements on their way at once; what is asked meanwhile goes together with the next. With more, each brings fewer records. */
const statementsAtOnce = 2

interface Wanted {
  noun: NounName
  id: string
  answer: PromiseWithResolvers<FoundRecord | undefined>
}

/**
 * A reader of single records. All that is asked within one turn of the event loop, or while enough statements are on
 * their way, goes to Postgres as one: under load a statement costs both sides more than the rows that it brings.
 */
export function recordFinder(db: Database, texts: KeptTexts): RecordFinder {
  let waiting = new Map<string, Wanted>()
  let running = 0
  // The database sends no text for a version that is in memory. Most texts that are read here are not kept, because they
  // are asked for once.
  const read = prepared<(RecordRow & { noun: NounName }) | { noun: NounName; id: string; seq: number; content: null }>(
    db,
    sql`select records.noun, records.id, records.version_id::float8 as "versionId", ${textColumns}, ${headSeqInside}
      from unnest(${sql.placeholder('nouns')}::text[], ${sql.placeholder('ids')}::text[], ${sql.placeholder('versionIds')}::bigint[])
        as held (noun, id, version_id)
      join ${records} on records.noun = held.noun and records.id = held.id and not records.deleted
      left join ${versions} on versions.version_id = records.version_id and versions.version_id <> held.version_id`,
  )

  async function ask(): Promise<void> {
    if (waiting.size === 0 || running >= statementsAtOnce) return
    const batch = waiting
    waiting = new Map()
    running += 1
    try {
      const held = new Map([...batch.keys()].map((name) => [name, texts.find(name)]))
      const wanted = [...batch.values()]
      const versionIds = [...held.values()].map((text) => text?.versionId ?? 0)
      const nouns = wanted.map(({ noun }) => noun)
      for (const row of await read({ nouns, ids: wanted.map(({ id }) => id), versionIds })) {
        const { id, seq } = row
        const name = nameOf(row)
        const text = row.content === null ? held.get(name) : toText(row)
        if (text) batch.get(name)?.answer.resolve({ id, seq, ...text })
      }
      // Resolving again has no effect, so this answers only those without a record.
      for (const { answer } of wanted) answer.resolve(undefined)
    } catch (error) {
      for (const { answer } of batch.values()) answer.reject(error)
    } finally {
      running -= 1
      if (waiting.size > 0) setImmediate(() => void ask())
    }
  }

  function findRecord({ name: noun }: Noun, id: string): Promise<FoundRecord | undefined> {
    if (waiting.size === 0) setImmediate(() => void ask())
    const name = nameOf({ noun, id })
    const { answer } = waiting.get(name) ?? { answer: withResolvers<FoundRecord | undefined>() }
    waiting.set(name, { noun, id, answer })
    return answer.promise
  }

  async function findKept(noun: Noun, id: string): Promise<FoundRecord | undefined> {
    const record = await findRecord(noun, id)
    if (record) keepText(texts, noun, id, record)
    return record
  }

  return { findRecord, findKept }
}

interface PromiseWithResolvers<T> {
  promise: Promise<T>
  resolve: (value: T) => void
  reject: (reason: unknown) => void
}

/** As `Promise.withResolvers`, which is not in Node 20. */
function withResolvers<T>(): PromiseWithResolvers<T> {
  const parts: Partial<PromiseWithResolvers<T>> = {}
  const promise = new Promise<T>((resolve, reject) => Object.assign(parts, { resolve, reject }))
  return { promise, ...parts } as PromiseWithResolvers<T>
}

/** Reads by the heads of the log alone, which are small and stay in the database's memory. */
export async function findRecords(db: Database, noun: Noun, ids: string[]): Promise<FoundRecord[]> {
  const found = await rows<RecordRow>(
    db,
    sql`select records.id, versions.version_id::float8 as "versionId", ${textColumns}, ${headSeqInside}
    from ${records} join ${versions} on versions.version_id = records.version_id
    where records.noun = ${noun.name} and records.id = any(${sql.param(ids)}::text[]) and not records.deleted`,
  )
  return found.map(toRecord)
}

/** The same as of a position of the log, from the log itself, where a record may have had another id. */
export async function findRecordsAsOf(db: Database, noun: Noun, ids: string[], seq: number): Promise<FoundRecord[]> {
  const found = await rows<RecordRow>(
    db,
    sql`select each.id, versions.version_id::float8 as "versionId", ${textColumns}, ${seq}::float8 as seq
    from unnest(${sql.param(ids)}::text[]) each (id)
    cross join lateral (
      select coalesce((
        select version_id from ${changes}
        where changes.noun = ${noun.name} and changes.id = each.id and changes.seq <= ${seq}
        order by changes.seq desc limit 1
      ), (
        select changes.version_id from ${records} join ${versions} present on present.version_id = records.version_id
        join ${versions} earlier on earlier.record_id = present.record_id
        join ${changes} on changes.version_id = earlier.version_id and changes.seq <= ${seq}
        where records.noun = ${noun.name} and records.id = each.id
        order by changes.seq desc limit 1
      )) as version_id
    ) last
    join ${versions} on versions.version_id = last.version_id
    where versions.op <> 'delete'`,
  )
  return found.map(toRecord)
}

/** A record as it stood at a moment, or as it stands without one. */
export async function findRecordAt(
  db: Database,
  noun: Noun,
  id: string,
  past?: Pick<Moment, 'seq'>,
): Promise<FoundRecord | undefined> {
  const [record] = await (past ? findRecordsAsOf(db, noun, [id], past.seq) : findRecords(db, noun, [id]))
  return record
}

const toRecord = (row: RecordRow): FoundRecord => ({ id: row.id, seq: row.seq, ...toText(row) })
