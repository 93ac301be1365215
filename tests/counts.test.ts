import fc from 'fast-check'
import t, { type Test } from 'tap'
import { createApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { verifyLog } from '../src/log/verify.ts'
import { nouns } from '../src/nouns/all.ts'
import { dimensions } from '../src/read/analysis/axis-words.ts'
import { openRegistry } from '../src/read/registry.ts'
import { save } from '../src/write/save.ts'
import type { Write } from '../src/write/write.ts'
import { testDatabase } from './support/database.ts'
import { address, agreementFilters, generated, openFilters } from './support/generated.ts'
import { examples, toWrite } from './support/records.ts'
import { runs } from './support/runs.ts'

type Connection = Awaited<ReturnType<typeof testDatabase>>

/** A service that counts in memory from so many records on, with a tally of how often it did, and how often a search looked there. */
async function service(t: Test, connection: Connection, countedFrom: number) {
  const registry = await openRegistry(connection, nouns, { countedFrom })
  const { at, standing } = registry.counts
  let counted = 0
  let searched = 0
  registry.counts.at = async <T extends object>(...asked: Parameters<typeof at<T>>) => {
    const found = await at<T>(...asked)
    if (found) counted++
    return found
  }
  registry.counts.standing = (...asked) => {
    const table = standing(...asked)
    if (table) searched++
    return table
  }
  const app = await createApp(readConfig({ LOG_LEVEL: 'silent', RATE_LIMIT: '0' }), registry)
  t.teardown(async () => {
    await app.close()
    registry.close()
  })
  const ask = async (url: string) => {
    const { statusCode, body, headers } = await app.inject(url)
    return { statusCode, body, etag: headers.etag, seq: headers['registry-seq'] }
  }
  return { registry, ask, counted: () => counted, searched: () => searched }
}

/** Two services over one database: one counts in memory, the other leaves it to the database. */
async function twoServices(t: Test) {
  const connection = await testDatabase(t)
  const memory = await service(t, connection, 0)
  // Searched as a large table is: where memory knows that filters keep few records, these are looked through.
  memory.registry.isLarge = async () => true
  const database = await service(t, connection, Number.MAX_SAFE_INTEGER)
  const write = async (writes: Write[]) => {
    await save(connection.leader, nouns, writes, { actor: 'test', mode: 'partial' })
    for (const { registry } of [memory, database]) await registry.head.refresh()
  }
  await write(generated().map(({ noun, record }) => toWrite(noun, record.id, { op: 'put', record })))
  await memory.registry.counts.settle()
  const alike = async (url: string) => {
    const [one, other] = [await memory.ask(url), await database.ask(url)]
    if (one.statusCode !== 200) throw new Error(`${url}: ${one.body}`)
    if (JSON.stringify(one) !== JSON.stringify(other)) throw new Error(`${url}:\n${one.body}\n${other.body}`)
  }
  return { memory, write, alike }
}

const facetNames = Object.keys(nouns.get('agreements')?.facets ?? {})
const lists = fc
  .record({ filters: agreementFilters, facets: fc.subarray(facetNames), limit: fc.constantFrom('1', '3') })
  .map(({ filters, ...rest }) => address('/v1/agreements', { ...filters, ...rest }))
const matrices = fc
  .record({
    filters: agreementFilters,
    fields: fc.shuffledSubarray([...dimensions], { minLength: 2, maxLength: 2 }),
  })
  .map(({ filters, fields: [rows, columns] }) => address('/v1/matrix', { ...filters, rows, columns }))
const timelines = fc
  .record({
    filters: agreementFilters,
    interval: fc.constantFrom('year', 'quarter', 'month'),
    by: fc.constantFrom(undefined, 'mechanism', 'domain', 'type'),
  })
  .map(({ filters, ...rest }) => address('/v1/timeline', { ...filters, ...rest }))
const unknown = fc
  .record({
    filters: openFilters,
    unknown: fc.constantFrom('leave-out', 'include', 'only'),
    facet: fc.constantFrom(...facetNames),
  })
  .chain(({ filters, unknown, facet }) =>
    fc.constantFrom(
      address('/v1/agreements', { ...filters, unknown, facets: facet }),
      address('/v1/matrix', { ...filters, unknown, rows: 'domain', columns: 'side' }),
      address('/v1/matrix', { ...filters, unknown, rows: 'type', columns: 'year' }),
      address('/v1/timeline', { ...filters, unknown, by: 'domain' }),
    ),
  )
const negated = fc
  .subarray(['type.not=minutes', 'mechanism.not=none', 'party.all=cn-hk', 'side.all=hk', 'domain.not=none'], {
    minLength: 1,
  })
  .map((filters) => `/v1/agreements?facets=domain&facets=mechanism&facets=side&${filters.join('&')}`)
const searches = fc
  .record({
    q: fc.constantFrom('document', '上海', 'Finance', 'document OR health', 'document -minutes'),
    filters: fc.oneof(agreementFilters, openFilters),
    unknown: fc.constantFrom('leave-out', 'include'),
    facet: fc.constantFrom(...facetNames),
  })
  .chain(({ q, filters, unknown, facet }) =>
    fc.constantFrom(
      address('/v1/agreements', { ...filters, unknown, q, facets: facet }),
      address('/v1/agreements', { ...filters, unknown, q, sort: 'title' }),
      address('/v1/matrix', { ...filters, unknown, q, rows: 'domain', columns: 'year' }),
    ),
  )
const others = fc.constantFrom(
  '/v1/consensus-areas?facets=domain&facets=meeting&facets=agreed&domain=finance',
  '/v1/consensus-areas?facets=year&facets=mechanism&party=cn-sh',
  '/v1/meetings?facets=format&facets=year&facets=party&meetingFormat=in-person&domain=finance',
  '/v1/organizations?facets=kind&facets=side&facets=region&facets=covers&side=hk',
  '/v1/matrix?measure=meetings&rows=year&columns=domain',
  '/v1/matrix?measure=consensus-areas&rows=domain&columns=year',
)
const questions = fc.array(fc.oneof(lists, matrices, timelines, unknown, negated, searches, others), {
  minLength: 1,
  maxLength: 6,
})

const someId = fc.nat({ max: 70 }).map((number) => `document-${number}`)
const fields = fc.record(
  {
    domains: fc.subarray(['finance', 'banking', 'insurance', 'health']),
    type: fc.constantFrom('minutes', 'memorandum-of-understanding'),
    mechanism: fc.constantFrom(null, 'shanghai', 'beijing'),
    signedOn: fc.constantFrom('2022', '2024-04-26'),
    signatories: fc.subarray([{ organization: 'shanghai-health-commission', side: 'other' }]),
  },
  { noNullPrototype: true, requiredKeys: [] },
)
const moved = fc.constantFrom(null, 'finance', 'health')
const writes: fc.Arbitrary<Write> = fc.oneof(
  fc.tuple(someId, fields).map(([id, given]) => {
    const { record } = examples.agreement(id, given)
    return toWrite('agreements', id, { op: 'put', record })
  }),
  fc.tuple(someId, fields).map(([id, patch]) => toWrite('agreements', id, { op: 'patch', patch })),
  someId.map((id) => toWrite('agreements', id, { op: 'delete' })),
  someId.map((id) => toWrite('agreements', id, { op: 'restore' })),
  moved.map((parent) => toWrite('domains', 'banking', { op: 'patch', patch: { parent } })),
  fc.constantFrom('In-person', 'x').map((en) => toWrite('regions', 'cn-sh', { op: 'patch', patch: { name: { en } } })),
  fc
    .constantFrom('2022-09', '2021')
    .map((date) => toWrite('meetings', 'outside-2022', { op: 'patch', patch: { date } })),
)

t.test('counts in memory', async (t) => {
  const { memory, write, alike } = await twoServices(t)

  await t.test('are those of the database, to the byte', async (t) => {
    await fc.assert(
      fc.asyncProperty(questions, async (urls) => {
        for (const url of urls) await alike(url)
      }),
      runs(20),
    )
    t.ok(memory.counted() > 15, `${memory.counted()} answers were counted in memory`)
    t.ok(memory.searched() > 0, `${memory.searched()} searches knew what their filters keep`)
  })

  await t.test('stay so after writes of every kind', async (t) => {
    const before = memory.counted()
    await fc.assert(
      fc.asyncProperty(
        fc.array(writes, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        questions,
        async (changes, waits, urls) => {
          for (const change of changes) await write([change])
          if (waits) await memory.registry.counts.settle()
          for (const url of urls) await alike(url)
        },
      ),
      runs(20),
    )
    await verifyLog(memory.registry.db, nouns, (fault) => t.fail(fault))
    t.ok(memory.counted() > before + 15, `${memory.counted() - before} answers were counted in memory`)
  })

  await t.test('stay so while others write', async (t) => {
    await memory.registry.counts.settle()
    const before = memory.counted()
    for (let year = 1990; year < 2020; year++) {
      const patch = { signedOn: `${year}` }
      const [answer] = await Promise.all([
        memory.ask(`/v1/agreements?facets=year&facets=type&limit=1`),
        write([toWrite('agreements', `document-${year - 1960}`, { op: 'patch', patch })]),
      ])
      const { total, facets } = JSON.parse((await memory.ask('/v1/agreements?facets=year&limit=1')).body)
      const sum = facets.year.buckets.reduce((so: number, { count }: { count: number }) => so + count, 0)
      t.equal(answer.statusCode, 200)
      t.equal(sum + facets.year.missing + facets.year.other, total)
    }
    t.ok(memory.counted() > before)
    await alike('/v1/agreements?facets=year&limit=1')
  })
})
