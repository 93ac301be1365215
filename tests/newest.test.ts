import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import t from 'tap'
import { rowsPlannedAnew } from '../src/database/rows.ts'
import { agreementNoun } from '../src/nouns/agreements/noun.ts'
import { newestMatches } from '../src/search/newest.ts'
import { prepareSearch, searchCondition } from '../src/search/queries.ts'
import { parseQuery } from '../src/search/query.ts'
import { testApp } from './support/app.ts'
import { generated } from './support/generated.ts'
import { write } from './support/records.ts'

const day = fc.constantFrom('0001-01-01', '2022-06-01', '2023-05-04', '2024-04-20', '2024-12-31', '2030-01-01')

t.test('whatever the steps are, they find the newest matches', async (t) => {
  const { registry } = await testApp(t)
  const { db } = registry
  await write(registry, ...generated())
  await fc.assert(
    fc.asyncProperty(
      fc.record({ first: day, walked: day, indexed: day }),
      fc.record({ most: fc.integer({ min: 1, max: 70 }), common: fc.nat(30) }),
      fc.constantFrom('document', 'finance', 'document finance', 'nothing'),
      fc.boolean(),
      async (days, bounds, q, filtered) => {
        const search = searchCondition(agreementNoun, await prepareSearch(db, parseQuery(q)))
        const filters = filtered ? [sql`type = 'minutes'`] : []
        const found = await rowsPlannedAnew<{ id: string }>(
          db,
          sql`select id from (${newestMatches(agreementNoun, search, filters, sql`0`, days, bounds)}) as found`,
        )
        const all = await rowsPlannedAnew<{ id: string }>(
          db,
          sql`select id from ${agreementNoun.table} where ${sql.join([search, ...filters], sql` and `)}
          order by on_date desc, id desc limit ${bounds.most}`,
        )
        const ids = (records: { id: string }[]) => records.map(({ id }) => id).sort()
        return JSON.stringify(ids(found)) === JSON.stringify(ids(all))
      },
    ),
    { numRuns: 150 },
  )
})
