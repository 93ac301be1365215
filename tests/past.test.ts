import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { rows } from '../src/database/rows.ts'
import { verifyLog } from '../src/log/verify.ts'
import { nouns } from '../src/nouns/all.ts'
import { reprojectIfStale } from '../src/write/reproject.ts'
import { save } from '../src/write/save.ts'
import type { Write } from '../src/write/write.ts'
import { appOver, type TestApp, testApp } from './support/app.ts'
import { generated } from './support/generated.ts'
import { type Example, examples, seqOf, toWrite } from './support/records.ts'
import { runs } from './support/runs.ts'

// Random writes, and questions after each of them. What was answered while a position was the present is the model: the
// same is answered as of that position for ever after, whether the database counts or all versions are counted in memory.

const put = ({ noun, record }: Example) => toWrite(noun, record.id, { op: 'put', record })

const documents = ['document-0', 'document-1', 'document-2', 'document-3', 'document-4', 'document-5']
const domains = ['finance', 'banking', 'insurance', 'health']
const bodies = ['hk-health-bureau', 'shanghai-health-commission']

const agreement = fc
  .record({
    id: fc.constantFrom(...documents),
    fields: fc.record({
      title: fc.constantFrom({ en: 'Finance for all' }, { en: 'Wellbeing' }, { 'zh-Hant': '金融合作' }),
      type: fc.constantFrom('minutes', 'session-memorandum', 'memorandum-of-understanding'),
      signedOn: fc.constantFrom('2022', '2024-04-26', '2024-06'),
      meeting: fc.constantFrom(null, 'shanghai-2024-04', 'beijing-2023'),
      parties: fc.subarray(['cn-hk', 'cn-sh', 'cn-bj'], { minLength: 1 }),
      domains: fc.subarray(domains),
      countedInClaims: fc.boolean(),
      signatories: fc.subarray(bodies).map((ids) => ids.map((organization) => ({ organization, side: 'hk' }))),
      citations: fc.constantFrom([{ source: 'paper' }], [{ source: 'paper', locator: 'p. 2', fields: ['/domains'] }]),
    }),
  })
  .map(({ id, fields }) => [put(examples.agreement(id, fields))])
const area = fc
  .record({ id: fc.constantFrom('area-0', 'area-1'), domains: fc.subarray(domains), agreed: fc.boolean() })
  .map(({ id, ...fields }) => [put(examples.area(id, fields))])
const gone = fc.oneof(
  fc.constantFrom(...documents).map((id) => toWrite('agreements', id, { op: 'delete' })),
  fc.constantFrom('area-0', 'area-1').map((id) => toWrite('consensus-areas', id, { op: 'delete' })),
  fc.constantFrom(...domains).map((id) => toWrite('domains', id, { op: 'delete' })),
)
const back = fc.oneof(
  fc.constantFrom(...documents).map((id) => toWrite('agreements', id, { op: 'restore' })),
  fc.constantFrom(...domains).map((id) => toWrite('domains', id, { op: 'restore' })),
)
const move = fc
  .record({ id: fc.constantFrom(...domains), parent: fc.constantFrom(null, ...domains) })
  .map(({ id, parent }) => [put(examples.domain(id, { parent }))])
const newName = fc
  .record({
    id: fc.constantFrom(...bodies),
    en: fc.constantFrom('Bureau of Wellbeing', 'Health Office', 'Finance Bureau'),
  })
  .map(({ id, en }) => [put(examples.organization(id, { name: { en } }))])
const newId = fc
  .record({ id: fc.constantFrom(...documents), to: fc.constantFrom('renamed-0', 'renamed-1') })
  .map(({ id, to }) => [
    toWrite('agreements', id, { op: 'delete' }),
    put(examples.agreement(to, { formerIds: [id], domains: ['banking'] })),
  ])
const batch = fc.oneof(
  { weight: 4, arbitrary: fc.array(agreement, { minLength: 1, maxLength: 3 }).map((each) => each.flat()) },
  { weight: 4, arbitrary: move },
  { weight: 1, arbitrary: fc.tuple(move, agreement, area).map((each) => each.flat()) },
  { weight: 2, arbitrary: area },
  { weight: 2, arbitrary: gone.map((one) => [one]) },
  { weight: 2, arbitrary: back.map((one) => [one]) },
  { weight: 1, arbitrary: newName },
  { weight: 1, arbitrary: newId },
)

const questions = [
  '/v1/agreements?limit=200&facets=domain&facets=organization&facets=year&facets=type',
  '/v1/agreements?domain=finance&limit=3&include=domains&include=signatories.organization',
  '/v1/agreements?domain=banking&type=minutes&sort=id',
  '/v1/agreements?domain.not=finance&total=none&limit=2',
  '/v1/agreements?domain=none&party=cn-hk',
  '/v1/agreements?source=paper&organization=hk-health-bureau',
  '/v1/agreements?q=finance&facets=domain',
  '/v1/agreements?q=wellbeing&sort=id',
  '/v1/agreements?format=ndjson',
  '/v1/agreements?format=csv&domain=health',
  '/v1/consensus-areas?domain=finance&sort=id',
  '/v1/domains?sort=id&facets=parent',
  '/v1/organizations?sort=name',
  '/v1/meetings',
  '/v1/search?q=finance',
  '/v1/search?q=wellbeing&noun=agreements',
  '/v1/matrix',
  '/v1/matrix?rows=party&columns=year&domain=finance',
  '/v1/matrix?rows=mechanism&columns=domain&q=finance&format=csv',
  '/v1/timeline?by=domain',
  '/v1/reconciliation',
  '/v1/meetings/shanghai-2024-04/reconciliation',
  '/v1/mechanisms/shanghai/continuity',
  ...[
    'area-without-agreement',
    'agreement-without-area',
    'silent-mechanism',
    'expired-without-successor',
    'uncited-field',
  ].map((kind) => `/v1/gaps?kind=${kind}&on=2026-11-01`),
  '/v1/sources/paper/citations?limit=200',
  '/v1/sources/paper/citations?locator=p.+2',
  '/v1/agreements/document-1?include=domains',
]

