import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { changes, formerIds, logHead, records, revisions, versions } from '../database/log-tables.ts'
import { rows, wordOnce } from '../database/rows.ts'
import { wireInstant } from '../log/instants.ts'
import { nameOf } from '../log/standing.ts'
import type { NounName } from '../model/fields.ts'
import type { Noun } from '../model/noun.ts'
import { type KeptTexts, type Text, type TextRow, textColumns, toText } from './record-texts.ts'

/** A record as it is stored, and the log position that it was read at. */
export interface FoundRecord extends Text {
  id: string
  seq: number
}

type RecordRow = TextRow & Pick<FoundRecord, 'id' | 'seq'>

export type FindRecord = (noun: Noun, id: string) => Promise<FoundRecord | undefined>

/** Statements on their way at once for one noun; what is asked meanwhile goes together with the next. */
const statementsAtOnce = 4

/**
 * A reader of single records. All that is asked within one turn of the event loop, or while enough statements are on
 * their way, goes to Postgres as one: under load a statement costs both sides more than the rows that it brings.
 */
export function recordFinder(db: Database, kept?: KeptTexts): FindRecord {
  const waiting = new Map<Noun, Map<string, PromiseWithResolvers<FoundRecord | undefined>>>()
  const running = new Map<Noun, number>()
  // Of a version that is in memory, the database sends no text. What is read here is not kept: most is asked for once.
  const read = wordOnce<RecordRow | { id: string; seq: number; content: null }>(
    db,
    sql`select records.id, records.version_id::text::int as "versionId", ${textColumns}, ${headSeq}
      from unnest(${sql.placeholder('ids')}::text[], ${sql.placeholder('versionIds')}::bigint[]) as held (id, version_id)
      join ${records} on records.noun = ${sql.placeholder('noun')} and records.id = held.id and not records.deleted
      left join ${versions} on versions.version_id = records.version_id and versions.version_id <> held.version_id`,
  )

  async function ask(noun: Noun): Promise<void> {
    const batch = waiting.get(noun)
    const busy = running.get(noun) ?? 0
    if (!batch || busy >= statementsAtOnce) return
    waiting.delete(noun)
    running.set(noun, busy + 1)
    try {
      const held = new Map([...batch.keys()].map((id) => [id, kept?.find(nameOf({ noun: noun.name, id }))]))
      const versionIds = [...held.values()].map((text) => text?.versionId ?? 0)
      for (const row of await read({ noun: noun.name, ids: [...held.keys()], versionIds })) {
        const { id, seq } = row
        const text = row.content === null ? held.get(id) : toText(row)
        if (!text) continue
        batch.get(id)?.resolve({ id, seq, ...text })
      }
      // What was resolved stays as it is.
      for (const { resolve } of batch.values()) resolve(undefined)
    } catch (error) {
      for (const { reject } of batch.values()) reject(error)
    } finally {
      running.set(noun, (running.get(noun) ?? 1) - 1)
      if (waiting.has(noun)) setImmediate(() => void ask(noun))
    }
  }

  return (noun, id) => {
    let batch = waiting.get(noun)
    if (!batch) {
      batch = new Map()
      waiting.set(noun, batch)
      setImmediate(() => void ask(noun))
    }
    const answer = batch.get(id) ?? withResolvers<FoundRecord | undefined>()
    batch.set(id, answer)
    return answer.promise
  }
}

interface PromiseWithResolvers<T> {
  promise: Promise<T>
  resolve: (value: T) => void
  reject: (reason: unknown) => void
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  const parts: Partial<PromiseWithResolvers<T>> = {}
  const promise = new Promise<T>((resolve, reject) => Object.assign(parts, { resolve, reject }))
  return { promise, ...parts } as PromiseWithResolvers<T>
}

/** Reads by the heads of the log alone, which are small and stay in the database's memory. */
export async function findRecords(db: Database, noun: Noun, ids: string[]): Promise<FoundRecord[]> {
  const listed = await rows<RecordRow>(
    db,
    sql`select records.id, versions.version_id::text::int as "versionId", ${textColumns}, ${headSeq}
    from ${records} join ${versions} on versions.version_id = records.version_id
    where records.noun = ${noun.name} and records.id = any(${sql.param(ids)}::text[]) and not records.deleted`,
  )
  return listed.map(toRecord)
}

/** The same as of a position of the log, from the log itself, where a record may have had another id. */
export async function findRecordsAsOf(db: Database, noun: Noun, ids: string[], seq: number): Promise<FoundRecord[]> {
  const listed = await rows<RecordRow>(
    db,
    sql`select each.id, versions.version_id::text::int as "versionId", ${textColumns}, ${seq}::int as seq
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
  return listed.map(toRecord)
}

const headSeq = sql`(select seq::text::int from ${logHead}) as seq`

const toRecord = (row: RecordRow): FoundRecord => ({ id: row.id, seq: row.seq, ...toText(row) })

/** Why no record stands under an id: it is a former id of another, the record was deleted, is first recorded later, or never was. */
export type Absence = { movedTo: string } | { deletion: Deletion } | { recordedAt: string } | undefined

export interface Deletion {
  version: number
  deletedAt: string
  reason: string | null
}

/** All is that of the position asked about; but a record that still stands is told by its present id, under which its past is found, too. */
export async function explainAbsence(
  db: Database,
  noun: NounName,
  id: string,
  seq = Number.MAX_SAFE_INTEGER,
): Promise<Absence> {
  const [absence] = await rows<Nullable<Deletion & { movedTo: string; idThen: string; recordedAt: string }>>(
    db,
    sql`select
      (select former.id from ${formerIds} former join ${records} head on head.noun = former.noun and head.id = former.id
        where former.noun = ${noun} and former_id = ${id} and not deleted) as "movedTo", ${idThen(noun, id, seq)} as "idThen",
      last.version, last."deletedAt", last.reason, (
        select ${wireInstant(sql`at`)} from ${changes} where noun = ${noun} and id = ${id} order by seq limit 1
      ) as "recordedAt"
    from (values (1)) as one left join lateral (
      select op, version, ${wireInstant(sql`at`)} as "deletedAt", reason
      from ${changes} join ${revisions} using (rev)
      where noun = ${noun} and id = ${id} and seq <= ${seq} order by seq desc limit 1
    ) as last on last.op = 'delete'`,
  )
  if (!absence) return undefined
  const { idThen: then, recordedAt, version, deletedAt, reason } = absence
  const movedTo = absence.movedTo ?? (then === id ? null : then)
  if (movedTo) return { movedTo }
  if (version && deletedAt) return { deletion: { version, deletedAt, reason } }
  return recordedAt ? { recordedAt } : undefined
}

/** Under which id the record stood at a position that had had this one. */
function idThen(noun: NounName, id: string, seq: number): SQL {
  const before = sql`select record_id from ${changes} join ${versions} using (version_id)
    where changes.noun = ${noun} and changes.id = ${id} and changes.op <> 'delete' and seq <= ${seq} order by seq desc limit 1`
  return sql`(
    select id from (
      select changes.id, changes.op from ${versions} join ${changes} using (version_id)
      where versions.record_id = (${before}) and seq <= ${seq} order by seq desc limit 1
    ) as latest where op <> 'delete'
  )`
}

type Nullable<T> = { [Name in keyof T]: T[Name] | null }
