import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { changeKinds } from './change-kinds.ts'
import { bytea, key, positions } from './column-types.ts'

// The log is the truth; the tables of nouns and links can be made again from it.
// Statements give positions and ids of versions as float8: both drivers read it as a number, and it holds each up to 1e15.
// Restarts leave out millions of positions, so int4 would not hold them for long.

/** One row: the position of the log. `epoch` is the identity of this log; `chain` the hash over all revisions. */
export const logHead = pgTable('log_head', {
  one: boolean('one').primaryKey().default(true),
  epoch: uuid('epoch').notNull().defaultRandom(),
  seq: bigint('seq', { mode: 'number' }).notNull().default(0),
  rev: bigint('rev', { mode: 'number' }).notNull().default(0),
  chain: bytea('chain').notNull().default(sql`decode(repeat('00', 32), 'hex')`),
  lastAt: timestamp('last_at', { withTimezone: true, precision: 6, mode: 'string' }).notNull().default(sql`'epoch'`),
  /** The highest version id that was sealed so far. */
  topVersion: bigint('top_version', { mode: 'number' }).notNull().default(0),
})

/** One row for each write transaction: who, why, when. The seal fills the columns from `rev` on at commit. */
export const revisions = pgTable(
  'revisions',
  {
    tx: uuid('tx').primaryKey(),
    actor: text('actor').notNull(),
    reason: text('reason'),
    requestId: text('request_id'),
    /** The edition whose records this revision brought, where it did. */
    edition: text('edition'),
    rev: bigint('rev', { mode: 'number' }).unique(),
    committedAt: timestamp('committed_at', { withTimezone: true, precision: 6, mode: 'string' }),
    firstSeq: bigint('first_seq', { mode: 'number' }),
    lastSeq: bigint('last_seq', { mode: 'number' }),
    chain: bytea('chain'),
    /** That of the head after this revision. */
    topVersion: bigint('top_version', { mode: 'number' }),
    /** The positions below which the log had higher version ids than some of this revision, which was not sealed by then. */
    inFlight: positions('in_flight'),
  },
  (t) => [
    index().on(t.committedAt),
    index().on(t.edition).where(sql`${t.edition} is not null`),
    index().on(t.lastSeq),
    index().on(t.topVersion),
    index().using('gist', t.inFlight).where(sql`${t.inFlight} is not null`),
  ],
)

const op = text('op', { enum: ['create', 'update', 'delete', 'restore'] }).notNull()
const kind = text('kind', { enum: changeKinds }).notNull()

/**
 * Every version of every record, append-only. `content` is the JSON text of the record without the fields that the registry
 * owns, and `sha256` is of that. `record_id` is the `version_id` of the record's first version, whatever its id was then.
 */
export const versions = pgTable(
  'versions',
  {
    versionId: bigint('version_id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tx: uuid('tx')
      .notNull()
      .references(() => revisions.tx),
    noun: key('noun').notNull(),
    id: key('id').notNull(),
    version: integer('version').notNull(),
    op,
    kind,
    content: text('content').notNull(),
    sha256: bytea('sha256').notNull(),
    recordId: bigint('record_id', { mode: 'number' }).notNull(),
    /** The top-level members that differ from the version before; none where all is new, or gone. */
    fields: text('fields').array().notNull(),
    /** The record's name by language, as JSON. */
    label: text('label').notNull(),
    /** In a mirror: when its origin committed this version, and the first one of the record. */
    originAt: timestamp('origin_at', { withTimezone: true, precision: 6, mode: 'string' }),
    originCreatedAt: timestamp('origin_created_at', { withTimezone: true, precision: 6, mode: 'string' }),
  },
  (t) => [unique().on(t.noun, t.id, t.version), index().on(t.tx), index().on(t.recordId)],
)

/** The feed: one row for each version, numbered without gaps in the order of commits. Only the seal writes it. */
export const changes = pgTable(
  'changes',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey(),
    rev: bigint('rev', { mode: 'number' }).notNull(),
    versionId: bigint('version_id', { mode: 'number' }).notNull().unique(),
    noun: key('noun').notNull(),
    id: key('id').notNull(),
    version: integer('version').notNull(),
    op,
    kind,
    /** The instant that the version prints: that of its revision, or in a mirror that of its origin. */
    at: timestamp('at', { withTimezone: true, precision: 6, mode: 'string' }).notNull(),
  },
  (t) => [index().on(t.noun, t.id, t.seq), index().on(t.at)],
)

/** The head of each record. Writers lock it, and it remains when the record is deleted. */
export const records = pgTable(
  'records',
  {
    noun: key('noun').notNull(),
    id: key('id').notNull(),
    version: integer('version').notNull().default(0),
    versionId: bigint('version_id', { mode: 'number' }),
    deleted: boolean('deleted').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.noun, t.id] })],
)

/** Named states of the published record that this log has. Where an edition brought changes, its revisions name it. */
export const editions = pgTable('editions', {
  name: key('name').primaryKey(),
  /** The position of an edition that brought no change; other editions have that of their last revision. */
  seq: bigint('seq', { mode: 'number' }),
  /** In a mirror, the instant of its last change at the origin: what was written there up to then is this edition. */
  originAt: timestamp('origin_at', { withTimezone: true, precision: 6, mode: 'string' }),
  /** The state root, in hexadecimal. */
  root: text('root').notNull(),
  /** How far the sources were read. */
  readUntil: date('read_until', { mode: 'string' }),
  /** The changes against the edition before, by noun and id. */
  changed: jsonb('changed').notNull(),
})

/** Ids that a record had before. */
export const formerIds = pgTable(
  'former_ids',
  { noun: key('noun').notNull(), formerId: key('former_id').notNull(), id: key('id').notNull() },
  (t) => [primaryKey({ columns: [t.noun, t.formerId] }), index().on(t.noun, t.id)],
)

/**
 * One row for each time that the log was put back to an earlier state and went on as another log: `seq` is the last
 * position that both have. Numbering goes on after `next_seq`, so no number of an undone change is used again.
 */
export const logRestarts = pgTable('log_restarts', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: timestamp('at', { withTimezone: true, precision: 6, mode: 'string' }).notNull().default(sql`now()`),
  reason: text('reason').notNull(),
  /** The log that went on no further. */
  epoch: uuid('epoch').notNull(),
  seq: bigint('seq', { mode: 'number' }),
  nextSeq: bigint('next_seq', { mode: 'number' }),
})
