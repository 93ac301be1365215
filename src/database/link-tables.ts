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
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { key, onDate } from './column-types.ts'

// The links between records.

/** The position of a row that is implied: the document does not have it. */
export const impliedPosition = -1

/**
 * A link table: which records of one noun refer to which of another, in the order of the document. A record may refer
 * twice to the same one, each time at a position of its own and, where the link has dates, between days of its own.
 * `on_date` repeats the owner's sort key, so that one index gives the newest records of a target; `stated` is false for
 * a record that only stands above a stated one in a tree that filters expand.
 *
 * There are no foreign keys: a lock of the writers (write/record-heads.ts) keeps owner and target, a batch at a time. A
 * foreign key checks each row by itself, which took as long as all else.
 */
export function linkTable<Name extends string>(name: Name) {
  return pgTable(
    name,
    {
      owner: key('owner').notNull(),
      target: key('target').notNull(),
      side: text('side').notNull().default(''),
      stated: boolean('stated').notNull().default(true),
      position: integer('position').notNull().default(0),
      fromDay: date('from_day', { mode: 'string' }),
      toDay: date('to_day', { mode: 'string' }),
      onDate: onDate(),
      /** That of the owner, so that a list by this link need not look for it. */
      versionId: bigint('version_id', { mode: 'number' }).notNull(),
      /** For an implied row that a move in the tree made: the version of that move. */
      sinceId: bigint('since_id', { mode: 'number' }),
    },
    (t) => [
      uniqueIndex().on(t.owner, t.target, t.side, t.position),
      index().on(t.target, t.onDate, t.owner, t.versionId, t.sinceId),
    ],
  )
}
export type LinkTable = ReturnType<typeof linkTable>

export const mechanismParties = linkTable('mechanism_parties')
export const mechanismLeads = linkTable('mechanism_leads')
export const meetingParties = linkTable('meeting_parties')
export const meetingPersons = linkTable('meeting_persons')
export const meetingDomains = linkTable('meeting_domains')
export const areaDomains = linkTable('area_domains')
export const agreementParties = linkTable('agreement_parties')
export const agreementSignatories = linkTable('agreement_signatories')
export const agreementDomains = linkTable('agreement_domains')
export const agreementPlaces = linkTable('agreement_places')
export const agreementPersons = linkTable('agreement_persons')
export const agreementAreas = linkTable('agreement_areas')
export const agreementRelations = linkTable('agreement_relations')
export const measureOrganizations = linkTable('measure_organizations')
export const measureDomains = linkTable('measure_domains')
export const measureRegions = linkTable('measure_regions')
export const regionMembers = linkTable('region_members')
export const organizationCovers = linkTable('organization_covers')
export const personPosts = linkTable('person_posts')

/**
 * The references that neither a link nor a column of the noun's table holds, such as those of values that other sources
 * give. Kept so that what they name is not deleted.
 */
export const otherReferences = pgTable(
  'other_references',
  {
    noun: key('noun').notNull(),
    id: key('id').notNull(),
    targets: key('targets').notNull(),
    target: key('target').notNull(),
  },
  (t) => [primaryKey({ columns: [t.noun, t.id, t.targets, t.target] }), index().on(t.targets, t.target)],
)

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
    /** That of the record that cites. */
    versionId: bigint('version_id', { mode: 'number' }).notNull(),
  },
  (t) => [
    uniqueIndex().on(t.noun, t.id, t.pointer),
    index().on(t.source, t.noun, t.id),
    index().on(t.source, t.locator),
  ],
)
