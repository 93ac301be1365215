import { and, sql } from 'drizzle-orm'
import fc from 'fast-check'
import t from 'tap'
import { rows, rowsUnprepared } from '../src/database/rows.ts'
import { between } from '../src/model/days.ts'
import type { ListFilters } from '../src/model/list-filters.ts'
import { agreementNoun } from '../src/nouns/agreements/agreement-noun.ts'
import { nouns } from '../src/nouns/all.ts'
import { filtersBeside } from '../src/read/search/beside-search.ts'
import { newestMatches } from '../src/read/search/newest-matches.ts'
import { prepareSearch, searchCondition, searchParts } from '../src/read/search/search-query.ts'
import { parseQuery } from '../src/text/query-language.ts'
import { seededApp, testApp } from './support/app.ts'
import { generated } from './support/generated.ts'
import { write } from './support/records.ts'
import { runs, some } from './support/runs.ts'

const day = fc.constantFrom('2022', '2023-05', '2023-05-04', '2024', '2024-04-26')
const filters = fc.record(
  {
    type: fc.constant(['minutes']),
    domain: fc.constantFrom(['finance'], ['banking', 'health'], ['none']),
    'domain.all': fc.constant(['finance', 'health']),
    'domain.not': fc.constant(['health']),
    mechanism: fc.constantFrom(['shanghai'], ['shanghai', 'none']),
    party: fc.constant(['cn-sh', 'cn-bj']),
    organization: fc.constant(['hk-health-bureau']),
    year: fc.constantFrom([2024], [2022, 2023], ['none'], [2024, 'none']),
    'signedOn.gte': day,
    'signedOn.lte': day,
    dateMatch: fc.constantFrom('possible', 'certain'),
  },
  { requiredKeys: [], noNullPrototype: true },
) as fc.Arbitrary<ListFilters>

t.test('whatever way is taken to them, the newest matches are found', async (t) => {
  const { registry } = await testApp(t)
  const { db } = registry
  await write(registry, ...generated())
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        most: fc.integer({ min: 1, max: 70 }),
        probed: fc.integer({ min: 1, max: 40 }),
        common: fc.nat(30),
        rare: fc.nat(30),
        walked: fc.integer({ min: 1, max: 200 }),
        few: fc.nat(60),
      }),
      fc.constantFrom(
        'document',
        'finance',
        'document finance',
        '"finance document"',
        'document -banking',
        'nothing',
        '，',
      ),
      filters,
      async (bounds, q, query) => {
        const search = await prepareSearch(db, nouns, [agreementNoun], parseQuery(q))
        const within = (await filtersBeside(db, nouns, agreementNoun, query))()
        const found = await rowsUnprepared<{ id: string }>(
          db,
          sql`select id from (${newestMatches(agreementNoun, searchParts(agreementNoun, search), within, sql`0`, true, bounds)}) as found`,
        )
        const all = await rowsUnprepared<{ id: string }>(
          db,
          sql`select id from ${agreementNoun.table} where ${and(searchCondition(agreementNoun, search), ...within.conditions)}
          order by on_date desc, id desc limit ${bounds.most}`,
        )
        const ids = (records: { id: string }[]) => records.map(({ id }) => id).sort()
        return JSON.stringify(ids(found)) === JSON.stringify(ids(all))
      },
    ),
    runs(100),
  )
})

t.test('what is known of records because of a filter is true of all that it keeps', async (t) => {
  const { registry } = await seededApp(t)
  const { db } = registry
  const standing = await rows<{ noun: string; id: string }>(db, sql`select noun, id from records where not deleted`)
  const idsOf = (noun: string) => standing.flatMap((record) => (record.noun === noun ? [record.id] : []))
  let told = 0
  for (const noun of nouns.values())
    for (const [name, { references, counted, days }] of Object.entries(noun.parameters)) {
      const dates = name === 'year' ? [[2023], [2021, 'none']] : ['2023', '2023-11', '2024-04-26']
      const values = references && counted ? idsOf(references).map((id) => [id]) : days ? dates : []
      for (const value of some<unknown>(values, 5)) {
        const { conditions, lexemes, days } = (await filtersBeside(db, nouns, noun, { [name]: value }))()
        const { onDate, search } = noun.table
        const known = and(
          ...lexemes.map((lexeme) => sql`${search} @@ ${lexeme}::tsquery`),
          ...(onDate ? between(onDate, days) : []),
        )
        if (!known) continue
        told++
        const [found] = await rowsUnprepared<{ other: number }>(
          db,
          sql`select count(*)::int as other from ${noun.table} where ${and(...conditions)} and not (${known})`,
        )
        if (found?.other !== 0) t.fail(`${noun.name}: ${name}=${value} keeps records of which it is not true`)
      }
    }
  t.ok(told > 100, `${told} filters tell something`)
})
