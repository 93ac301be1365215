import t from 'tap'
import { seededApp } from './support/app.ts'
import { judge, measureOf } from './support/judged-queries.ts'

/** What is reached; a change that lowers a measure has a fault, or changes the table by eye. */
const reached = { meanReciprocalRank: 0.981, recallAt10: 0.99 }

t.test('searches find first what people expect', async (t) => {
  const { app } = await seededApp(t)
  const judged = await judge(async (path) => (await app.inject(path)).json())
  const measure = measureOf(judged)
  t.comment(measure)
  t.ok(judged.length >= 150)
  const worse = judged.filter(({ reciprocalRank, recall }) => reciprocalRank < 1 || recall < 1)
  t.ok(measure.meanReciprocalRank >= reached.meanReciprocalRank, 'mean reciprocal rank', { worse })
  t.ok(measure.recallAt10 >= reached.recallAt10, 'recall at 10', { worse })
})
