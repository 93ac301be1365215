import { sql } from 'drizzle-orm'
import t from 'tap'
import { rows } from '../src/database/rows.ts'
import { verifyLog } from '../src/log/verify.ts'
import { nouns } from '../src/nouns/all.ts'
import { save } from '../src/write/save.ts'
import { testApp } from './support/app.ts'
import { list } from './support/lists.ts'
import { examples, ground, toWrite, write } from './support/records.ts'
import { testWriter } from './support/writer.ts'

t.test('GET /v1/agreements', async (t) => {
  const service = await testApp(t)
  await write(
    service.registry,
    ...ground,
    examples.agreement('day'),
    examples.agreement('month', { signedOn: '2024-05', domains: ['banking'], mechanism: null, meeting: null }),
    examples.agreement('year', {
      signedOn: '2023',
      domains: ['finance', 'health'],
      type: 'letter-of-intent',
      countedInClaims: false,
    }),
    examples.agreement('undated', {
      signedOn: undefined,
      domains: [],
      status: 'announced',
      identifiers: [{ scheme: 'doi', value: '10.1/x' }],
    }),
  )
  const cases: [string, string[]][] = [
    ['', ['month', 'day', 'year', 'undated']],
    ['?sort=signedOn', ['undated', 'year', 'day', 'month']],
    ['?domain=finance', ['month', 'year']],
    ['?domain=banking', ['month']],
    ['?domain=finance&domain=health', ['month', 'day', 'year']],
    ['?domain.all=finance&domain.all=health', ['year']],
    ['?domain.not=finance', ['day']],
    ['?domain.not=finance&unknown=include', ['day', 'undated']],
    ['?domain.not=finance&unknown=only', ['undated']],
    ['?mechanism=none', ['month']],
    ['?mechanism=shanghai', ['day', 'year', 'undated']],
    ['?mechanism=shanghai&mechanism=none', ['month', 'day', 'year', 'undated']],
    ['?mechanism.not=none', ['day', 'year', 'undated']],
    ['?year=2024&year=2023', ['month', 'day', 'year']],
    ['?signedOn.gte=2024-05-15', ['month']],
    ['?signedOn.gte=2024-05-15&dateMatch=certain', []],
    ['?signedOn.gte=2024-05&dateMatch=certain', ['month']],
    ['?signedOn.lte=2023-06', ['year']],
    ['?signedOn.lte=2024-04', ['day', 'year']],
    ['?type.not=memorandum-of-understanding', ['year']],
    ['?status=announced', ['undated']],
    ['?side=hk', ['month', 'day', 'year', 'undated']],
    ['?side=mainland', []],
    ['?organization=hk-health-bureau&limit=1', ['month']],
    ['?identifier=doi:10.1/x', ['undated']],
    ['?countedInClaims=false', ['year']],
    ['?source=paper&party=cn-sh&confidence=high&domainBasis=stated', ['month', 'day', 'year', 'undated']],
    ['?id=year&id=nothing&id=day', ['day', 'year']],
  ]
  for (const [query, expected] of cases) {
    const { ids, body } = await list(service, query)
    t.same(ids, expected, `keeps what ${query || 'no filter'} asks for`)
    if (!query.includes('limit')) t.equal(body.total, expected.length, 'and counts it')
  }

  const nothing = await service.app.inject('/v1/agreements/month?fields=notes&include=domains')
  t.same(Object.keys(nothing.json()), ['included'], 'of a record without the field, what it refers to is left')
  const { body: sparse } = await list(service, '?fields=id&fields=signedOn&id=month')
  t.same(sparse.data, [{ id: 'month', signedOn: '2024-05' }], 'gives only the fields asked for')
  const { body: wide } = await list(
    service,
    '?id=day&include=domains&include=signatories.organization&include=citations.source&include=meeting',
  )
  t.match(wide.included, {
    domains: { health: { id: 'health' } },
    organizations: { 'hk-health-bureau': { kind: 'bureau' } },
    sources: { paper: { publisher: 'CMAB' } },
    meetings: { 'shanghai-2024-04': { ordinal: 6 } },
  })
  const { body: uncounted } = await list(service, '?total=none')
  t.notOk('total' in uncounted, 'leaves the total out when told')

  const { answer, body } = await list(service, '?limit=1&year=2024&domain=finance&domain=health')
  t.equal(
    answer.headers.link,
    `</v1/agreements?limit=1&year=2024&domain=finance&domain=health&cursor=${body.next}>; rel="next"`,
  )
  const again = await service.app.inject({
    url: '/v1/agreements',
    headers: { 'if-none-match': String((await list(service, '')).answer.headers.etag) },
  })
  t.equal(again.statusCode, 304)
  await write(service.registry, examples.agreement('later'))
  t.equal(
    (await service.app.inject({ url: '/v1/agreements', headers: { 'if-none-match': String(again.headers.etag) } }))
      .statusCode,
    200,
    'is new after a change',
  )

  const bad: [string, object][] = [
    ['?domian=x', { errors: [{ parameter: 'domian', suggestion: 'domain' }] }],
    ['?domain=finanse', { errors: [{ parameter: 'domain', suggestion: 'finance' }] }],
    [
      '?domain=finanse&organization.not=hk-healt-bureau',
      { errors: [{ suggestion: 'finance' }, { suggestion: 'hk-health-bureau' }] },
    ],
    ['?type=memorandum', { errors: [{ parameter: 'type' }] }],
    ['?limit=0&total=maybe&signedOn.gte=2024-13', { errors: [{}, {}, {}] }],
    ...['', '0x32', '5e1', '+50', '50.0'].map((limit): [string, object] => [
      `?limit=${encodeURIComponent(limit)}`,
      { errors: [{ parameter: 'limit' }] },
    ]),
    ['?cursor=abc', { errors: [{ parameter: 'cursor' }] }],
    [
      `?cursor=${Buffer.from('["-signedOn","2024-99-99","x"]').toString('base64url')}`,
      { errors: [{ parameter: 'cursor' }] },
    ],
    [`?cursor=${body.next}&sort=title`, { errors: [{ parameter: 'cursor' }] }],
    ['?signedOn.gte=2024-02-30', { errors: [{ parameter: 'signedOn.gte' }] }],
    [`?title=${'x'.repeat(10_000)}`, { status: 400 }],
    ['?domain=%00', { status: 400 }],
    ['?domain=%ED%A0%80', { status: 400 }],
  ]
  for (const [query, problem] of bad) {
    const refused = await list(service, query)
    t.equal(refused.status, 400, `refuses ${query.slice(0, 60)}`)
    t.match(refused.body, problem)
  }
})

