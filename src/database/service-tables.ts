import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant, key } from './column-types.ts'

// The tables that the service keeps for itself.

/** Keys of writers. The secret itself is not here, only its SHA-256. */
export const keys = pgTable('keys', {
  id: key('id').primaryKey(),
  sha256: bytea('sha256').notNull(),
  label: text('label').notNull(),
  scopes: text('scopes').array().notNull(),
  createdAt: instant('created_at').notNull().default(sql`now()`),
  createdBy: text('created_by').notNull(),
  expiresAt: instant('expires_at'),
  revokedAt: instant('revoked_at'),
  lastUsedAt: instant('last_used_at'),
})

/**
 * Answers to writes that carried an Idempotency-Key, kept so that a repeated request is answered alike. The log position
 * is that of the revision `tx`, which gets it with the commit, or `seq` where nothing was written.
 */
export const idempotency = pgTable(
  'idempotency',
  {
    principal: text('principal').notNull(),
    key: text('key').notNull(),
    fingerprint: bytea('fingerprint').notNull(),
    status: integer('status'),
    headers: jsonb('headers'),
    body: text('body'),
    /** The version that the answer is of, which gets its instant with the commit. */
    versionId: bigint('version_id', { mode: 'number' }),
    tx: uuid('tx'),
    seq: bigint('seq', { mode: 'number' }),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.principal, t.key] }), index().on(t.createdAt)],
)

/** How far a mirror has followed its origin. The cursor is written in the transaction that writes the changes before it. */
export const mirrors = pgTable('mirrors', { origin: text('origin').primaryKey(), cursor: text('cursor').notNull() })

/** One row: the rules by which the rows of the nouns' tables were last made from the log. */
export const projectionRules = pgTable('projection_rules', {
  one: boolean('one').primaryKey().default(true),
  rules: integer('rules').notNull(),
})

/** Indexes that a large import drops and builds again at its end: see write/postponed-indexes.ts. */
export const postponedIndexes = pgTable('postponed_indexes', {
  name: text('name').primaryKey(),
  definition: text('definition').notNull(),
})

/**
 * One row: the place that the log was last known to be at, as the server names it, and the transaction that wrote so. A
 * restored database has another place, and rows that are put back another transaction.
 */
export const logPlace = pgTable('log_place', {
  one: boolean('one').primaryKey().default(true),
  place: text('place').notNull(),
})