/** What may be counted in memory. */
const isCounted = /^\/v1\/(?:agreements\?|consensus-areas|matrix|timeline)/

/** An answer without what may differ: links of the past lead to the past. */
async function ask({ app }: TestApp, url: string) {
  const { statusCode, body, headers } = await app.inject(url)
  return {
    statusCode,
    body: statusCode === 200 ? body.replaceAll(/[?&]asOf=\d+/g, '') : '',
    seq: headers['registry-seq'],
  }
}

/** A service that counts each noun in memory, with a tally of how often it did so for the past. */
async function counting(t: Test, connection: TestApp['connection']) {
  const service = await appOver(t, connection, {}, nouns, { countedFrom: 0, longestGap: Number.POSITIVE_INFINITY })
  const { pastCounts } = service.registry
  const { at } = pastCounts
  let counted = 0
  pastCounts.at = (moment) => {
    const counts = at(moment)
    const countAt: typeof counts.at = async (...asked) => {
      const found = await counts.at(...asked)
      if (found) counted++
      return found
    }
    return { ...counts, at: countAt }
  }
  return { ...service, counted: () => counted }
}

t.test('The past is counted in memory, also after a record of a tree was moved', async (t) => {
  const service = await testApp(t)
  const following = await counting(t, service.connection)
  await refusing(service, generated(8).map(put))
  await following.registry.pastCounts.settle()
  const seq = await refusing(service, [put(examples.domain('banking', { parent: 'health' }))])
  t.type(seq, 'number')
  await following.registry.pastCounts.settle()
  await refusing(service, [put(examples.organization('hk-health-bureau', { name: { en: 'Health Office' } }))])
  const url = `/v1/agreements?facets=domain&asOf=${seq}`
  const [now, counted] = [await ask(service, url), await ask(following, url)]
  t.equal(now.statusCode, 200)
  t.same(counted, now)
  t.equal(following.counted(), 1)
})

async function refusing(service: TestApp, writes: Write[]): Promise<number | undefined> {
  const { registry } = service
  const saved = await save(registry.leader, registry.nouns, writes, { actor: 'test', mode: 'partial' })
  const seq = await seqOf(registry.leader, saved)
  if (seq !== undefined) registry.head.seen(seq)
  return seq
}

for (const [index, history] of fc
  .sample(fc.array(batch, { minLength: 14, maxLength: 14 }), { ...runs(1), seed: 11 })
  .entries())
  t.test(`history ${index + 1}`, async (t) => {
    const service = await testApp(t)
    const following = await counting(t, service.connection)
    const told = new Map<number, Map<string, Awaited<ReturnType<typeof ask>>>>()
    for (const writes of [generated(8).map(put), ...history]) {
      const seq = await refusing(service, writes)
      if (seq === undefined) continue
      if (told.size === 0) await following.registry.pastCounts.settle()
      const answers = new Map<string, Awaited<ReturnType<typeof ask>>>()
      for (const url of questions) answers.set(url, await ask(service, url))
      told.set(seq, answers)
    }
    t.ok(told.size > 7, `${told.size} positions`)
    await following.registry.pastCounts.settle()
    const fresh = await counting(t, service.connection)
    await fresh.registry.pastCounts.settle()
    for (const [seq, answers] of told)
      for (const [url, then] of answers) {
        t.not(Math.floor(then.statusCode / 100), 5, url)
        if (then.statusCode !== 200) continue
        // What is read anew at the end is right at every position if it is at some.
        const inMemory = isCounted.test(url) ? [following, ...(seq % 3 === 0 ? [fresh] : [])] : []
        for (const one of [service, ...inMemory]) {
          const now = await ask(one, `${url}${url.includes('?') ? '&' : '?'}asOf=${seq}`)
          if (now.body !== then.body || now.seq !== String(seq))
            t.same(now, { ...then, seq: String(seq) }, `${url} as of ${seq}`)
        }
      }
    const { leader: db } = service.registry
    const faults: string[] = []
    const verified = () => verifyLog(db, nouns, (fault) => faults.push(fault))
    await verified()
    t.same(faults, [], 'the rows of the past are those that the log makes')
    await rows(db, sql`update projection_rules set rules = 0`)
    await rows(db, sql`update agreement_domains_past set target = 'health', since_id = null`)
    await rows(db, sql`update agreements_past set type = 'minutes', until_id = until_id + 1`)
    await verified()
    t.match(
      faults.join(),
      /agreements\/document-\d: its rows in agreement_domains are not those/,
      'what was changed is told',
    )
    faults.length = 0
    await reprojectIfStale(db, nouns)
    await verified()
    t.same(faults, [], 'and made again from the log')
    for (const one of [following, fresh]) t.ok(one.counted() > told.size, `${one.counted()} were counted in memory`)
  })