t.test('GET /v1/<noun>/{id}', async (t) => {
  const { app, registry } = await testApp(t)
  await write(
    registry,
    ...ground,
    examples.agreement('a'),
    examples.area('shanghai-2024-04-finance'),
    examples.measure('m'),
    examples.person('p'),
  )
  for (const noun of nouns.values()) {
    const { data } = (await app.inject(`/v1/${noun.name}`)).json()
    t.ok(data.length > 0, `${noun.name} are listed`)
    for (const record of data) {
      const answer = await app.inject(`/v1/${noun.name}/${record.id}`)
      t.same(noun.stored.parse(answer.json()), record, 'reads what the list shows')
      t.match(answer.headers, { etag: /^"1-[0-9a-f]{16}"$/, 'registry-seq': /^\d+$/ })
    }
  }
  t.match((await app.inject('/v1/agreements/nothing')).json(), { type: '/problems/not-found', status: 404 })
  t.equal((await app.inject({ method: 'HEAD', url: '/v1/agreements/a' })).statusCode, 200)
  t.match(await app.inject({ method: 'POST', url: '/v1/domains' }), { statusCode: 405, headers: { allow: /GET/ } })

  await write(registry, examples.agreement('b', { formerIds: ['old-b'] }))
  const moved = await app.inject('/v1/agreements/old-b?fields=id')
  t.match(moved, { statusCode: 308, headers: { location: '/v1/agreements/b?fields=id' } })
  await save(registry.leader, nouns, [toWrite('agreements', 'a', { op: 'delete' })], {
    actor: 'test',
    reason: 'entered twice',
    mode: 'atomic',
  })
  t.match((await app.inject('/v1/agreements/a')).json(), {
    status: 410,
    detail: /deleted at .*, with the reason "entered twice"\.$/,
  })
  t.same(
    (await app.inject('/v1/agreements')).json().data.map(({ id }: { id: string }) => id),
    ['b'],
  )
})

t.test('a log that was restarted so often that its positions are large', async (t) => {
  const { app, ask, registry } = await testWriter(t)
  await write(registry, ...ground, examples.agreement('a'))
  await rows(
    registry.leader,
    sql.raw(`do $$ begin
      for restart in 1..220 loop
        insert into log_restarts (reason, epoch) select 'restored', epoch from log_head;
      end loop;
    end $$`),
  )
  await registry.head.refresh()
  const put = () =>
    ask('PUT', '/v1/domains/culture', examples.domain('culture').record, {
      'if-none-match': '*',
      'idempotency-key': 'culture-is-written-once',
    })
  const written = await put()
  const seq = Number(written.headers['registry-seq'])
  t.equal(written.statusCode, 201, 'is written to')
  t.ok(seq > 2 ** 31)
  t.match(await put(), { statusCode: 201, headers: { 'registry-seq': String(seq) } }, 'also once more')
  for (const url of [
    '/v1/agreements',
    `/v1/agreements?asOf=${seq}&include=mechanism`,
    '/v1/agreements?facets=domain&q=health',
    '/v1/agreements/a',
    '/v1/agreements/a/versions',
    `/v1/agreements/a?asOf=${seq}`,
    '/v1/domains/culture?asOf=2100-01-01',
    '/v1/changes',
    '/v1/changes?after=now',
    '/v1/editions',
    '/v1/search?q=health',
    '/v1/suggest?q=health',
    '/v1/matrix',
    '/v1/timeline',
    '/v1/reconciliation',
    '/v1/mechanisms/shanghai/continuity',
    '/v1/gaps?kind=uncited-field',
    '/v1/gaps?kind=area-without-agreement',
    '/v1/sources/paper/citations',
    '/en',
    '/en/changes',
    '/en/agreements/a',
    '/en/domains/finance',
  ]) {
    const answer = await app.inject(url)
    t.match(answer, { statusCode: url.includes('2100') ? 400 : 200 }, url)
    if (answer.statusCode === 200) t.equal(answer.headers['registry-seq'], String(seq), `${url} tells its position`)
  }
  await verifyLog(registry.db, nouns, (fault) => t.fail(fault))
})
