import t from 'tap'
import { examples, ground, pathOf, write } from './support/records.ts'
import { testWriter } from './support/writer.ts'

// Whatever one record names by its id is kept, and most of it is asked for by a filter.

const records = [
  ...ground,
  examples.region('cn-gd', { kind: 'province' }),
  examples.region('cn-440300', { kind: 'city', parent: 'cn-gd' }),
  examples.region('hetao', { kind: 'platform', parent: 'cn-440300' }),
  examples.organization('office', { name: { en: 'Chief Executive’s Office' } }),
  examples.person('chan', {
    name: { en: 'Paul Chan', 'zh-Hant': '陳茂波' },
    otherNames: [{ name: { en: 'Mo-po' }, kind: 'alternative' }],
    posts: [
      { organization: 'office', title: { en: 'Secretary' }, from: '2012', to: '2017-01-15' },
      { organization: 'office', title: { en: 'Financial Secretary' }, from: '2017-01-16' },
    ],
  }),
  examples.person('yin'),
  examples.mechanism('guangdong'),
  examples.organization('group', { kind: 'working-group', mechanism: 'guangdong' }),
  examples.source('paper-of-office', { publishedBy: 'office' }),
  examples.meeting('led', { leads: [{ side: 'hk', person: 'yin', name: { en: 'Mr Yin' } }] }),
  examples.agreement('whole', { binding: 'binding', publicText: 'yes' }),
  examples.agreement('annex', { partOf: 'whole', places: ['hetao'] }),
  examples.agreement('renewal', {
    relations: [{ type: 'renews', agreement: 'whole' }],
    places: ['cn-gd'],
    signatories: [{ organization: 'hk-health-bureau', side: 'hk', person: 'chan', post: { en: 'Warden' } }],
    quantities: [{ title: { en: 'Yearly quota' }, value: 7, unit: 'visits', citation: { source: 'paper' } }],
  }),
  examples.mechanism('only-alternative'),
  examples.organization('also-alternative', { name: { en: 'Zephyr Bureau' } }),
  examples.agreement('contested', {
    alternatives: [
      { pointer: '/mechanism', value: 'only-alternative', citation: { source: 'paper' } },
      {
        pointer: '/signatories',
        value: [{ organization: 'also-alternative', side: 'hk' }],
        citation: { source: 'paper' },
      },
    ],
  }),
  examples.measure('earlier'),
  examples.measure('later', { predecessor: 'earlier' }),
]

