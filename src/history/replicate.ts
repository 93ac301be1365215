import { getTableName, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import {
  changes,
  citations,
  formerIds,
  idempotency,
  logHead,
  mirrors,
  records,
  revisions,
  versions,
} from '../database/tables.ts'
import { transaction } from '../database/transaction.ts'
import { sha256 } from '../registry/documents.ts'
import type { NounName } from '../registry/fields.ts'
import type { StoredDocument } from '../registry/noun.ts'
import { append, type Changed, lockHeads, type Nouns, type Write } from '../registry/save.ts'
import { nameOf } from '../registry/standing.ts'

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

/** Takes over versions just as they are, in their order, through the steps by which every write is appended. */
export async function replicate(db: Database, nouns: Nouns, taken: OriginVersion[]): Promise<void> {
  for (const batch of withoutRepeats(taken)) {
    const writes = batch.flatMap(({ noun: name, id }): Write[] => {
      const noun = nouns.get(name)
      return noun ? [{ noun, id, change: { op: 'delete' } }] : []
    })
    const heads = await lockHeads(db, writes)
    const changed = batch.flatMap((version, index): Changed[] => {
      const write = writes[index]
      const head = heads.get(nameOf(version))
      const body = version.body ?? tombstone(version)
      if (!write || !head || isEqual(head, version)) return []
      if (head.version >= version.version)
        throw new Diverged(`${nameOf(version)} stands at version ${head.version} here.`)
      const op =
        version.body === undefined ? 'delete' : head.version === 0 ? 'create' : head.deleted ? 'restore' : 'update'
      const document = JSON.parse(body) as StoredDocument
      return [{ write, status: 'updated', version: version.version, op, document, body }]
    })
    if (changed.length > 0) await append(db, nouns, changed, author)
  }
}

function isEqual(
  head: { version: number; deleted: boolean; body?: string },
  { version, body }: OriginVersion,
): boolean {
  if (head.version !== version || head.deleted !== (body === undefined)) return false
  return head.deleted || sha256(head.body ?? '').equals(sha256(body ?? ''))
}

function tombstone({ id, version, at }: OriginVersion): string {
  const when = at ?? new Date().toISOString()
  return JSON.stringify({ id, version, createdAt: when, updatedAt: when, deleted: true })
}

/** Cuts a sequence where a record comes again, for one statement writes a record once. */
function withoutRepeats(taken: OriginVersion[]): OriginVersion[][] {
  const batches: OriginVersion[][] = []
  let seen = new Set<string>()
  for (const version of taken) {
    const name = nameOf(version)
    if (batches.length === 0 || seen.has(name)) {
      batches.push([])
      seen = new Set()
    }
    seen.add(name)
    batches.at(-1)?.push(version)
  }
  return batches
}

/** Empties a copy that cannot follow its origin any more, log and all. It becomes another log. */
export async function startAnew(db: Database, nouns: Nouns): Promise<void> {
  const log = [versions, revisions, changes, logHead]
  const typed = [...nouns.values()].flatMap((noun) => [noun.table, ...noun.links.map(({ table }) => table)])
  const all = [...log, records, formerIds, citations, idempotency, mirrors, ...typed]
  await transaction(db, async (tx) => {
    for (const table of log) await rows(tx, sql`alter table ${table} disable trigger append_only`)
    await rows(
      tx,
      sql`truncate ${sql.join(
        all.map((table) => sql.identifier(getTableName(table))),
        sql`, `,
      )}`,
    )
    await rows(tx, sql`insert into ${logHead} default values`)
    for (const table of log) await rows(tx, sql`alter table ${table} enable trigger append_only`)
  })
}
