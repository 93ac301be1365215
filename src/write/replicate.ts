import { getTableName, sql } from 'drizzle-orm'
import type { ChangeKind } from '../database/change-kinds.ts'
import type { Database } from '../database/connect.ts'
import { citations, otherReferences } from '../database/link-tables.ts'
import {
  changes,
  editions,
  formerIds,
  logHead,
  logRestarts,
  records,
  revisions,
  versions,
} from '../database/log-tables.ts'
import { pastName } from '../database/past-tables.ts'
import { rows } from '../database/rows.ts'
import { idempotency } from '../database/service-tables.ts'
import { readHead } from '../log/head.ts'
import { restartLog } from '../log/restarts.ts'
import { toContent, tombstone } from '../model/documents.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import { tablesOf } from '../model/noun-list.ts'
import type { RecordDocument } from '../model/record-document.ts'
import { type NounName, nameOf } from '../model/record-name.ts'
import { append } from './append.ts'
import { documentBefore, type Head, lockHeads } from './record-heads.ts'
import { continueRenamed } from './renames.ts'
import type { NewVersion } from './write.ts'

/** A version as its origin has it; without content it is a deletion. */
export interface OriginVersion {
  noun: NounName
  id: string
  version: number
  kind?: ChangeKind
  /** The instants that the origin prints; for a deletion, only the instant of the deletion. */
  at?: string
  createdAt?: string
  content?: string
}

/** The origin has another text for a version that this copy holds already, or went back behind it. */
export class Diverged extends Error {}

const usualReason = 'Taken over from the origin'

/** Takes over versions just as they are, each of another record, by what inserts every write. */
export async function replicate(
  db: Database,
  nouns: Nouns,
  taken: OriginVersion[],
  reason: string | null = usualReason,
): Promise<void> {
  const keys = taken.map(({ noun, id }) => ({ noun: nounOf(nouns, noun), id }))
  // The origin has checked what refers to what, so nothing may be deleted here meanwhile.
  const heads = await lockHeads(db, keys, true)
  const fresh = taken.flatMap((version): NewVersion[] => {
    const head = heads.get(nameOf(version))
    if (!head || isEqual(head, version)) return []
    if (head.version >= version.version)
      throw new Diverged(`${nameOf(version)} stands at another version ${head.version} here.`)
    return [toNewVersion(nounOf(nouns, version.noun), head, version)]
  })
  if (fresh.length > 0)
    await append(db, nouns, continueRenamed(fresh, heads), { actor: 'mirror', reason: reason ?? undefined })
}

function toNewVersion(noun: Noun, head: Head, taken: OriginVersion): NewVersion {
  const { id, version, kind, at, createdAt = head.last?.createdAt, content = toContent(tombstone(id)) } = taken
  return {
    noun,
    id,
    version,
    kind,
    content,
    op: opOf(head, taken),
    document: JSON.parse(content) as RecordDocument,
    before: documentBefore(head),
    recordId: head.last?.recordId,
    origin: at ? { updatedAt: at, createdAt: createdAt ?? at } : undefined,
  }
}

function nounOf(nouns: Nouns, name: NounName): Noun {
  const noun = nouns.get(name)
  if (!noun) throw new Error(`The origin has ${name}, which this release does not know.`)
  return noun
}

function opOf(head: Head, { content }: OriginVersion): NewVersion['op'] {
  if (content === undefined) return 'delete'
  if (head.version === 0) return 'create'
  return head.deleted ? 'restore' : 'update'
}

function isEqual({ deleted, last, ...head }: Head, { version, content, at }: OriginVersion): boolean {
  if (head.version !== version || deleted !== (content === undefined)) return false
  return (deleted || last?.content === content) && (at === undefined || last?.updatedAt === at)
}

/**
 * Empties a copy that cannot follow its origin any more. Its log goes on as another one behind all positions that were
 * given, so that none of them is taken for a later one. Whoever reads meanwhile reads what stood before: nothing is locked
 * against reading, and rows are deleted, because one that is truncated away is gone for older snapshots, too.
 */
export async function emptyLog(db: Database, nouns: Nouns, reason: string): Promise<void> {
  const log = [versions, revisions, changes, logHead, logRestarts]
  const typed = tablesOf(nouns.values())
  const emptied = [versions, revisions, changes, records, editions, formerIds, citations, otherReferences, idempotency]
  const past = [citations, ...typed].map(pastName)
  for (const table of log) await rows(db, sql`alter table ${table} disable trigger append_only`)
  await restartLog(db, (await readHead(db)).epoch, reason)
  // No log before has anything in common with the one that begins.
  await rows(db, sql`update ${logRestarts} set seq = 0`)
  await rows(db, sql`update ${logHead} set rev = default, chain = default, top_version = default`)
  for (const name of [...[...emptied, ...typed].map(getTableName), ...past])
    await rows(db, sql`delete from ${sql.identifier(name)}`)
  // A table whose references are still to be checked cannot be altered.
  await rows(db, sql`set constraints all immediate`)
  for (const table of log) await rows(db, sql`alter table ${table} enable trigger append_only`)
  await rows(db, sql`set constraints all deferred`)
}
