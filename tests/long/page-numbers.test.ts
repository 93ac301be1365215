import t from 'tap'
import { seededApp } from '../support/app.ts'
import { seedNames } from '../support/seed-names.ts'

// A number that leads to a list is the total of that list.

/** A link to a list whose words have one number, or begin with one: `12`, `≥ 12`, `Show all (12)`, `3 itemised of 20 declared`. */
const numbered = /<a[^>]* href="\/en\/([a-z-]+)(?:\?([^"]*))?"[^>]*>(?:≥ |[^<\d]* \()?(\d+)(?:\)| [^<]*)?<\/a>/g
const others = [
  '',
  '/matrix',
  '/timeline',
  '/timeline?by=mechanism',
  '/missing',
  '/agreements',
  '/consensus-areas?facets=domain',
]
const nouns = ['domains', 'mechanisms', 'meetings', 'regions', 'organizations', 'persons']

t.test('numbers on pages are those of the lists that they lead to', async (t) => {
  const { app } = await seededApp(t)
  const records = (await seedNames()).filter(({ noun }) => nouns.includes(noun))
  const totals = new Map<string, number>()
  const totalOf = async (path: string) => {
    const known = totals.get(path)
    if (known !== undefined) return known
    const { total } = (await app.inject(path)).json()
    totals.set(path, total)
    return total
  }
  const wrong: string[] = []
  for (const path of [...others, ...records.map(({ noun, id }) => `/${noun}/${id}`)]) {
    const { body } = await app.inject({ url: `/en${path}`, headers: { accept: 'text/html' } })
    for (const [, noun, query = '', number] of body.matchAll(numbered)) {
      const list = `/v1/${noun}?${query.replaceAll('&amp;', '&').replace(/(^|&)sort=[^&]*/, '')}&limit=1`
      const total = await totalOf(list)
      if (total !== Number(number)) wrong.push(`${path}: ${number}, but ${list} has ${total}`)
    }
  }
  t.same(wrong, [])
  t.ok(totals.size > 300, `${totals.size} lists`)
})
