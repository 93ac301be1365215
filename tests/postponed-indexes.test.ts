import { sql } from 'drizzle-orm'
import t from 'tap'
import { makeCurrent } from '../src/commands/command.ts'
import { rows } from '../src/database/rows.ts'
import { nouns } from '../src/nouns/all.ts'
import { postponeIndexes } from '../src/write/postponed-indexes.ts'
import { testApp } from './support/app.ts'
import { examples, write } from './support/records.ts'

t.test(
  'a great load does without the indexes of empty tables, and the next start builds them as they were',
  async (t) => {
    const { app, registry, connection } = await testApp(t)
    const { leader: db } = registry
    await write(registry, examples.source('paper', { title: { en: 'A paper on harbours' } }))
    const standing = () =>
      rows<{ table: string; definition: string }>(
        db,
        sql`select tablename as table, indexdef as definition from pg_indexes order by 2`,
      )
    const before = await standing()
    await postponeIndexes(db, nouns)
    const left = await standing()
    const of = (table: string, all: typeof before) => all.filter((index) => index.table === table)
    t.match(of('agreements', left), [{ definition: /unique.*\(id\)/i }], 'what keeps rows apart stays')
    t.same(of('agreement_domains', left), [], 'none of links is left, for no constraint stands on them')
    t.same(of('sources', left), of('sources', before), 'so do the indexes of a table with records')
    t.same(of('changes', left), of('changes', before), 'and those of the log')
    const found = await app.inject('/v1/search?q=harbours')
    t.match(found.json(), { total: 1, data: [{ id: 'paper' }] }, 'meanwhile searches are right')
    await makeCurrent(connection, nouns)
    t.same(await standing(), before)
  },
)
