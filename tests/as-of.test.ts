import fc from 'fast-check'
import t from 'tap'
import { nouns } from '../src/nouns/all.ts'
import { save } from '../src/write/save.ts'
import type { Write } from '../src/write/write.ts'
import { type TestApp, testApp } from './support/app.ts'
import { engine } from './support/database.ts'
import { address, agreementFilters, generated } from './support/generated.ts'
import { type Example, examples, ground, seqOf, toWrite, write } from './support/records.ts'

const put = ({ noun, record }: Example) => toWrite(noun, record.id, { op: 'put', record })

/** The text of an answer, and what of it may not differ between then and now: the address in its links. */
async function answer({ app }: TestApp, url: string) {
  const { statusCode, body, headers } = await app.inject(url)
  // The lists of undetermined records are told with the moment that they are of.
  return { statusCode, body: body.replaceAll(/[?&]asOf=\d+/g, ''), seq: headers['registry-seq'] }
}

/** A history with what is hard in it: domains that move, records that go and come back, one that gets another id. */
function* history(): Generator<Write[]> {
  const all = generated(40)
  yield all.map(put)
  yield [put(examples.domain('money')), put(examples.domain('finance', { parent: 'money' }))]
  yield [
    put(examples.agreement('document-1', { domains: ['insurance'], parties: ['cn-hk', 'cn-bj'], signatories: [] })),
  ]
  yield [toWrite('agreements', 'document-2', { op: 'delete' })]
  yield [put(examples.organization('hk-health-bureau', { name: { en: 'Bureau of Wellbeing' } }))]
  yield [put(examples.domain('banking', { parent: 'health' }))]
  yield [
    toWrite('agreements', 'document-3', { op: 'delete' }),
    put(examples.agreement('renamed', { formerIds: ['document-3'], parties: ['cn-hk', 'cn-bj'], signatories: [] })),
  ]
  yield [toWrite('agreements', 'document-2', { op: 'restore' })]
  const many = Array.from({ length: 600 }, (_, index) =>
    examples.agreement(`many-${index}`, { parties: ['cn-hk'], signatories: [], domains: ['banking'] }),
  )
  if (engine === 'postgres') yield many.map(put)
  yield [put(examples.domain('banking', { parent: null }))]
  if (engine === 'postgres')
    yield many.map(({ record }) => put(examples.agreement(record.id, { ...record, domains: ['health'] })))
}

t.test('what was answered then', async (t) => {
  const service = await testApp(t)
  const { registry } = service
  const filters = fc.sample(agreementFilters, { numRuns: 6, seed: 5 }).map((each) => address('/v1/agreements', each))
  const urls = [
    '/v1/agreements?domain=money&limit=200',
    '/v1/agreements?domain=health&facets=domain&facets=organization&facets=year&include=signatories.organization&include=domains',
    '/v1/agreements?q=bureau&sort=id',
    '/v1/agreements?format=csv',
    '/v1/consensus-areas?domain=finance&sort=id',
    '/v1/meetings?total=exact',
    '/v1/domains?sort=id&fields=id&fields=parent',
    '/v1/search?q=wellbeing',
    '/v1/agreements/document-1?include=domains',
    '/v1/agreements/document-2',
    '/v1/agreements/document-3',
    '/v1/organizations/hk-health-bureau?format=json&fields=name',
    ...filters.filter((url) => !url.includes('none=')),
  ]
  const told: { seq: number; answers: Map<string, Awaited<ReturnType<typeof answer>>> }[] = []
  for (const writes of history()) {
    const saved = await save(registry.leader, nouns, writes, { actor: 'test', mode: 'atomic' })
    const refused = saved.results.find(({ problem }) => problem)
    if (refused?.problem) throw refused.problem
    const seq = (await seqOf(registry.leader, saved)) ?? 0
    registry.head.seen(seq)
    const answers = new Map<string, Awaited<ReturnType<typeof answer>>>()
    for (const url of urls) answers.set(url, await answer(service, url))
    told.push({ seq, answers })
  }
  for (const { seq, answers } of told)
    for (const [url, then] of answers) {
      const now = await answer(service, `${url}${url.includes('?') ? '&' : '?'}asOf=${seq}`)
      if (then.statusCode === 200) {
        if (now.body !== then.body) t.same(now.body, then.body, `${url} as of ${seq}`)
        t.equal(now.seq, String(seq))
      } else if (then.statusCode < 500) t.ok([then.statusCode, 308].includes(now.statusCode), `${url} as of ${seq}`)
      else t.fail(`${url} is answered ${then.statusCode}`)
    }
  t.pass('is answered again, to the byte')
})

