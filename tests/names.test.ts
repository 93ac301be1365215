import t from 'tap'
import { highlight } from '../src/text/highlight.ts'
import { parseQuery } from '../src/text/query-language.ts'
import { searchColumns } from '../src/text/vector.ts'
import { seededApp } from './support/app.ts'
import { engine } from './support/database.ts'
import { mills } from './support/mills.ts'
import { some } from './support/runs.ts'
import { askNames, namesNotFound, seedNames } from './support/seed-names.ts'

const all = await seedNames()
const names = all.flatMap(({ noun, id, names }) => names.map((name) => ({ noun, id, name })))

const pure = { skip: engine === 'pglite' && 'asks no database' }

t.test('the index of a record has its names, whatever was done to them', pure, async (t) => {
  t.ok(names.length > 2500)
  const indexed = some(all, 16).map(({ texts, names }) => ({
    names,
    search: new Set(searchColumns(texts, []).search.split(' ')),
  }))
  for (const [says, mill] of Object.entries(mills)) {
    const missing = indexed.flatMap(({ names, search }) =>
      names.filter((name) => !parseQuery(mill(name)).name?.keys.some((key) => search.has(key))),
    )
    t.same(missing, [], says)
  }
})

t.test('a name is marked as a whole where it was found', pure, async (t) => {
  for (const mill of ['as written', 'without marks and spaces', 'with line breaks', 'with one variant'] as const) {
    const unmarked = some(names, 6).filter(({ name }) => {
      const html = highlight(name, parseQuery(mills[mill]?.(name) ?? ''))
      return (html?.match(/<em>/g) ?? []).length !== 1
    })
    t.same(unmarked, [], mill)
  }
})

t.test('a record is first when its name is asked for', async (t) => {
  const { app } = await seededApp(t)
  const ways = Object.values(mills)
  // Few names, each in another mill than the one before.
  const asked = names
    .filter((_, index) => index % 30 === 0)
    .map((name, index) => ({ ...name, mill: ways[index % ways.length] ?? String }))
  const longest = names.toSorted((a, b) => b.name.length - a.name.length).slice(0, 3)
  t.same(await namesNotFound(askNames(app), [...asked, ...longest.map((name) => ({ ...name, mill: String }))], all), [])
})
