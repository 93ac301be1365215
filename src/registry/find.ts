import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import { formerIds, logHead, records, versions } from '../database/tables.ts'
import type { NounName } from './fields.ts'
import type { Noun } from './noun.ts'

/** A record as it is stored, and the log position that it was read at. */
export interface Found {
  id: string
  version: number
  /** The first bytes of the body's SHA-256, in hexadecimal. */
  digest: string
  body: string
  updatedAt: string
  seq: number
}

export type FindRecord = (noun: Noun, id: string) => Promise<Found | undefined>

/** A reader of single records. All that is asked within one turn of the event loop goes to Postgres as one statement. */
export function recordFinder(db: Database): FindRecord {
  const waiting = new Map<Noun, Map<string, PromiseWithResolvers<Found | undefined>>>()

  async function ask(noun: Noun): Promise<void> {
    const asked = waiting.get(noun)
    waiting.delete(noun)
    if (!asked) return
    try {
      const found = new Map((await findRecords(db, noun, [...asked.keys()])).map((record) => [record.id, record]))
      for (const [id, { resolve }] of asked) resolve(found.get(id))
    } catch (error) {
      for (const { reject } of asked.values()) reject(error)
    }
  }

  return (noun, id) => {
    let asked = waiting.get(noun)
    if (!asked) {
      asked = new Map()
      waiting.set(noun, asked)
      setImmediate(() => void ask(noun))
    }
    const answer = asked.get(id) ?? withResolvers<Found | undefined>()
    asked.set(id, answer)
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

export function findRecords(db: Database, noun: Noun, ids: string[]): Promise<Found[]> {
  return rows<Found>(
    db,
    sql`select versions.id, versions.version, encode(substr(sha256, 1, 8), 'hex') as digest, body, ${noun.table.updatedAt}::text as "updatedAt",
      (select seq::text::int from ${logHead}) as seq
    from ${noun.table} join ${versions} on versions.version_id = ${noun.table.versionId}
    where ${noun.table.id} = any(${sql.param(ids)}::text[])`,
  )
}

/** Why no record stands under an id: it is a former id of another, the record was deleted, or it never was. */
export type Absence = { movedTo: string } | { tombstone: string } | undefined

export async function explainAbsence(db: Database, noun: NounName, id: string): Promise<Absence> {
  const [absence] = await rows<{ movedTo: string | null; tombstone: string | null }>(
    db,
    sql`select
      (select former.id from ${formerIds} former join ${records} head on head.noun = former.noun and head.id = former.id
        where former.noun = ${noun} and former_id = ${id} and not deleted) as "movedTo",
      (select body from ${records} join ${versions} using (version_id)
        where records.noun = ${noun} and records.id = ${id} and deleted) as tombstone`,
  )
  if (absence?.movedTo) return { movedTo: absence.movedTo }
  if (absence?.tombstone) return { tombstone: absence.tombstone }
  return undefined
}
