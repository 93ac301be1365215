import { sql } from 'drizzle-orm'
import { type AnyPgColumn, index, pgTable, text } from 'drizzle-orm/pg-core'
import { firstDay, key, lastDay, onDate } from '../../../src/database/column-types.ts'
import type { Database } from '../../../src/database/connect.ts'
import { linkTable } from '../../../src/database/link-tables.ts'
import { recordColumns, regions } from '../../../src/database/noun-tables.ts'
import { keepPast } from '../../../src/database/past-tables.ts'
import { rows } from '../../../src/database/rows.ts'

export const venues = pgTable(
  'venues',
  {
    ...recordColumns(),
    kind: text('kind').notNull(),
    parent: key('parent').references((): AnyPgColumn => venues.id),
    region: key('region').references(() => regions.id),
    openedFrom: firstDay('opened'),
    openedTo: lastDay('opened'),
    onDate: onDate(),
  },
  (t) => [index().on(t.onDate, t.id), index().using('gin', t.search)],
)

export const venueOperators = linkTable('venue_operators')
export const venueNeighbours = linkTable('venue_neighbours')

/** Creates the tables that a migration creates for a noun of the service. */
export async function createVenueTables(db: Database): Promise<void> {
  const statements = [
    sql`create table venues (like domains including all)`,
    sql`alter table venues add kind text not null, add region text collate "C" references regions,
      add opened_from date, add opened_to date, add on_date date not null`,
    sql`create index on venues (on_date, id)`,
    sql`create table venue_operators (like organization_covers including all)`,
    sql`create table venue_neighbours (like organization_covers including all)`,
    sql.raw(keepPast([venues, venueOperators, venueNeighbours])),
  ]
  for (const statement of statements) await rows(db, statement)
}
