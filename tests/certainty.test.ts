import t from 'tap'
import { testApp } from './support/app.ts'
import { examples, ground, write } from './support/records.ts'

const cite = { source: 'paper' }
const claims = (value: number) => [{ measure: 'agreements', value, citation: cite }]

t.test('whether an area was left unsigned', async (t) => {
  const { app, registry } = await testApp(t)
  const ask = async (query = '') => {
    const url = `/v1/gaps?kind=area-without-agreement${query}`
    return (await app.inject(url)).json()
  }
  const declare = (value: number) => write(registry, examples.meeting('shanghai-2024-04', { claims: claims(value) }))
  const stated = { countedBasis: 'stated' }
  await write(
    registry,
    ...ground,
    examples.area('alone', { domains: ['finance'] }),
    examples.agreement('health', { domains: ['health'] }),
  )
  const because = async (reason: string, certainty: string) => {
    const { data } = await ask()
    t.match(data, [{ id: 'alone', because: reason, certainty }], reason)
  }
  await because('no-number-declared', 'unknown')
  await declare(2)
  await because('not-all-itemised', 'unknown')
  await declare(1)
  await because('counted-by-inference', 'unknown')
  await write(registry, examples.agreement('health', stated))
  await because('all-itemised', 'certain')
  t.match((await ask('&lang=zh-Hant')).data, [{ reason: /全部列出/ }])

  await write(registry, examples.agreement('health', { ...stated, domains: [] }))
  await because('domain-not-known', 'unknown')
  await write(registry, examples.agreement('health', stated))
  await write(
    registry,
    examples.agreement('later', { meeting: null, signedOn: '2025', domains: ['banking'], countedInClaims: false }),
    examples.agreement('earlier', { meeting: null, signedOn: '2020', domains: ['finance'], countedInClaims: false }),
  )
  await because('possible-documents', 'unknown')
  const [{ possible }] = (await ask()).data
  t.match(possible, [{ id: 'later', label: 'Memorandum later', href: '/v1/agreements/later' }])
  t.equal(possible.length, 1, 'a document from before the meeting is none that carries it out')

  await t.test('can be filtered by', async (t) => {
    const total = async (query: string) => (await ask(query)).total
    t.equal(await total('&certainty=unknown'), 1)
    t.equal(await total('&certainty=certain'), 0)
    t.equal(await total('&because=possible-documents&because=all-itemised'), 1)
    t.equal(await total('&because=all-itemised'), 0)
    t.equal(await total('&mechanism=shanghai&meeting=shanghai-2024-04&year=2024'), 1)
    t.equal(await total('&year=2023'), 0)
    t.equal((await app.inject('/v1/gaps?kind=no-text&mechanism=nowhere')).statusCode, 400)
  })

  await t.test('and continuity names the documents that may carry it out', async (t) => {
    await write(
      registry,
      examples.meeting('shanghai-2026', { date: '2026-01' }),
      examples.area('again', { meeting: 'shanghai-2026', domains: ['finance'] }),
    )
    const { wentOn } = (await app.inject('/v1/mechanisms/shanghai/continuity')).json()
    t.match(wentOn, [
      { domain: 'finance', from: [{ id: 'alone', possible: [{ id: 'later' }] }], to: [{ possible: [] }] },
    ])
  })
})

t.test('gaps of records as they are written', async (t) => {
  const { app, registry } = await testApp(t)
  const whole = { en: 'Finance', 'zh-Hant': '金融', 'zh-Hans': '金融' }
  const texts = [{ language: 'en', url: 'https://example.org/text', authentic: true }]
  await write(
    registry,
    examples.source('paper', { url: 'https://example.org', title: whole }),
    ...ground.filter(({ record }) => record.id !== 'paper'),
    examples.agreement('whole', { title: whole, texts }),
    examples.agreement('bare', {
      signatories: [],
      alternatives: [{ pointer: '/signedOn', value: '2024-04-27', citation: cite }],
    }),
    examples.source('printed'),
  )
  const ask = async (kind: string) => (await app.inject(`/v1/gaps?kind=${kind}&limit=200`)).json().data
  const expected: [string, string, string, string[]][] = [
    ['no-signatory', 'agreements', 'bare', ['/signatories']],
    ['no-text', 'agreements', 'bare', ['/texts']],
    ['no-address', 'sources', 'printed', ['/url']],
    ['contested', 'agreements', 'bare', ['/signedOn']],
    ['untranslated', 'agreements', 'bare', ['/title/zh-Hant', '/title/zh-Hans']],
  ]
  for (const [kind, noun, id, fields] of expected) {
    const found = (await ask(kind)).filter((one: { noun: string }) => one.noun === noun)
    t.match(found, [{ id, fields, certainty: 'certain', because: 'as-written' }], kind)
    t.notOk(found.some((one: { id: string }) => one.id === 'whole'))
  }
  const within = (await app.inject('/v1/gaps?kind=no-text&mechanism=shanghai&year=2024')).json()
  t.match(within, { total: 1, data: [{ id: 'bare' }] })
})

