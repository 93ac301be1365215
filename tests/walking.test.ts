import fc from 'fast-check'
import t from 'tap'
import { nouns } from '../src/nouns/all.ts'
import { save } from '../src/write/save.ts'
import { testApp } from './support/app.ts'
import { list, walk } from './support/lists.ts'
import { examples, ground, toWrite, write } from './support/records.ts'
import { runs } from './support/runs.ts'

t.test('walking a list', async (t) => {
  const service = await testApp(t)
  const types = ['memorandum-of-understanding', 'arrangement', 'minutes']
  const domains = [['finance'], ['banking'], ['health'], ['finance', 'health'], []]
  const dates = [undefined, '2023', '2024-05', '2024-05-31', '2024-04-26', '2024']
  const made = Array.from({ length: 60 }, (_, index) =>
    examples.agreement(`a${index}`, {
      type: types[index % 3],
      domains: domains[index % 5],
      signedOn: dates[index % 6],
      mechanism: index % 4 === 0 ? null : 'shanghai',
    }),
  )
  await write(service.registry, ...ground, ...made)

  const parameter = fc.constantFrom(
    'domain=finance',
    'domain=banking',
    'domain.not=health',
    'domain.all=finance',
    'type=minutes',
    'type.not=minutes',
    'year=2024',
    'year=2023',
    'mechanism=none',
    'mechanism=shanghai',
    'signedOn.gte=2024-05-10',
    'signedOn.lte=2024-05-10',
    'dateMatch=certain',
  )
  const filters = fc.uniqueArray(parameter, { maxLength: 3, selector: (text) => text.split('=')[0] })
  const sort = fc.constantFrom('signedOn', '-signedOn', 'title', '-title', 'updatedAt', '-id')

  await fc.assert(
    fc.asyncProperty(filters, sort, fc.integer({ min: 1, max: 25 }), async (asked, sort, limit) => {
      const query = [...asked, `sort=${sort}`].join('&')
      const { ids: whole, body } = await list(service, `?${query}&limit=200`)
      const walked = await walk(service, `/v1/agreements?${query}&limit=${limit}`)
      return body.total === walked.length && JSON.stringify(walked) === JSON.stringify(whole)
    }),
    runs(20),
  )
  t.pass('gives each record once, in order, and as many as the total says, for any page size')

  await fc.assert(
    fc.asyncProperty(filters, parameter, async (asked, one) => {
      if (asked.some((text) => text.split('=')[0] === one.split('=')[0])) return true
      const [without, more] = [
        await list(service, `?${asked.join('&')}`),
        await list(service, `?${[...asked, one].join('&')}`),
      ]
      return Number(more.body.total) <= Number(without.body.total)
    }),
    runs(20),
  )
  t.pass('one more filter never gives more records')

  const seen = await walk(service, '/v1/agreements?limit=7', async (round) => {
    await write(service.registry, examples.agreement(`new-${round}`, { signedOn: round % 2 ? '2025-01-01' : '1999' }))
    await save(service.registry.leader, nouns, [toWrite('agreements', `a${round * 7}`, { op: 'delete' })], {
      actor: 'test',
      mode: 'atomic',
    })
  })
  const old = seen.filter((id) => id.startsWith('a'))
  t.equal(new Set(old).size, old.length, 'gives no record twice while others write')
  const deleted = new Set(Array.from({ length: 10 }, (_, round) => `a${round * 7}`))
  const surviving = made.map(({ record }) => record.id).filter((id) => !deleted.has(id))
  t.same(
    surviving.filter((id) => !old.includes(id)),
    [],
    'and misses none that survives',
  )
})
