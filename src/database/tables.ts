import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

// The data model, read whole. First the log, then one table a noun with what filters and sorts need, then the links
// between records. The log is the truth; all else can be made again from it.

/** Text that sorts by code point on every server, so that pages follow each other whatever the locale. */
const key = customType<{ data: string }>({ dataType: () => 'text collate "C"' })
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'string' })

/** One row: the position of the log. `epoch` is the identity of this log; `chain` the hash over all revisions. */
export const logHead = pgTable('log_head', {
  one: boolean('one').primaryKey().default(true),
  epoch: uuid('epoch').notNull().defaultRandom(),
  seq: bigint('seq', { mode: 'number' }).notNull().default(0),
  rev: bigint('rev', { mode: 'number' }).notNull().default(0),
  chain: bytea('chain').notNull().default(sql`decode(repeat('00', 32), 'hex')`),
  lastAt: timestamp('last_at', { withTimezone: true, precision: 6, mode: 'string' }).notNull().default(sql`'epoch'`),
})

/** One row a write transaction: who, why, when. The columns from `rev` on are filled at commit by the seal. */
export const revisions = pgTable(
  'revisions',
  {
    tx: uuid('tx').primaryKey(),
    actor: text('actor').notNull(),
    reason: text('reason'),
    requestId: text('request_id'),
    rev: bigint('rev', { mode: 'number' }).unique(),
    committedAt: timestamp('committed_at', { withTimezone: true, precision: 6, mode: 'string' }),
    firstSeq: bigint('first_seq', { mode: 'number' }),
    lastSeq: bigint('last_seq', { mode: 'number' }),
    chain: bytea('chain'),
  },
  (t) => [index().on(t.committedAt), index().on(t.lastSeq)],
)

/** Every version of every record, append-only. `body` is the JSON text that clients receive, byte for byte. */
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
    op: text('op', { enum: ['create', 'update', 'delete', 'restore'] }).notNull(),
    body: text('body').notNull(),
    sha256: bytea('sha256').notNull(),
  },
  (t) => [unique().on(t.noun, t.id, t.version), index().on(t.tx)],
)

/** The feed: one row a version, numbered without gaps in the order of commits. Written by the seal alone. */
export const changes = pgTable(
  'changes',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey(),
    rev: bigint('rev', { mode: 'number' }).notNull(),
    versionId: bigint('version_id', { mode: 'number' }).notNull().unique(),
    noun: key('noun').notNull(),
    id: key('id').notNull(),
    version: integer('version').notNull(),
    op: text('op', { enum: ['create', 'update', 'delete', 'restore'] }).notNull(),
  },
  (t) => [index().on(t.noun, t.id, t.seq)],
)

/** The head of each record: what a writer locks, and what remains of a deleted record. */
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

/** Ids that a record had before. */
export const formerIds = pgTable(
  'former_ids',
  { noun: key('noun').notNull(), formerId: key('former_id').notNull(), id: key('id').notNull() },
  (t) => [primaryKey({ columns: [t.noun, t.formerId] }), index().on(t.noun, t.id)],
)

/** What every noun's table has: the record's id, its present version in the log, and what search looks at. */
function recordColumns() {
  return {
    id: key('id').primaryKey(),
    versionId: bigint('version_id', { mode: 'number' }).notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    label: key('label').notNull(),
    search: tsvector('search').notNull(),
    written: text('written').notNull().default(''),
    names: text('names').notNull().default(''),
    words: text('words').notNull().default(''),
  }
}

// A partial date is kept as its first and last day; `on_date` is the sort key: the first day, or 0001-01-01 where there is none.
const firstDay = (name: string) => date(`${name}_from`, { mode: 'string' })
const lastDay = (name: string) => date(`${name}_to`, { mode: 'string' })
const onDate = () => date('on_date', { mode: 'string' }).notNull()

export const mechanisms = pgTable(
  'mechanisms',
  {
    ...recordColumns(),
    kind: text('kind').notNull(),
    status: text('status').notNull(),
    establishedFrom: firstDay('established'),
    establishedTo: lastDay('established'),
    onDate: onDate(),
  },
  (t) => [index().on(t.onDate, t.id), index().using('gin', t.search)],
)

export const meetings = pgTable(
  'meetings',
  {
    ...recordColumns(),
    mechanism: key('mechanism').references(() => mechanisms.id),
    kind: text('kind').notNull(),
    format: text('format').notNull(),
    series: text('series'),
    ordinal: integer('ordinal'),
    dateFrom: firstDay('date').notNull(),
    dateTo: lastDay('date').notNull(),
    onDate: onDate(),
    claims: jsonb('claims').notNull(),
    domainsStated: boolean('domains_stated').notNull(),
    domainsExhaustive: boolean('domains_exhaustive').notNull(),
  },
  (t) => [index().on(t.onDate, t.id), index().on(t.mechanism, t.onDate, t.id), index().using('gin', t.search)],
)

export const consensusAreas = pgTable(
  'consensus_areas',
  {
    ...recordColumns(),
    meeting: key('meeting')
      .notNull()
      .references(() => meetings.id),
    position: integer('position'),
    agreed: boolean('agreed').notNull(),
  },
  (t) => [index().on(t.meeting, t.position, t.id), index().using('gin', t.search)],
)