t.test('matched by inference', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground, examples.agreement('inferred'))
  await write(registry, examples.meeting('shanghai-2024-04', { claims: claims(1) }))
  const ask = async (query: string) => (await app.inject(`/v1/reconciliation?measure=agreements${query}`)).json()
  t.match((await ask('')).data, [{ status: 'matched', basis: 'inferred' }])
  t.equal((await ask('&basis=stated')).total, 0)
  await write(registry, examples.agreement('inferred', { countedBasis: 'stated' }))
  t.match((await ask('&basis=stated')).data, [{ status: 'matched', basis: 'stated' }])
})

t.test('in force on a day', async (t) => {
  const { app, registry } = await testApp(t)
  const status = (source: string, fields = ['/status']) => ({ citations: [cite, { source, fields }] })
  const dates = { signedOn: '2020-06-01', effectiveOn: '2020-07-01' }
  await write(
    registry,
    ...ground,
    examples.source('news', { published: '2021-03-05' }),
    examples.agreement('by-dates', { ...dates, expiresOn: '2022-12-31' }),
    examples.agreement('renewed', { ...dates, expiresOn: '2022-12-31', term: { years: 2, renewal: 'automatic' } }),
    examples.agreement('ended', { ...dates, expiresOn: '2030', endedOn: '2021', status: 'terminated' }),
    examples.agreement('said', {
      signedOn: '2020-06-01',
      status: 'in-effect',
      citations: status('news').citations.slice(1),
    }),
    examples.agreement('said-to-have-ended', {
      ...dates,
      status: 'expired',
      citations: status('news').citations.slice(1),
    }),
    examples.agreement('signed', { signedOn: '2020-06-01' }),
    examples.agreement('undated', { signedOn: undefined }),
  )
  const ask = async (day: string, query = '') => {
    const list = async (unknown: string) => {
      const url = `/v1/agreements?inForceOn=${day}&unknown=${unknown}&sort=id&fields=id${query}`
      return (await app.inject(url)).json().data.map(({ id }: { id: string }) => id)
    }
    return { kept: await list('leave-out'), open: await list('only') }
  }
  t.same(await ask('2020-05-31'), { kept: [], open: ['undated'] }, 'nothing is before it is signed')
  t.same((await ask('2020-06-15')).kept, [], 'nor before its effect')
  t.same(await ask('2020-12-31'), {
    kept: ['by-dates', 'ended', 'renewed'],
    open: ['said', 'said-to-have-ended', 'signed', 'undated'],
  })
  t.same(await ask('2021-03-05'), { kept: ['by-dates', 'ended', 'renewed', 'said'], open: ['signed', 'undated'] })
  t.same((await ask('2021-06-01')).kept, ['by-dates', 'ended', 'renewed', 'said'], 'it ended some day of the year')
  t.same((await ask('2021-06-01', '&dateMatch=certain')).kept, ['by-dates', 'renewed', 'said'])
  t.same(await ask('2023-01-01'), { kept: ['said'], open: ['renewed', 'signed', 'undated'] })
  t.same((await ask('2990-01-01')).kept, [], 'beyond what sources tell, nothing is for certain')
  const { completeness } = (await app.inject('/v1/agreements?inForceOn=2023-01-01')).json()
  t.match(completeness.undetermined, { count: 3, by: [{ parameter: 'inForceOn', count: 3 }] })

  const then = (await app.inject('/v1/agreements?limit=1')).headers['registry-seq']
  await write(registry, examples.agreement('signed', { ...dates, expiresOn: '2024' }))
  await registry.head.refresh()
  t.ok((await ask('2023-01-01')).kept.includes('signed'))
  t.notOk((await ask('2023-01-01', `&asOf=${then}`)).kept.includes('signed'), 'or by what was known then')
})
