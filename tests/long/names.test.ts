import t from 'tap'
import { seededApp } from '../support/app.ts'
import { mills } from '../support/mills.ts'
import { askNames, namesNotFound, seedNames } from '../support/seed-names.ts'

t.test('every record is first when any of its names is asked for in any way', async (t) => {
  const all = await seedNames()
  const { app } = await seededApp(t)
  for (const [says, mill] of Object.entries(mills)) {
    const asked = all.flatMap(({ noun, id, names }) => names.map((name) => ({ noun, id, name, mill })))
    t.same(await namesNotFound(askNames(app), asked, all), [], says)
  }
})
