import fc from 'fast-check'
import t from 'tap'
import { listAnswer } from '../src/api/records/record-schema.ts'
import { nouns } from '../src/nouns/all.ts'
import { testApp } from './support/app.ts'
import { address, agreementFilters, generated } from './support/generated.ts'
import { examples, ground, write } from './support/records.ts'
import { runs } from './support/runs.ts'

const single = ['mechanism', 'type', 'status', 'year', 'confidence']
const several = ['domain', 'party', 'organization', 'side']

interface Facets {
  [name: string]: { buckets: { value: string; label: string; count: number }[]; other: number; missing: number }
}

t.test('facets', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...generated())
  const ask = async (url: string) => {
    const response = await app.inject(url)
    t.equal(response.statusCode, 200, `${url}: ${response.statusCode === 200 ? '' : response.body}`)
    return response.json()
  }
  const total = async (filters: object) => (await ask(address('/v1/agreements', { ...filters, limit: '1' }))).total

  await t.test('of a single value sum to the total, and of several values count what the filter finds', async () => {
    await fc.assert(
      fc.asyncProperty(agreementFilters, fc.constantFrom(...single, ...several), async (filters, name) => {
        const { [name]: own, [`${name}.all`]: all, [`${name}.not`]: not, ...others } = filters
        const body = await ask(address('/v1/agreements', { ...filters, facets: name, limit: '1' }))
        const { buckets, other, missing } = (body.facets as Facets)[name] ?? { buckets: [], other: 0, missing: 0 }
        const sum = buckets.reduce((so, { count }) => so + count, other + missing)
        const withoutOwn = await total(others)
        if (single.includes(name) && sum !== withoutOwn) return false
        for (const { value, count } of buckets) if ((await total({ ...others, [name]: value })) !== count) return false
        return name === 'organization' || name === 'party' || !['domain', 'year', 'mechanism', 'side'].includes(name)
          ? true
          : (await total({ ...others, [name]: 'none' })) === missing
      }),
      runs(20),
    )
  })

  await t.test('another filter never adds', async () => {
    await fc.assert(
      fc.asyncProperty(agreementFilters, agreementFilters, async (some, more) => {
        const { dateMatch, q, ...narrower } = more
        const added = Object.fromEntries(Object.entries(narrower).filter(([name]) => !(name in some)))
        return (await total({ ...some, ...added })) <= (await total(some))
      }),
      runs(20),
    )
  })

  await t.test('stay the same on every page', async (t) => {
    const first = await ask('/v1/agreements?facets=domain&facets=year&limit=7')
    const second = await ask(`/v1/agreements?facets=domain&facets=year&limit=7&cursor=${first.next}`)
    t.same(second.facets, first.facets)
  })

  await t.test('are labelled in the asked language, and say when they are not', async (t) => {
    await write(registry, examples.region('cn-bj', { name: { en: 'Beijing', 'zh-Hant': '北京' } }))
    const response = await app.inject('/v1/agreements?facets=party&facets=type&facets=domain&lang=zh-Hans')
    t.match(response.headers, { 'content-language': 'zh-Hans', vary: /Accept-Language/ })
    const { party, type, domain } = response.json().facets as Facets
    t.match(
      party?.buckets.find(({ value }) => value === 'cn-sh'),
      { label: '上海', labelLanguage: 'zh-Hant' },
    )
    t.match(
      party?.buckets.find(({ value }) => value === 'cn-bj'),
      { label: '北京', labelLanguage: 'zh-Hant' },
      'a reader of one script is given the other before English',
    )
    t.match(
      domain?.buckets.find(({ value }) => value === 'health'),
      { label: 'health', labelLanguage: 'en' },
    )
    t.match(
      type?.buckets.find(({ value }) => value === 'minutes'),
      { label: '会议纪要', labelLanguage: undefined },
    )
    t.match(
      domain?.buckets.find(({ value }) => value === 'finance'),
      { label: '金融', labelLanguage: undefined },
    )
  })

  await t.test('of yes and no count both, whichever of them the filter keeps', async (t) => {
    const agreedOf = async (filter: string) =>
      (await ask(`/v1/consensus-areas?facets=agreed&limit=1${filter}`)).facets.agreed
    const all = await agreedOf('')
    t.equal(all.buckets.length, 2)
    t.same(await agreedOf('&agreed=false'), all)
  })

  await t.test('fit the contract on each noun that has them', async (t) => {
    for (const noun of nouns.values()) {
      if (!noun.facets) continue
      const { data, ...body } = await ask(address(`/v1/${noun.name}`, { facets: Object.keys(noun.facets) }))
      t.ok(listAnswer(noun, nouns).safeParse({ ...body, data: [] }).success, noun.name)
    }
    t.equal((await app.inject('/v1/agreements?facets=nonsense')).statusCode, 400)
    t.equal((await app.inject('/v1/domains?facets=parent')).statusCode, 400)
  })
})

t.test('completeness', async (t) => {
  const { app, registry } = await testApp(t)
  const claim = (value: number, scope?: string) => ({
    measure: 'agreements',
    value,
    scope,
    citation: { source: 'paper' },
  })
  const declare = (fields: object) => write(registry, examples.meeting('shanghai-2024-04', fields))
  const ask = async (query: string) => (await app.inject(`/v1/agreements?${query}`)).json().completeness
  const position = async () => (await app.inject('/v1/agreements')).headers['registry-seq']
  const stated = { countedBasis: 'stated' }
  await write(registry, ...ground, examples.agreement('one', stated), examples.agreement('two', stated))
  const all = { knownMissing: 0, openEnded: false, undetermined: { count: 0 } }
  t.match(await ask(''), { ...all, known: 2, statement: '2' }, 'knows of nothing more where nothing is declared')

  await declare({ claims: [claim(5), claim(4)], statedDomains: { domains: ['health', 'banking'], exhaustive: true } })
  const three = { known: 2, knownMissing: 3, openEnded: false, statement: 'at least 5' }
  t.match(await ask(''), three, 'goes by the highest claim')
  t.match(await ask('mechanism=shanghai&year=2024&party=cn-sh&meeting=shanghai-2024-04'), three)
  const settings = 'lang=en&sort=id&limit=1&fields=id&include=meeting&facets=domain&format=json&undetermined=none'
  const { undetermined, ...missing } = await ask(`${settings}&asOf=${await position()}`)
  t.match(missing, three, 'takes no setting for a filter')
  t.match(await ask('q=memorandum'), { knownMissing: 0, openEnded: true }, 'takes a search for one')
  t.match(await ask('year=2023'), { ...all, known: 0 }, 'speaks of the covered meetings only')
  t.match(await ask('type=minutes'), { knownMissing: 0, openEnded: true }, 'is unsure under other filters')
  t.match(await ask('domain=finance&lang=zh-Hant'), { knownMissing: 1, openEnded: true, statement: '至少 1' })
  t.match(await ask('domain=health'), { known: 2, knownMissing: 0, openEnded: true })

  await write(registry, examples.agreement('two', { countedBasis: 'inferred' }))
  t.match(await ask(''), { knownMissing: 3, openEnded: true }, 'is open where the registry infers what is counted')
  await write(registry, examples.agreement('two', stated))

  await declare({ claims: [claim(3, 'with the memorandum of the session')] })
  t.match(await ask(''), all, 'leaves the memorandum of the session out of a claim that counts it')
  await declare({ statedDomains: { domains: ['health'], exhaustive: false } })
  t.match(await ask(''), { known: 2, knownMissing: 0, openEnded: true }, 'is open where a list of domains is')
})
