import fc from 'fast-check'
import t, { type Test } from 'tap'
import { nouns } from '../src/nouns/all.ts'
import { seededApp, testApp } from './support/app.ts'
import { address, type Filters, generated, openFilters } from './support/generated.ts'
import { answerOf } from './support/kleene.ts'
import { examples, ground, write } from './support/records.ts'
import { runs } from './support/runs.ts'

type Ask = (url: string) => Promise<{ statusCode: number; json: () => never }>

/** All ids of a list, whatever the size of its pages. */
async function idsOf(ask: Ask, url: string): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const joint = url.includes('?') ? '&' : '?'
    const answer = await ask(`${url}${joint}limit=200&fields=id&undetermined=none${cursor && `&cursor=${cursor}`}`)
    if (answer.statusCode !== 200) throw new Error(`${url}: ${JSON.stringify(answer.json())}`)
    const body: { data: { id: string }[]; next: string | null } = answer.json()
    ids.push(...body.data.map(({ id }) => id))
    cursor = body.next
  }
  return ids.sort()
}

interface Undetermined {
  count: number
  href?: string
  by: { parameter: string; count: number; href: string }[]
}

async function undeterminedOf(ask: Ask, url: string): Promise<Undetermined> {
  const body: { completeness: { undetermined: Undetermined } } = (await ask(url)).json()
  return body.completeness?.undetermined ?? { count: 0, by: [] }
}

/** Holds the three answers to one question against each other. */
async function holdTogether(t: Test, ask: Ask, path: string, filters: Filters) {
  const url = address(path, filters)
  const [kept, only, both] = [
    await idsOf(ask, url),
    await idsOf(ask, address(path, { ...filters, unknown: 'only' })),
    await idsOf(ask, address(path, { ...filters, unknown: 'include' })),
  ]
  t.same([...kept, ...only].sort(), both, `${url}: include is leave-out and only, and no record is in both`)
  const { count, href, by } = await undeterminedOf(ask, url)
  t.equal(count, only.length, `${url}: counts what only lists`)
  if (href) t.same(await idsOf(ask, href), only, `${href}: lists what is counted`)
  for (const each of by) {
    const own = await idsOf(ask, each.href)
    t.equal(own.length, each.count, `${each.href}: lists what is counted`)
    t.ok(own.every((id) => only.includes(id)))
  }
  const because = new Set((await Promise.all(by.map((each) => idsOf(ask, each.href)))).flat())
  t.same([...because].sort(), only, `${url}: each is undetermined because of some parameter`)
  return { kept, only }
}

t.test('the three answers of a filter', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...generated())
  const ask = (url: string) => app.inject(url) as never as ReturnType<Ask>
  const records = new Map(
    ((await app.inject('/v1/agreements?limit=200')).json().data as { id: string }[]).map((one) => [one.id, one]),
  )

  await t.test('are those of Kleene, on records that chance has made', async (t) => {
    await fc.assert(
      fc.asyncProperty(openFilters, async (filters) => {
        const { kept, only } = await holdTogether(t, ask, '/v1/agreements', filters)
        const expected = (answer: boolean | null) =>
          [...records.values()].flatMap((one) => (answerOf(one, filters) === answer ? one.id : [])).sort()
        t.same(kept, expected(true), `${JSON.stringify(filters)} keeps`)
        t.same(only, expected(null), `${JSON.stringify(filters)} leaves undetermined`)
      }),
      runs(15),
    )
  })

  const counted = async (filters: Filters) => {
    const { count, by } = await undeterminedOf(ask, address('/v1/agreements', filters))
    return { count, by: by.map(({ parameter, count }) => ({ parameter, count })) }
  }

  await t.test('are the same beside a search that finds all, by relevance or in another order', async () => {
    await fc.assert(
      fc.asyncProperty(openFilters, async (filters) => {
        const alone = await counted(filters)
        t.same(await counted({ ...filters, q: 'memorandum' }), alone)
        t.same(await counted({ ...filters, q: 'memorandum', sort: 'title' }), alone)
        await holdTogether(t, ask, '/v1/agreements', { ...filters, q: 'memorandum' })
      }),
      runs(4),
    )
  })

  await t.test('are those of then in the past', async () => {
    const then = (await app.inject('/v1/agreements?limit=1')).headers['registry-seq']
    const questions = fc.sample(openFilters, { numRuns: 12, seed: 5 })
    const before = await Promise.all(questions.map(counted))
    const changed = [...records.values()].slice(0, 30).map(({ id }) =>
      examples.agreement(id, {
        domains: [],
        signatories: [],
        type: 'unspecified',
        status: 'unknown',
        signedOn: undefined,
      }),
    )
    await write(registry, ...changed)
    await registry.head.refresh()
    for (const [at, filters] of questions.entries())
      t.same(await counted({ ...filters, asOf: String(then) }), before[at], JSON.stringify(filters))
    for (const filters of questions.slice(0, 3))
      await holdTogether(t, ask, '/v1/agreements', { ...filters, asOf: String(then) })
  })
})

