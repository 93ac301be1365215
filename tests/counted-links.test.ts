import fc from 'fast-check'
import t from 'tap'
import { testApp } from './support/app.ts'
import { address, generated, openFilters } from './support/generated.ts'
import { write } from './support/records.ts'
import { runs } from './support/runs.ts'

t.test('cells and periods lead to exactly what they count', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...generated())
  const ask = async (url: string) => {
    const answer = await app.inject(url)
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`)
    return answer.json()
  }
  const totalOf = async (href: string) => (await ask(`${href}&limit=1&undetermined=none`)).total
  // The year of a filter is a number, that of a column a text.
  const { columns } = await ask(`/v1/matrix?place=cn-sh&year=2024&unknown=only&rows=type&columns=year`)
  for (const { count, href } of columns) t.equal(await totalOf(href), count, href)
  const axes = fc.constantFrom(['domain', 'side'], ['type', 'year'], ['side', 'type'], ['mechanism', 'domain'])
  await fc.assert(
    fc.asyncProperty(
      openFilters,
      fc.constantFrom('leave-out', 'include', 'only'),
      axes,
      async (filters, unknown, axes) => {
        const [rows, columns] = axes
        const isAskedTwice = (axis: string) => axis in filters && `${axis}.all` in filters
        const matrix = await ask(address('/v1/matrix', { ...filters, unknown, rows, columns }))
        t.equal(
          matrix.undetermined.count,
          (await ask(address('/v1/agreements', filters))).completeness.undetermined.count,
        )
        for (const { count, href } of [...matrix.rows, ...matrix.columns, ...matrix.cells].slice(0, 12))
          if (href) t.equal(await totalOf(href), count, href)
          else t.ok(unknown !== 'leave-out' && axes.some(isAskedTwice), 'else there is a list of them')
        const timeline = await ask(address('/v1/timeline', { ...filters, unknown, interval: 'month' }))
        for (const { count, href } of timeline.totals.buckets.slice(0, 4))
          if (href) t.equal(await totalOf(href), count, href)
      },
    ),
    runs(20),
  )
})
