import { sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Database } from '../database/connect.ts'
import { wireInstant } from '../database/instants.ts'
import { rows } from '../database/rows.ts'
import { keys } from '../database/service-tables.ts'
import type { KeyRequest, Scope, WriterKey } from './key-schema.ts'
import { digestOf, makeKey } from './secret.ts'

const instant = (column: PgColumn) => wireInstant(column, 'MS')

const columns = sql`id, label, scopes, ${instant(keys.createdAt)} as "createdAt", created_by as "createdBy",
  ${instant(keys.expiresAt)} as "expiresAt", ${instant(keys.revokedAt)} as "revokedAt",
  ${instant(keys.lastUsedAt)} as "lastUsedAt"`

/** Makes a key. Its secret is in this answer and is stored nowhere. */
export async function createKey(
  db: Database,
  { label, scopes, expiresAt }: KeyRequest,
  createdBy: string,
): Promise<WriterKey & { key: string }> {
  const { id, key } = makeKey()
  const [made] = await rows<WriterKey>(
    db,
    sql`insert into ${keys} (id, sha256, label, scopes, created_by, expires_at)
    values (${id}, decode(${digestOf(key).toString('hex')}, 'hex'), ${label}, ${sql.param(scopes)}::text[], ${createdBy}, ${expiresAt}::timestamptz)
    returning ${columns}`,
  )
  if (!made) throw new Error('The key was not stored.')
  return { ...made, key }
}

export function listKeys(db: Database): Promise<WriterKey[]> {
  return rows(db, sql`select ${columns} from ${keys} order by created_at desc, id`)
}

export async function findKey(db: Database, id: string): Promise<WriterKey | undefined> {
  const [key] = await rows<WriterKey>(db, sql`select ${columns} from ${keys} where id = ${id}`)
  return key
}

/** Revokes a key, and gives its digest; undefined where there is no such key. One that is revoked already stays as it is. */
export async function revokeKey(db: Database, id: string): Promise<string | undefined> {
  const [revoked] = await rows<{ digest: string }>(
    db,
    sql`update ${keys} set revoked_at = coalesce(revoked_at, now()) where id = ${id} returning encode(sha256, 'hex') as digest`,
  )
  return revoked?.digest
}

/** The stored part of a key that checking it needs. */
export interface Credential {
  scopes: Scope[]
  expiresAt: string | null
  revokedAt: string | null
}

/** Finds a key by its id and its digest together: one without the other tells nothing. */
export async function findCredential(db: Database, id: string, digest: string): Promise<Credential | undefined> {
  const [stored] = await rows<Credential>(
    db,
    sql`select scopes, ${instant(keys.expiresAt)} as "expiresAt", ${instant(keys.revokedAt)} as "revokedAt"
      from ${keys} where id = ${id} and sha256 = decode(${digest}, 'hex')`,
  )
  return stored
}

/** Records that a key was used, at most once a minute. */
export async function noteUse(db: Database, id: string): Promise<void> {
  await rows(
    db,
    sql`update ${keys} set last_used_at = now()
    where id = ${id} and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
  )
}
