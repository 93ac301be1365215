import { getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import * as linkTables from './link-tables.ts'
import * as nounTables from './noun-tables.ts'

// Beside each table of a noun, each link table and the citations stands one of the rows that were replaced there, with the
// version that replaced each in `until_id`. It is made from the table itself: see drizzle/0003_past.sql.

export const pastName = (table: PgTable): string => `${getTableName(table)}_past`

/** The tables whose rows name the version that made them. */
const declared = Object.values<unknown>({ ...nounTables, ...linkTables }).flatMap((one) =>
  is(one, PgTable) && 'versionId' in one ? [one] : [],
)

/** The statement that makes the tables of replaced rows, and gives them what their tables have been given since. */
export function keepPast(tables: PgTable[] = declared): string {
  const names = tables.map((table) => `'${getTableName(table)}'`)
  return `select keep_past(name) from unnest(array[${names.join(', ')}]::regclass[]) as name`
}