t.test('as-of', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground, examples.agreement('a'))
  await save(registry.leader, nouns, [toWrite('agreements', 'a', { op: 'delete' })], {
    actor: 'test',
    reason: 'twice',
    mode: 'atomic',
  })
  await registry.head.refresh()
  const get = (url: string) => app.inject(url)
  t.equal((await get('/v1/agreements?asOf=11')).headers['cache-control'], 'public, max-age=86400')
  t.equal((await get('/v1/agreements/a?asOf=11')).headers['cache-control'], 'public, max-age=86400')
  t.equal((await get(`/v1/agreements?asOf=${new Date().toISOString()}`)).headers['cache-control'], 'public, no-cache')
  t.match((await get('/v1/agreements/a?asOf=12')).json(), { status: 410, reason: 'twice', version: 2 })
  t.match((await get('/v1/sources/paper?asOf=1')).json(), { status: 404, recordedAt: /Z$/ }, 'it was not yet recorded')
  for (const url of ['/v1/agreements/a?asOf=0', '/v1/agreements?asOf=0', '/v1/agreements?asOf=2024-01-01'])
    t.match((await get(url)).json(), {
      status: 400,
      errors: [{ parameter: 'asOf', detail: /signedOn\.lte.*inForceOn/ }],
    })
  const bad = [
    '13',
    '-1',
    '1.5',
    '2024-02-30T25:00:00Z',
    '2999-01-01T00:00:00Z',
    '0',
    '2024-01-01',
    'now',
    '999999999999999',
  ]
  for (const value of bad)
    for (const url of ['/v1/agreements', '/v1/agreements/a', '/v1/search?q=x'])
      t.match(
        (await get(`${url}${url.includes('?') ? '&' : '?'}asOf=${encodeURIComponent(value)}`)).json(),
        { status: 400, errors: [{ parameter: 'asOf' }] },
        `${url} as of ${value}`,
      )
  const first = await get('/v1/agreements?asOf=11')
  const again = await app.inject({
    url: '/v1/agreements?asOf=11',
    headers: { 'if-none-match': String(first.headers.etag) },
  })
  t.equal(again.statusCode, 304)
})

t.test('as-of on a connection that may not write', async (t) => {
  const service = await testApp(t)
  const { app, registry } = service
  await write(registry, ...ground, examples.agreement('a'))
  await write(registry, examples.agreement('a', { domains: ['banking'] }))
  const then = await answer(service, '/v1/agreements?domain=health&facets=domain&asOf=11')
  await registry.db.execute('set default_transaction_read_only = on')
  t.same((await answer(service, '/v1/agreements?domain=health&facets=domain&asOf=11&lang=en')).body, then.body)
  for (const url of ['/v1/matrix?asOf=11', '/v1/search?q=memorandum&asOf=11', '/v1/gaps?kind=silent-mechanism&asOf=11'])
    t.equal((await app.inject(url)).statusCode, 200, url)
})

t.test(
  'versions that were being written at a position',
  { skip: engine === 'pglite' && 'one writer at a time' },
  async (t) => {
    const service = await testApp(t)
    const { app, registry } = service
    await write(registry, ...ground, examples.agreement('late', { type: 'minutes' }))
    const ids = async (asOf: number, query = '') => {
      const { data } = (await app.inject(`/v1/agreements?sort=id&fields=id&asOf=${asOf}${query}`)).json()
      return data.map(({ id }: { id: string }) => id).join()
    }
    // The first takes its version ids, and is sealed after the second, which takes higher ones.
    await registry.leader.transaction(async (tx) => {
      const late = [examples.agreement('late', { type: 'session-memorandum' }), examples.agreement('later')]
      await save(tx as typeof registry.leader, nouns, late.map(put), { actor: 'test', mode: 'atomic' })
      await write(registry, examples.agreement('early'))
      t.equal(await ids(12), 'early,late', 'what is not sealed does not stand')
      t.equal(await ids(12, '&type=minutes'), 'late', 'and what it replaces does')
    })
    await registry.head.refresh()
    t.equal(await ids(11), 'late')
    t.equal(await ids(12, '&total=none'), 'early,late', 'nor does it afterwards')
    t.equal(await ids(12, '&type=minutes&total=none'), 'late')
    t.equal(await ids(13), 'early,late')
    t.equal(await ids(13, '&type=minutes'), '')
    t.equal(await ids(14), 'early,late,later')
  },
)
