import { type AnyPgColumn, bigint, boolean, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { firstDay, key, lastDay, onDate, tsvector } from './column-types.ts'

// One table a noun, with what filters and sorts need.

/** The columns of every noun's table: the record's id, its present version in the log, and the texts for search. */
export function recordColumns() {
  return {
    id: key('id').primaryKey(),
    versionId: bigint('version_id', { mode: 'number' }).notNull(),
    // The sort key of the name, by which lists are ordered by name or title.
    label: key('label').notNull(),
    contested: boolean('contested').notNull(),
    search: tsvector('search').notNull(),
    written: text('written').notNull().default(''),
    names: text('names').notNull().default(''),
    words: text('words').notNull().default(''),
  }
}

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
  (t) => [index().on(t.versionId), index().on(t.onDate, t.id), index().using('gin', t.search)],
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
    /** Whether every lead is a person of the registry. */
    leadsKnown: boolean('leads_known').notNull(),
    domainsStated: boolean('domains_stated').notNull(),
    domainsExhaustive: boolean('domains_exhaustive').notNull(),
  },
  (t) => [
    index().on(t.versionId),
    index().on(t.onDate, t.id),
    index().on(t.mechanism, t.onDate, t.id),
    index().using('gin', t.search),
  ],
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
  (t) => [index().on(t.versionId), index().on(t.meeting, t.position, t.id), index().using('gin', t.search)],
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
    endedFrom: firstDay('ended'),
    endedTo: lastDay('ended'),
    /** Whether it goes on by itself when its years are over. */
    renewsItself: boolean('renews_itself').notNull(),
    onDate: onDate(),
    mechanism: key('mechanism').references(() => mechanisms.id),
    meeting: key('meeting').references(() => meetings.id),
    domainBasis: text('domain_basis').notNull(),
    countedInClaims: boolean('counted_in_claims').notNull(),
    countedBasis: text('counted_basis').notNull(),
    /** Whether the signatories are all who signed, and each with the person. */
    signatoriesKnown: boolean('signatories_known').notNull(),
    personsKnown: boolean('persons_known').notNull(),
    confidence: text('confidence').notNull(),
    binding: text('binding').notNull(),
    publicText: text('public_text').notNull(),
    partOf: key('part_of').references((): AnyPgColumn => agreements.id),
    identifiers: text('identifiers').array().notNull(),
  },
  (t) => [
    index().on(t.versionId),
    index().on(t.onDate, t.id),
    index().on(t.mechanism, t.onDate, t.id),
    index().on(t.meeting, t.onDate, t.id),
    index().on(t.type, t.onDate, t.id),
    index().on(t.partOf),
    index().using('gin', t.identifiers),
    index().using('gin', t.search),
  ],
)

export const measures = pgTable(
  'measures',
  {
    ...recordColumns(),
    targets: integer('targets').notNull(),
    predecessor: key('predecessor').references((): AnyPgColumn => measures.id),
  },
  (t) => [index().on(t.versionId), index().on(t.predecessor), index().using('gin', t.search)],
)

export const domains = pgTable(
  'domains',
  { ...recordColumns(), parent: key('parent').references((): AnyPgColumn => domains.id) },
  (t) => [index().on(t.versionId), index().on(t.parent), index().using('gin', t.search)],
)

export const regions = pgTable(
  'regions',
  {
    ...recordColumns(),
    kind: text('kind').notNull(),
    parent: key('parent').references((): AnyPgColumn => regions.id),
    codes: text('codes').array().notNull(),
  },
  (t) => [index().on(t.versionId), index().on(t.parent), index().using('gin', t.codes), index().using('gin', t.search)],
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
    mechanism: key('mechanism').references(() => mechanisms.id),
    identifiers: text('identifiers').array().notNull(),
  },
  (t) => [
    index().on(t.versionId),
    index().on(t.kind),
    index().on(t.region),
    index().on(t.parent),
    index().on(t.successor),
    index().on(t.mechanism),
    index().using('gin', t.search),
  ],
)

export const sources = pgTable(
  'sources',
  {
    ...recordColumns(),
    kind: text('kind').notNull(),
    publisher: key('publisher').notNull(),
    publishedBy: key('published_by').references(() => organizations.id),
    language: text('language').notNull(),
    reprint: boolean('reprint').notNull(),
    publishedFrom: firstDay('published'),
    publishedTo: lastDay('published'),
    onDate: onDate(),
  },
  (t) => [
    index().on(t.versionId),
    index().on(t.onDate, t.id),
    index().on(t.publisher),
    index().on(t.publishedBy),
    index().using('gin', t.search),
  ],
)

export const persons = pgTable('persons', recordColumns(), (t) => [
  index().on(t.versionId),
  index().using('gin', t.search),
])