const onSeeds: [string, string[]][] = [
  ['mechanisms', ['status=active', 'organization=hk-cmab', 'established.gte=2010', 'kind.not=conference']],
  [
    'meetings',
    ['person=john-lee', 'domain=finance', 'domain.not=finance', 'meetingFormat=video&year=2020', 'date.gte=2024'],
  ],
  ['consensus-areas', ['domain=finance', 'domain.not=finance&mechanism=shanghai', 'party=cn-sh&domain.all=health']],
  [
    'agreements',
    [
      'side=hk',
      'side.not=mainland',
      'domain=finance&side=hk',
      'status=in-effect',
      'status.not=in-effect&year=2024',
      'organization=hk-cmab',
      'place=cn-440300',
      'type=memorandum-of-understanding&signedOn.lte=2015',
      'person.not=john-lee',
      'implements=shanghai-2024-04-finance',
      'effectiveOn.lte=2020&expiresOn.gte=2021',
      'binding=binding&publicText=yes',
      'related=shanghai-2024-04-health&q=上海',
    ],
  ],
  ['measures', ['domain=finance', 'organization.not=hk-cmab', 'predecessor=mainland-promotion']],
  ['domains', ['parent=finance']],
  ['regions', ['kind=district', 'parent=cn-gd', 'code=iso-3166-2:CN-SH']],
  ['organizations', ['parent=hk-government', 'identifier=wikidata:Q1', 'covers=cn-sh', 'region.not=cn-hk']],
  ['persons', ['organization=hk-government', 'organization.not=hk-government']],
  ['sources', ['publishedBy=hk-cmab', 'published.gte=2020', 'year=2024&publishedBy.not=hk-cmab']],
]

t.test('on the seeds', async (t) => {
  const { app } = await seededApp(t)
  const ask = (url: string) => app.inject(url) as never as ReturnType<Ask>
  for (const [noun, queries] of onSeeds)
    for (const query of queries) {
      const filters: Record<string, string[]> = {}
      for (const [name, value] of new URLSearchParams(query)) filters[name] = [...(filters[name] ?? []), value]
      const { kept, only } = await holdTogether(t, ask, `/v1/${noun}`, filters)
      const [name = '', ...others] = Object.keys(filters)
      const opposite = name.endsWith('.not') ? name.slice(0, -4) : `${name}.not`
      if (others.length > 0 || !(opposite in (nouns.get(noun)?.parameters ?? {}))) continue
      const rejected = await idsOf(ask, address(`/v1/${noun}`, { [opposite]: filters[name] }))
      const every = await idsOf(ask, `/v1/${noun}`)
      t.same([...kept, ...only, ...rejected].sort(), every, `${noun}?${query}: all are kept, undetermined or rejected`)
    }
})

t.test('what becomes of undetermined records', async (t) => {
  const { app, registry } = await testApp(t)
  await write(
    registry,
    ...ground,
    examples.agreement('signed-by-two'),
    examples.agreement('signed-by-one-of-two', { signatoriesKnown: 'some' }),
    examples.agreement('signed-by-nobody-known', { signatories: [], domains: [] }),
    examples.agreement('signed-by-all', { signatoriesKnown: 'all' }),
  )
  const ask = async (query: string) => (await app.inject(`/v1/agreements?${query}`)).json()

  await t.test('is told in the language asked for', async (t) => {
    const { completeness } = await ask('side=mainland')
    t.match(completeness, { known: 0, undetermined: { count: 3, by: [{ parameter: 'side', count: 3 }] } })
    t.match(completeness.statement, 'for 3 it is not known')
    t.match((await ask('side=mainland&lang=zh-Hant')).completeness.statement, '3 項未知是否符合')
    t.match((await ask('side=mainland&lang=zh-Hans')).completeness.statement, '3 项未知是否符合')
    t.match((await ask('side=hk&unknown=include')).completeness.statement, 'for 1 of these')
    t.match((await ask('status=in-effect')).completeness.statement, 'effect is recorded for 0 documents')
  })

  await t.test('is not counted where nobody asks for it', async (t) => {
    t.notOk('undetermined' in (await ask('side=mainland&undetermined=none')).completeness)
    t.notOk('completeness' in (await ask('side=mainland&total=none')))
  })

  await t.test('holds for facets, which count what is missing and what is known in part', async (t) => {
    const { side } = (await ask('facets=side&limit=1')).facets
    t.match(side, { buckets: [{ value: 'hk', count: 3 }], missing: 1, partial: 2 })
    const only = (await ask('side=mainland&unknown=only&facets=side')).facets.side
    t.match(only, { buckets: [{ value: 'hk', count: 2 }], missing: 1, partial: 2 }, 'or, of these alone, of these')
  })

  await t.test('holds for whole lists', async (t) => {
    const lines = async (query: string) => (await app.inject(`/v1/agreements?format=ndjson&fields=id&${query}`)).body
    t.equal(await lines('domain.not=finance&domain.not=health&unknown=only'), '{"id":"signed-by-nobody-known"}\n')
    const csv = (await app.inject('/v1/agreements?format=csv&fields=id&side=mainland&unknown=only&sort=id')).body
    t.same(csv.trim().split('\r\n').slice(1), ['signed-by-nobody-known', 'signed-by-one-of-two', 'signed-by-two'])
  })

  await t.test('is refused where it says nothing', async (t) => {
    const problems = async (path: string) => {
      const answer = await app.inject(path)
      return [answer.statusCode, ...(answer.json().errors ?? []).map((one: { parameter: string }) => one.parameter)]
    }
    for (const path of [
      'agreements?',
      'agreements?format=csv&',
      'persons?q=lee&',
      'matrix?',
      'timeline?dateMatch=certain&',
    ])
      t.same(await problems(`/v1/${path}unknown=only`), [400, 'unknown'], path)
    t.same(await problems('/v1/agreements?side=hk&unknownOf=side'), [400, 'unknownOf'])
    t.same(await problems('/v1/agreements?side=hk&unknown=only&unknownOf=domain'), [400, 'unknownOf'])
    t.same(await problems('/v1/agreements?side=hk&unknown=include&knownOf=domain'), [400, 'knownOf'])
  })
})
