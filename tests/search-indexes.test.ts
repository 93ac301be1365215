import { sql } from 'drizzle-orm'
import t from 'tap'
import { makeCurrent } from '../src/commands/command.ts'
import { rows } from '../src/database/rows.ts'
import { nouns } from '../src/nouns/all.ts'
import { dropEmptySearchIndexes } from '../src/registry/search-indexes.ts'
import { testApp } from './support/app.ts'
import { examples, write } from './support/records.ts'

t.test('a great load does without the search indexes of empty tables, and the next start builds them', async (t) => {
  const { app, registry, connection } = await testApp(t)
  const { db } = registry
  await write(registry, examples.source('paper', { title: { en: 'A paper on harbours' } }))
  const standing = async () =>
    (
      await rows<{ name: string }>(
        db,
        sql`select tablename as name from pg_indexes where indexname like '%_search_index' order by 1`,
      )
    ).map(({ name }) => name)
  const all = await standing()
  t.equal(all.length, nouns.size)
  await dropEmptySearchIndexes(db, nouns)
  t.same(await standing(), ['sources'])
  const found = await app.inject('/v1/search?q=harbours')
  t.match(found.json(), { total: 1, data: [{ id: 'paper' }] }, 'meanwhile searches are right')
  await makeCurrent(connection)
  t.same(await standing(), all)
})
