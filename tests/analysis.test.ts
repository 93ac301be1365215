import t from 'tap'
import { continuityAnswer } from '../src/read/analysis/continuity/continuity-schema.ts'
import { type Check, meetingReconciliationAnswer } from '../src/read/analysis/reconciliation/reconciliation-schema.ts'
import { testApp } from './support/app.ts'
import { examples, ground, write } from './support/records.ts'

t.test('reconciliation', async (t) => {
  const { app, registry } = await testApp(t)
  const claim = (value: number, scope?: string) => ({
    measure: 'agreements',
    value,
    scope,
    citation: { source: 'paper', locator: 'para 1' },
  })
  const check = async (): Promise<Check> => {
    const body = (await app.inject('/v1/meetings/shanghai-2024-04/reconciliation')).json()
    return meetingReconciliationAnswer.parse(body).data.find(({ measure }) => measure === 'agreements') as Check
  }
  const declare = (...claims: object[]) => write(registry, examples.meeting('shanghai-2024-04', { claims }))
  await write(registry, ...ground)
  await declare(claim(2))
  t.match(await check(), { status: 'not-itemised', declared: 2, gap: 2, itemised: { counted: 0 } })
  await write(registry, examples.agreement('one'))
  t.match(await check(), { status: 'short', gap: 1, claims: [{ value: 2, citation: { locator: 'para 1' } }] })
  await write(registry, examples.agreement('two'))
  t.match(await check(), { status: 'matched', gap: 0 }, 'flips when the missing document comes in')

  const memorandum = { type: 'session-memorandum', countedInClaims: false }
  await write(registry, examples.agreement('memorandum', memorandum))
  t.match(await check(), {
    status: 'matched',
    itemised: { counted: 2, notCounted: 1, sessionMemoranda: 1 },
    claims: [{ withoutSessionMemorandum: { status: 'matched' }, withSessionMemorandum: { status: 'over', gap: -1 } }],
  })
  await declare(claim(3, 'with the memorandum of the session'), claim(2, 'without the memorandum of the session'))
  t.match(await check(), {
    status: 'matched',
    declared: 2,
    claims: [
      {
        includesSessionMemorandum: true,
        itemised: 3,
        status: 'matched',
        withoutSessionMemorandum: { status: 'short' },
      },
      { includesSessionMemorandum: false, itemised: 2, status: 'matched', withSessionMemorandum: { status: 'over' } },
    ],
  })
  await write(registry, examples.agreement('memorandum', { ...memorandum, countedInClaims: true }))
  t.match(
    await check(),
    { claims: [{ status: 'matched' }, { status: 'over' }] },
    'a memorandum that counts is over without it',
  )
  await declare(claim(3), claim(4))
  t.match(await check(), { status: 'conflicting' })
  await declare()
  t.match(await check(), { status: 'undeclared', declared: null, gap: null, claims: [] })
  t.equal((await app.inject('/v1/reconciliation?status=undeclared&measure=agreements')).json().total, 1)
  t.equal((await app.inject('/v1/reconciliation?status=short')).json().total, 0)
  t.equal((await app.inject('/v1/meetings/nowhere/reconciliation')).statusCode, 404)
})

t.test('continuity', async (t) => {
  const { app, registry } = await testApp(t)
  const areas = (meeting: string, ...domains: string[]) =>
    domains.map((domain) => examples.area(`${meeting}-${domain}`, { meeting, domains: [domain] }))
  const session = (year: string, fields = {}) => examples.meeting(`shanghai-${year}`, { date: year, ...fields })
  await write(
    registry,
    ...ground,
    ...['education', 'legal'].map((id) => examples.domain(id)),
    ...['2016', '2018', '2020'].map((year) => session(year)),
    ...areas('shanghai-2016', 'education'),
    ...areas('shanghai-2018', 'banking', 'legal'),
    ...areas('shanghai-2020', 'finance', 'health', 'education'),
  )
  const ask = async (query = '') => {
    const body = (await app.inject(`/v1/mechanisms/shanghai/continuity${query}`)).json()
    const answer = continuityAnswer.parse(body)
    const domains = (threads: { domain: string }[]) => threads.map(({ domain }) => domain).sort()
    const { wentOn, began, lapsed, cameBack } = answer
    return { answer, kinds: [wentOn, began, lapsed, cameBack].map(domains) }
  }
  const { answer, kinds } = await ask()
  t.same(kinds, [['finance'], ['health'], ['banking', 'legal'], ['education']])
  t.match(answer.cameBack[0], {
    lastBefore: 'shanghai-2016',
    from: [],
    to: [{ id: 'shanghai-2020-education' }],
    certain: true,
  })
  t.match(answer, { from: { meeting: 'shanghai-2018', incomplete: false }, to: { meeting: 'shanghai-2020' } })

  const claims = [{ measure: 'consensus-areas', value: 5, citation: { source: 'paper' } }]
  await write(registry, session('2020', { claims }))
  const incomplete = (await ask()).answer
  t.match(incomplete, {
    to: { declared: 5, itemised: 3, incomplete: true },
    lapsed: [{ certain: false }, { certain: false }],
  })
  t.match(incomplete.began, [{ certain: true }])
  t.same((await ask('?from=shanghai-2016')).kinds, [['education'], ['finance', 'health'], [], []])
  const refused = await app.inject('/v1/mechanisms/shanghai/continuity?from=shanghai-2019&to=shanghai-2020')
  t.match(refused.json(), { status: 400, errors: [{ parameter: 'from', suggestion: /^shanghai-20/ }] })
})