t.test('links of records', async (t) => {
  const { ask, registry } = await testWriter(t)
  const { seq } = await write(registry, ...records)
  const get = async (url: string) => (await ask('GET', encodeURI(url))).json()
  const ids = async (url: string) => (await get(url)).data.map(({ id }: { id: string }) => id).sort()

  await t.test('a record is not deleted that only this link names', async (t) => {
    const cases: Record<string, string> = {
      '/v1/regions/hetao': '/v1/agreements/annex',
      '/v1/persons/chan': '/v1/agreements/renewal',
      '/v1/persons/yin': '/v1/meetings/led',
      '/v1/mechanisms/guangdong': '/v1/organizations/group',
      '/v1/measures/earlier': '/v1/measures/later',
      '/v1/mechanisms/only-alternative': '/v1/agreements/contested',
      '/v1/organizations/also-alternative': '/v1/agreements/contested',
    }
    for (const [path, referrer] of Object.entries(cases)) {
      const answer = await ask('DELETE', path, undefined, { 'if-match': '*' })
      t.match(answer.json(), { status: 409, references: [referrer] }, path)
    }
    const whole = await ask('DELETE', '/v1/agreements/whole', undefined, { 'if-match': '*' })
    t.same(whole.json().references, ['/v1/agreements/annex', '/v1/agreements/renewal'])
    const office = await ask('DELETE', '/v1/organizations/office', undefined, { 'if-match': '*' })
    t.same(office.json().references, ['/v1/persons/chan', '/v1/sources/paper-of-office'], 'each referrer once')
  })

  await t.test('a record is not written that names what is not there', async (t) => {
    const cases: [ReturnType<typeof examples.person>, string][] = [
      [examples.person('p', { posts: [{ organization: 'none', title: { en: 'Head' } }] }), '/posts/0/organization'],
      [examples.agreement('a', { places: ['nowhere'] }), '/places/0'],
      [examples.agreement('a', { partOf: 'nothing' }), '/partOf'],
      [
        examples.agreement('a', { signatories: [{ organization: 'office', side: 'hk', person: 'nobody' }] }),
        '/signatories/0/person',
      ],
      [examples.meeting('m', { leads: [{ side: 'hk', person: 'nobody', name: { en: 'N' } }] }), '/leads/0/person'],
      [examples.organization('o', { mechanism: 'nothing' }), '/mechanism'],
      [examples.source('s', { publishedBy: 'nobody' }), '/publishedBy'],
      [examples.measure('m', { predecessor: 'nothing' }), '/predecessor'],
      [
        examples.agreement('a', {
          alternatives: [{ pointer: '/mechanism', value: 'nothing', citation: { source: 'paper' } }],
        }),
        '/alternatives/0/value',
      ],
    ]
    for (const [example, pointer] of cases) {
      const answer = await ask('PUT', pathOf(example), example.record)
      t.match(answer.json(), { status: 400, errors: [{ pointer, detail: /^No record under/ }] }, pointer)
    }
  })

  await t.test('is filtered', async (t) => {
    const cases: Record<string, string[]> = {
      'agreements?person=chan': ['renewal'],
      'agreements?person=none': ['annex', 'contested', 'whole'],
      'agreements?place=hetao': ['annex'],
      'agreements?place=cn-440300': ['annex'],
      'agreements?place=cn-gd': ['annex', 'renewal'],
      // The places of a document are never all known.
      'agreements?place.not=cn-440300': [],
      'agreements?place.not=cn-440300&unknown=only': ['contested', 'renewal', 'whole'],
      'agreements?place.all=cn-gd&place.all=hetao': ['annex'],
      'agreements?party=cn-gd': [],
      'agreements?related=whole': ['renewal'],
      'agreements?related=renewal': ['whole'],
      'agreements?related=annex': [],
      'agreements?partOf=whole': ['annex'],
      'agreements?partOf.not=none': ['annex'],
      'agreements?binding=binding': ['whole'],
      'agreements?publicText=unknown': ['annex', 'contested', 'renewal'],
      'agreements?contested=true': ['contested'],
      'agreements?contested=false&partOf=none': ['renewal', 'whole'],
      'organizations?mechanism=guangdong': ['group'],
      'sources?publishedBy=office': ['paper-of-office'],
      'measures?predecessor=earlier': ['later'],
      'meetings?person=yin': ['led'],
      'persons?organization=office': ['chan'],
      'persons?contested=true': [],
      'persons?source=paper': ['chan', 'yin'],
      'persons?q=陈茂波': ['chan'],
      'persons?q=Mo-po': ['chan'],
      'persons?q="Financial Secretary"': ['chan'],
      'agreements?q=茂波': ['renewal'],
      'agreements?q=Warden': ['renewal'],
      'agreements?q=quota': ['renewal'],
      'agreements?q=Zephyr': ['contested'],
      'regions?code=iso-3166-2:CN-SH': ['cn-sh'],
    }
    for (const [query, expected] of Object.entries(cases)) {
      t.same(await ids(`/v1/${query}`), expected, query)
      t.equal((await get(`/v1/${query}`)).total, expected.length, `${query}: total`)
    }
  })

  await t.test('is counted', async (t) => {
    const { facets } = await get('/v1/agreements?facets=place&facets=person&facets=binding&limit=1')
    t.same(
      facets.place.buckets.map(({ value, count }: { value: string; count: number }) => [value, count]),
      [
        ['cn-gd', 2],
        ['cn-440300', 1],
        ['hetao', 1],
      ],
      'as the filter finds',
    )
    t.match(facets.person, { buckets: [{ value: 'chan', label: 'Paul Chan', count: 1 }], missing: 3 })
    const persons = (await get('/v1/persons?facets=organization')).facets.organization
    t.match(persons.buckets, [{ value: 'office', count: 1 }], 'two posts in one body are of one person')
  })

  await t.test('a place that moves takes along what is about the places in it', async (t) => {
    const moved = await ask('PATCH', '/v1/regions/cn-440300', { parent: null }, { 'if-match': '*' })
    t.equal(moved.statusCode, 200)
    t.same(await ids('/v1/agreements?place=cn-gd'), ['renewal'])
    t.same(await ids('/v1/agreements?place=cn-440300'), ['annex'])
    t.same(await ids(`/v1/agreements?place=cn-gd&asOf=${seq}`), ['annex', 'renewal'], 'and not in the past')
  })

  await t.test('a record that nothing names any more is deleted', async (t) => {
    await ask('PATCH', '/v1/agreements/contested', { alternatives: null }, { 'if-match': '*' })
    t.same(await ids('/v1/agreements?contested=true'), [])
    t.equal((await ask('DELETE', '/v1/mechanisms/only-alternative', undefined, { 'if-match': '*' })).statusCode, 204)
  })
})
