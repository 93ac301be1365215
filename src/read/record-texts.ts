import { sql } from 'drizzle-orm'
import { asBytes, bytesOf } from '../database/byte-columns.ts'
import type { Database } from '../database/connect.ts'
import { versions } from '../database/log-tables.ts'
import { prepared, rows } from '../database/rows.ts'
import type { HeadWatch } from '../log/head.ts'
import { instantColumns } from '../log/owned-columns.ts'
import { type ForEver, keepForEver } from '../memory/for-ever.ts'
import { withOwnMemory } from '../memory/own-memory.ts'
import { recordTag, withOwned } from '../model/documents.ts'
import type { Noun } from '../model/noun.ts'
import { nameOf } from '../model/record-name.ts'

/** A version of a record as it is sent, which never changes. */
export interface Text {
  versionId: number
  /** The strong entity tag of the record. */
  tag: string
  updatedAt: string
  body: Buffer
}

/** A version as the database gives it. */
export interface TextRow {
  versionId: number
  version: number
  /** The first bytes of the content's SHA-256, in hexadecimal. */
  digest: string
  content: Buffer | string
  /** Null where this version is the first. */
  createdAt: string | null
  updatedAt: string
}

export const textColumns = sql`versions.version, encode(substr(versions.sha256, 1, 8), 'hex') as digest,
  ${asBytes(versions.content)} as content, ${instantColumns}`

export function toText({ versionId, version, digest, content, createdAt, updatedAt }: TextRow): Text {
  const owned = { version, createdAt: createdAt ?? updatedAt, updatedAt }
  return { versionId, tag: recordTag(version, digest), updatedAt, body: withOwned(bytesOf(content), owned) }
}

/** One version as it is sent, by its number in the log. */
export async function findText(db: Database, versionId: number): Promise<Text> {
  const [row] = await rows<TextRow>(
    db,
    sql`select version_id::float8 as "versionId", ${textColumns} from ${versions} where version_id = ${versionId}`,
  )
  if (!row) throw new Error(`Version ${versionId} is not in the log.`)
  return toText(row)
}

/** Texts in memory, as long as the log is the same. */
export type KeptTexts = ForEver<Text>

const mostBytes = 24 * 1024 * 1024
const mostBytesOfPast = 8 * 1024 * 1024
/** The tag and the date of a text, its name, and what holds them together. */
const bytesBeside = 700

/** Keeps the texts lately asked for, by the name of the record, so that the database names their versions and sends no more. */
export function keepTexts(head: Pick<HeadWatch, 'epoch'>): KeptTexts {
  return ofThisLog(head, keepForEver({ name: 'texts', mostBytes }))
}

/** Keeps the texts lately asked for as of past positions, by version. */
export function keepPastTexts(head: Pick<HeadWatch, 'epoch'>): KeptTexts {
  return ofThisLog(head, keepForEver({ name: 'past', mostBytes: mostBytesOfPast }))
}

/** After a restore, the numbers of versions that were undone are given to others. */
function ofThisLog({ epoch }: Pick<HeadWatch, 'epoch'>, kept: ForEver<Text>): KeptTexts {
  const keyOf = (key: string) => `${epoch()} ${key}`
  return { find: (key) => kept.find(keyOf(key)), keep: (key, text, bytes) => kept.keep(keyOf(key), text, bytes) }
}

/** Keeps the latest text of a record that is likely to be asked for again. */
export function keepText(kept: KeptTexts, noun: Noun, id: string, text: Text): void {
  keepUnder(nameOf({ noun: noun.name, id }), kept, text)
}

/** All by name: where a found record stood when it was read is no part of its text. */
function keepUnder(name: string, kept: KeptTexts, { versionId, tag, updatedAt, body }: Text): void {
  const own = withOwnMemory(body)
  kept.keep(name, { versionId, tag, updatedAt, body: own }, own.length + bytesBeside)
}

/** A version is not there any more: a mirror has begun anew since the statement that named it. */
export class VersionGone extends Error {}

/** The bodies of versions of records, in the order asked for. */
export type ReadBodies = (noun: Noun, records: { id: string; versionId: number }[]) => Promise<Buffer[]>

/**
 * A reader of bodies, from memory as far as they are there; what it reads is kept there. In the past, texts of the present
 * are found and not pushed out.
 */
export function bodyReader(db: Database, latest?: KeptTexts, past?: KeptTexts): ReadBodies {
  const read = prepared<TextRow>(
    db,
    sql`select version_id::float8 as "versionId", ${textColumns} from ${versions}
      where version_id = any(${sql.placeholder('versionIds')}::bigint[])`,
  )
  async function readMissing(noun: Noun, records: { id: string; versionId: number }[]): Promise<Map<number, Buffer>> {
    const bodies = new Map<number, Buffer>()
    const ids = new Map(records.map(({ id, versionId }) => [versionId, id]))
    for (const row of await read({ versionIds: [...ids.keys()] })) {
      const text = toText(row)
      if (past) keepUnder(String(row.versionId), past, text)
      else if (latest) keepText(latest, noun, ids.get(row.versionId) ?? '', text)
      bodies.set(row.versionId, text.body)
    }
    return bodies
  }
  return async (noun, records) => {
    const held = records.map(({ id, versionId }) => {
      const text = latest?.find(nameOf({ noun: noun.name, id }))
      return text?.versionId === versionId ? text.body : past?.find(String(versionId))?.body
    })
    const missing = records.filter((_, at) => !held[at])
    const fetched = missing.length > 0 ? await readMissing(noun, missing) : undefined
    return records.map(({ id, versionId }, at) => {
      const body = held[at] ?? fetched?.get(versionId)
      if (!body) throw new VersionGone(`Version ${versionId} of ${noun.name}/${id} is not in the log.`)
      return body
    })
  }
}
