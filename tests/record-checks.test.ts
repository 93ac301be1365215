import t from 'tap'
import { person } from '../src/nouns/persons/person-schema.ts'
import { type Example, examples, ground, pathOf, write } from './support/records.ts'
import { testWriter } from './support/writer.ts'

const citation = { source: 'paper' }

t.test('PUT of a record whose fields contradict each other', async (t) => {
  const { ask, registry } = await testWriter(t)
  await write(registry, ...ground)
  const agreement = (fields: object) => examples.agreement('a', fields)
  const meeting = (fields: object) => examples.meeting('m', { place: { en: 'Sanya' }, ...fields })
  const other = (pointer: string, value: unknown) => ({ alternatives: [{ pointer, value, citation }] })
  const cases: [Example, string, RegExp][] = [
    [meeting(other('/dtae', '2012')), '/alternatives/0/pointer', /names nothing that stands in this record/],
    [meeting(other('/endDate', '2012')), '/alternatives/0/pointer', /names nothing/],
    [meeting(other('/place/zh-Hant', '三亞')), '/alternatives/0/pointer', /names nothing/],
    [meeting(other('/parties/2', 'cn-sh')), '/alternatives/0/pointer', /names nothing/],
    [meeting(other('/citations/0/source', 'paper')), '/alternatives/0/pointer', /names nothing/],
    [
      meeting(other('/date', '2012-13')),
      '/alternatives/0/value',
      /^The field \/date could not hold this value\. This names a month or a day that is not/,
    ],
    [meeting(other('/ordinal', 'eighth')), '/alternatives/0/value', /could not hold/],
    [meeting(other('/place', { fr: 'Sanya' })), '/alternatives/0/value', /could not hold/],
    [meeting(other('/date', undefined)), '/alternatives/0/value', /required/],
    [meeting({ endDate: '2024-04-25' }), '/endDate', /does not end before it begins/],
    [agreement({ partOf: 'a' }), '/partOf', /not a part of itself/],
    [agreement({ relations: [{ type: 'renews', agreement: 'a' }] }), '/relations/0/agreement', /no relation to itself/],
    [agreement({ signatoriesKnown: 'none' }), '/signatoriesKnown', /"all" or "some"/],
    [agreement({ signatories: [], signatoriesKnown: 'all' }), '/signatoriesKnown', /"none"/],
    [agreement({ endedOn: '2023' }), '/endedOn', /before the day of signing/],
    [agreement({ expiresOn: '2024-03' }), '/expiresOn', /before the day of signing/],
    [
      examples.organization('o', { formerNames: [{ name: { en: 'Old name' } }] }),
      '/formerNames/0/until',
      /This is required/,
    ],
  ]
  for (const [example, pointer, detail] of cases) {
    const answer = await ask('PUT', pathOf(example), example.record)
    t.match(answer, { statusCode: 400 }, JSON.stringify(example.record))
    t.match(answer.json().errors, [{ pointer, detail }], 'says where and what')
    t.equal(answer.json().errors.length, 1, 'once')
  }
})

t.test('PUT of a record that says only what is known', async (t) => {
  const { ask, registry, app } = await testWriter(t)
  await write(registry, ...ground)
  const { covers, identifiers, ...bare } = examples.organization('bare').record
  t.match((await ask('PUT', '/v1/organizations/bare', bare)).json(), { covers: [], identifiers: [], mechanism: null })

  const contested = examples.meeting('contested', {
    date: '2012-11-30',
    endDate: '2012',
    place: { en: 'Sanya' },
    alternatives: [
      { pointer: '/date', value: '2012-10', citation, note: 'A later summary.' },
      { pointer: '/place', value: { en: 'Haikou', 'zh-Hant': '海口' }, citation },
    ],
  })
  const answer = await ask('PUT', pathOf(contested), contested.record)
  t.match(answer, { statusCode: 201 })
  t.same(answer.json().alternatives, contested.record.alternatives, 'keeps the other values as given')
  const found = (await app.inject('/v1/meetings?q=海口')).json()
  t.match(found, { total: 1, data: [{ id: 'contested' }] }, 'and finds the record by them')

  const renamed = examples.organization('renamed', {
    formerNames: [{ name: { en: 'Food and Health Bureau' }, until: '2022-07' }],
    otherNames: [{ name: { en: 'HHB' }, kind: 'short' }],
  })
  t.match(await ask('PUT', pathOf(renamed), renamed.record), { statusCode: 201 })
  for (const name of ['HHB', 'Food and Health'])
    t.match((await app.inject(`/v1/organizations?q=${name}`)).json(), { data: [{ id: 'renamed' }] }, name)
})

t.test('a person', async (t) => {
  const post = { organization: 'hk-government', title: { en: 'Chief Executive' } }
  const record = {
    id: 'p',
    name: { en: 'P' },
    posts: [{ ...post, from: '2017-07', to: '2017' }],
    citations: [citation],
  }
  t.ok(person.safeParse(record).success, 'may have held a post within one year')
  const early = person.safeParse({ ...record, posts: [{ ...post, from: '2017-07', to: '2017-06' }] })
  t.match(early.error?.issues, [{ path: ['posts', 0, 'to'], message: /does not end before it begins/ }])
})