t.test('gaps', async (t) => {
  const { app, registry } = await testApp(t)
  const ids = async (kind: string) =>
    (await app.inject(`/v1/gaps?kind=${kind}&on=2026-01-01`)).json().data.map(({ id }: { id: string }) => id)
  await write(
    registry,
    ...ground,
    examples.mechanism('quiet'),
    examples.area('alone', { domains: ['finance'] }),
    examples.area('met', { domains: ['health'] }),
    examples.area('carried-out', { domains: [] }),
    examples.agreement('health', { expiresOn: '2025' }),
    examples.agreement('stray', { domains: [], citations: [{ source: 'paper', fields: ['/title', '/type/0'] }] }),
    examples.agreement('implementing', { domains: [], implements: ['carried-out'], expiresOn: '2024-05' }),
    examples.agreement('renewal', {
      meeting: null,
      relations: [{ type: 'renews', agreement: 'implementing' }],
    }),
  )
  t.same(await ids('area-without-agreement'), ['alone', 'met'])
  t.same(await ids('agreement-without-area'), ['stray'])
  t.same(await ids('silent-mechanism'), ['quiet'])
  t.same(await ids('expired-without-successor'), ['health'])
  const expiredAt = async (instant: string) => {
    const clock = t.intercept(Date, 'now', { value: () => Date.parse(instant) })
    const { data } = (await app.inject('/v1/gaps?kind=expired-without-successor')).json()
    clock.restore()
    return data.map(({ id }: { id: string }) => id)
  }
  t.same(await expiredAt('2025-12-31T15:59:59Z'), [], 'the day is that of Hong Kong')
  t.same(await expiredAt('2025-12-31T16:00:00Z'), ['health'])
  t.same(await ids('uncited-field'), ['stray'])
  const [{ fields }] = (await app.inject('/v1/gaps?kind=uncited-field')).json().data
  t.ok(fields.includes('/signedOn') && !fields.includes('/title') && !fields.includes('/domains'))
  const own = ['/binding', '/countedBasis', '/confidence', '/signatoriesKnown']
  t.notOk(
    own.some((field) => fields.includes(field)),
    'what is not known, or of the registry itself, needs no source',
  )
  const claim = { measure: 'agreements', value: 2, citation: { source: 'paper' } }
  const named = (basis: string) => ({ domains: ['finance'], domainBasis: basis })
  await write(
    registry,
    examples.meeting('claiming', { claims: [claim], citations: [{ source: 'paper', fields: ['/name'] }] }),
    examples.agreement('stated', { ...named('stated'), citations: [{ source: 'paper', fields: ['/title'] }] }),
    examples.agreement('inferred', { ...named('inferred'), citations: [{ source: 'paper', fields: ['/title'] }] }),
  )
  const fieldsOf = async (id: string): Promise<string[]> => {
    const { data } = (await app.inject('/v1/gaps?kind=uncited-field&limit=200')).json()
    return data.find((row: { id: string }) => row.id === id)?.fields ?? []
  }
  t.notOk((await fieldsOf('claiming')).includes('/claims'), 'a claim has a citation of its own')
  t.ok((await fieldsOf('claiming')).length > 0, 'which supports nothing else')
  t.ok((await fieldsOf('stated')).includes('/domains'))
  t.notOk((await fieldsOf('inferred')).includes('/domains'), 'nor does what the registry infers')
})

t.test('citations of a source', async (t) => {
  const { app, registry } = await testApp(t)
  const cite = { source: 'paper', locator: 'para 9', fields: ['/title'], note: 'Seen.' }
  await write(registry, ...ground, examples.agreement('one', { citations: [cite] }))
  const ask = async (query: string) => (await app.inject(`/v1/sources/paper/citations?${query}`)).json()
  t.same((await ask('locator=para+9')).data, [
    {
      noun: 'agreements',
      id: 'one',
      pointer: '/citations/0',
      fields: ['/title'],
      locator: 'para 9',
      note: 'Seen.',
      href: '/v1/agreements/one',
    },
  ])
  t.equal((await ask('noun=domain')).total, 3)
  t.equal((await app.inject('/v1/sources/nothing/citations')).statusCode, 404)
})