export const agreements = pgTable(
  'agreements',
  {
    ...recordColumns(),
    type: text('type').notNull(),
    status: text('status').notNull(),
    signedFrom: firstDay('signed'),
    signedTo: lastDay('signed'),
    effectiveFrom: firstDay('effective'),
    effectiveTo: lastDay('effective'),
    expiresFrom: firstDay('expires'),
    expiresTo: lastDay('expires'),
    onDate: onDate(),
    mechanism: key('mechanism').references(() => mechanisms.id),
    meeting: key('meeting').references(() => meetings.id),
    domainBasis: text('domain_basis').notNull(),
    countedInClaims: boolean('counted_in_claims').notNull(),
    confidence: text('confidence').notNull(),
    identifiers: text('identifiers').array().notNull(),
  },
  (t) => [
    index().on(t.onDate, t.id),
    index().on(t.mechanism, t.onDate, t.id),
    index().on(t.meeting, t.onDate, t.id),
    index().on(t.type, t.onDate, t.id),
    index().using('gin', t.identifiers),
    index().using('gin', t.search),
  ],
)

export const measures = pgTable('measures', { ...recordColumns(), targets: integer('targets').notNull() }, (t) => [
  index().using('gin', t.search),
])

export const domains = pgTable(
  'domains',
  { ...recordColumns(), parent: key('parent').references((): AnyPgColumn => domains.id) },
  (t) => [index().on(t.parent), index().using('gin', t.search)],
)

export const regions = pgTable(
  'regions',
  {
    ...recordColumns(),
    kind: text('kind').notNull(),
    parent: key('parent').references((): AnyPgColumn => regions.id),
    codes: text('codes').array().notNull(),
  },
  (t) => [index().on(t.parent), index().using('gin', t.codes), index().using('gin', t.search)],
)

export const organizations = pgTable(
  'organizations',
  {
    ...recordColumns(),
    kind: text('kind').notNull(),
    side: text('side').notNull(),
    region: key('region').references(() => regions.id),
    parent: key('parent').references((): AnyPgColumn => organizations.id),
    successor: key('successor').references((): AnyPgColumn => organizations.id),
    identifiers: text('identifiers').array().notNull(),
  },
  (t) => [
    index().on(t.kind),
    index().on(t.region),
    index().on(t.parent),
    index().on(t.successor),
    index().using('gin', t.search),
  ],
)

export const sources = pgTable(
  'sources',
  {
    ...recordColumns(),
    kind: text('kind').notNull(),
    publisher: key('publisher').notNull(),
    language: text('language').notNull(),
    reprint: boolean('reprint').notNull(),
    publishedFrom: firstDay('published'),
    publishedTo: lastDay('published'),
    onDate: onDate(),
  },
  (t) => [index().on(t.onDate, t.id), index().on(t.publisher), index().using('gin', t.search)],
)

/**
 * A link table: which records of one noun refer to which of another. `on_date` repeats the owner's sort key, so that
 * one index gives the newest records of a target; `stated` is false for a domain that only stands above a stated one.
 *
 * That owner and target stand is kept by a lock of the writers (registry/heads.ts), a batch at a time; a foreign key looks
 * at each row by itself, which took as long as all else.
 */
function linkTable<Name extends string>(name: Name) {
  return pgTable(
    name,
    {
      owner: key('owner').notNull(),
      target: key('target').notNull(),
      side: text('side').notNull().default(''),
      stated: boolean('stated').notNull().default(true),
      onDate: onDate(),
      /** That of the owner, so that a list by this link need not look for it. */
      versionId: bigint('version_id', { mode: 'number' }).notNull(),
    },
    (t) => [uniqueIndex().on(t.owner, t.target, t.side), index().on(t.target, t.onDate, t.owner, t.versionId)],
  )
}
export type LinkTable = ReturnType<typeof linkTable>

export const mechanismParties = linkTable('mechanism_parties')
export const mechanismLeads = linkTable('mechanism_leads')
export const meetingParties = linkTable('meeting_parties')
export const meetingDomains = linkTable('meeting_domains')
export const areaDomains = linkTable('area_domains')
export const agreementParties = linkTable('agreement_parties')
export const agreementSignatories = linkTable('agreement_signatories')
export const agreementDomains = linkTable('agreement_domains')
export const agreementAreas = linkTable('agreement_areas')
export const agreementRelations = linkTable('agreement_relations')
export const measureOrganizations = linkTable('measure_organizations')
export const measureDomains = linkTable('measure_domains')
export const measureRegions = linkTable('measure_regions')
export const regionMembers = linkTable('region_members')
export const organizationCovers = linkTable('organization_covers')

/** Every citation of every record: what was taken from a source, and where in it. Kept true like a link. */
export const citations = pgTable(
  'citations',
  {
    noun: key('noun').notNull(),
    id: key('id').notNull(),
    pointer: key('pointer').notNull(),
    source: key('source').notNull(),
    locator: key('locator'),
    fields: jsonb('fields'),
    note: text('note'),
  },
  (t) => [
    uniqueIndex().on(t.noun, t.id, t.pointer),
    index().on(t.source, t.noun, t.id),
    index().on(t.source, t.locator),
  ],
)

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
    tx: uuid('tx'),
    seq: bigint('seq', { mode: 'number' }),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.principal, t.key] }), index().on(t.createdAt)],
)

/** How far a mirror has followed its origin: written in the transaction that writes what it took over. */
export const mirrors = pgTable('mirrors', { origin: text('origin').primaryKey(), cursor: text('cursor').notNull() })

/** One row: the rules by which the rows of the nouns' tables were last made from the log. */
export const projectionRules = pgTable('projection_rules', {
  one: boolean('one').primaryKey().default(true),
  rules: integer('rules').notNull(),
})

/** Indexes that a great load does without, to be built at its end: see registry/postponed-indexes.ts. */
export const postponedIndexes = pgTable('postponed_indexes', {
  name: text('name').primaryKey(),
  definition: text('definition').notNull(),
})
