import { sql } from 'drizzle-orm'
import t from 'tap'
import { rows } from '../src/database/rows.ts'
import { testDatabase } from './support/database.ts'

t.test('a column that a migration adds', async (t) => {
  const { leader: db } = await testDatabase(t)
  await rows(db, sql`alter table sources add column shelved boolean`)
  await rows(db, sql`alter table sources add column shelf text collate "C"`)
  await rows(db, sql`select keep_past('sources')`)
  const added = await rows(
    db,
    sql`select attname as name, format_type(atttypid, atttypmod) as type, collname as collation
      from pg_attribute left join pg_collation on pg_collation.oid = attcollation
      where attrelid = 'sources_past'::regclass and attname like 'shel%' order by attname`,
  )
  t.strictSame(
    added,
    [
      { name: 'shelf', type: 'text', collation: 'C' },
      { name: 'shelved', type: 'boolean', collation: null },
    ],
    'is one of the rows that were replaced, too',
  )
})
