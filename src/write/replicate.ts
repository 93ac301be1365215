import { getTableName, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { citations } from '../database/link-tables.ts'
import { changes, formerIds, logHead, logRestarts, records, revisions, versions } from '../database/log-tables.ts'
import { pastName } from '../database/past-tables.ts'
import { rows } from '../database/rows.ts'
import { idempotency, mirrors } from '../database/service-tables.ts'
import { nameOf } from '../log/standing.ts'
import { toStored } from '../model/documents.ts'
import type { NounName } from '../model/fields.ts'
import type { Noun, Nouns, StoredDocument } from '../model/noun.ts'
import { append } from './append.ts'
import { type Head, lockHeads } from './record-heads.ts'
import type { NewVersion } from './write.ts'

/** A version as its origin has it; without a body it is a deletion. */
export interface OriginVersion {
  noun: NounName
  id: string
  version: number
  at?: string
  body?: string
}

/** The origin has another text for a version that this copy holds already, or went back behind it. */
export class Diverged extends Error {}

const author = { actor: 'mirror', reason: 'Taken over from the origin' }

/** Takes over versions just as they are, each of another record, by what inserts every write. */
export async function replicate(db: Database, nouns: Nouns, taken: OriginVersion[]): Promise<void> {
  const wanted = taken.map(({ noun, id }) => ({ noun: nounOf(nouns, noun), id }))
  // The origin has checked what refers to what, so nothing may be deleted here meanwhile.
  const heads = await lockHeads(db, wanted, true)
  const fresh = taken.flatMap((version): NewVersion[] => {
    const head = heads.get(nameOf(version))
    if (!head || isEqual(head, version)) return []
    if (head.version >= version.version)
      throw new Diverged(`${nameOf(version)} stands at another version ${head.version} here.`)
    const body = version.body ?? tombstone(version, head)
    const document = JSON.parse(body) as StoredDocument
    return [{ ...version, noun: nounOf(nouns, version.noun), op: opOf(head, version), document, body }]
  })
  if (fresh.length > 0) await append(db, nouns, fresh, author)
}

function nounOf(nouns: Nouns, name: NounName): Noun {
  const noun = nouns.get(name)
  if (!noun) throw new Error(`The origin has ${name}, which this release does not know.`)
  return noun
}

function opOf(head: Head, { body }: OriginVersion): NewVersion['op'] {
  if (body === undefined) return 'delete'
  if (head.version === 0) return 'create'
  return head.deleted ? 'restore' : 'update'
}

function isEqual(head: Head, { version, body }: OriginVersion): boolean {
  if (head.version !== version || head.deleted !== (body === undefined)) return false
  return head.deleted || head.body === body
}

/** The mark of a deletion. The origin tells when it was, and not why. */
function tombstone({ id, version, at }: OriginVersion, head: Head): string {
  const updatedAt = new Date(at ?? Date.now()).toISOString()
  const { createdAt } = JSON.parse(head.body ?? '{}') as { createdAt?: string }
  return JSON.stringify(toStored({ id, deleted: true }, { version, createdAt: createdAt ?? updatedAt, updatedAt }))
}

/** Empties a copy that cannot follow its origin any more, log and all. It becomes another log. */
export async function emptyLog(db: Database, nouns: Nouns): Promise<void> {
  const log = [versions, revisions, changes, logHead, logRestarts]
  const typed = [...nouns.values()].flatMap((noun) => [noun.table, ...noun.links.map(({ table }) => table)])
  const all = [...log, records, formerIds, citations, idempotency, mirrors, ...typed]
  const past = [citations, ...typed].map(pastName)
  const names = [...all.map(getTableName), ...past].map((name) => sql.identifier(name))
  for (const table of log) await rows(db, sql`alter table ${table} disable trigger append_only`)
  await rows(db, sql`truncate ${sql.join(names, sql`, `)}`)
  await rows(db, sql`insert into ${logHead} default values`)
  for (const table of log) await rows(db, sql`alter table ${table} enable trigger append_only`)
}
