import t from 'tap'
import { seededApp } from '../support/app.ts'
import { mills } from '../support/mills.ts'
import { askNames, namesNotFound, seedNames } from '../support/seed-names.ts'

// That the index has every name whatever was done to it is held by tests/names.test.ts, which asks no database. To ask for
// each name in each of the ways would take an hour.

t.test('every record is first when any of its names is asked for', async (t) => {
  const all = await seedNames()
  const { app } = await seededApp(t)
  const ask = askNames(app)
  const named = all.flatMap(({ noun, id, names }) => names.map((name) => ({ noun, id, name })))
  const asWritten = named.map((one) => ({ ...one, mill: String }))
  t.same(await namesNotFound(ask, asWritten, all), [], 'as written')
  const ways = Object.entries(mills)
  for (const [at, [says, mill]] of ways.entries()) {
    // Each name in another way than the one before.
    const asked = named.filter((_, index) => index % ways.length === at).map((one) => ({ ...one, mill }))
    t.same(await namesNotFound(ask, asked, all), [], says)
  }
})
