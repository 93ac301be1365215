import { sql } from 'drizzle-orm'
import t from 'tap'
import { batchAnswer } from '../src/api/writes/write-schema.ts'
import { records } from '../src/database/log-tables.ts'
import { rows } from '../src/database/rows.ts'
import { nouns } from '../src/nouns/all.ts'
import { mapInSlices } from '../src/slices.ts'
import { examples, ground, pathOf, write } from './support/records.ts'
import { testWriter, type Writer } from './support/writer.ts'

async function batch({ ask }: Writer, body: object, status = 200) {
  const answer = await ask('POST', '/v1/batch', body)
  if (answer.statusCode !== status) throw new Error(`${answer.statusCode}: ${answer.body}`)
  return status === 200 ? batchAnswer(nouns).parse(answer.json()) : answer.json()
}

t.test('a merge of two records', async (t) => {
  const service = await testWriter(t)
  const { ask, registry } = service
  await write(registry, ...ground, examples.organization('a'), examples.organization('b'))
  const b = examples.organization('b', { formerIds: ['a'] })
  t.match(await ask('PUT', pathOf(b), b.record, { 'if-match': '*' }), { statusCode: 400 }, 'waits for the one to go')
  await batch(service, { mode: 'atomic', records: [b, { noun: 'organization', id: 'a', op: 'delete' }] })
  t.match(await ask('GET', '/v1/organizations/a'), { statusCode: 308, headers: { location: '/v1/organizations/b' } })
  t.match(await ask('PUT', '/v1/organizations/a', examples.organization('a').record), { statusCode: 410 })
  t.match(await ask('POST', '/v1/organizations/a/restore'), { statusCode: 409 }, 'the old one does not come back')
})

t.test('POST /v1/batch', async (t) => {
  const service = await testWriter(t)
  const { ask, registry } = service
  const shuffled = [examples.agreement('a'), examples.area('area'), ...ground].reverse()

  const tried = await batch(service, { mode: 'atomic', dryRun: true, records: shuffled })
  t.match(tried, { seq: 0, summary: { created: shuffled.length, failed: 0 } })
  t.equal((await registry.head.refresh()).seq, 0, 'writes nothing in a dry run')

  const done = await batch(service, { mode: 'atomic', reason: 'first', records: shuffled })
  t.match(done, { seq: shuffled.length, summary: { created: shuffled.length } }, 'takes records in any order')
  const again = await batch(service, { mode: 'atomic', records: shuffled })
  t.match(again, { seq: shuffled.length, summary: { created: 0, unchanged: shuffled.length } })

  const faulty = [
    examples.agreement('b', { type: 'x', signedOn: 'y' }),
    { noun: 'agreement', ...{ record: examples.agreement('c', { domains: ['nothing'] }).record } },
    { noun: 'agreements', record: examples.agreement('d').record },
    { noun: 'agreements', record: examples.agreement('d').record },
    { noun: 'agreements', record: examples.agreement('a').record, ifVersion: 7 },
    { noun: 'domain', id: 'health', op: 'delete' },
    { noun: 'treaties', record: { id: 'x' } },
    { noun: 'agreements', id: 'x', op: 'drop' },
    'nonsense',
    { noun: 'agreements', id: 'none', op: 'delete' },
  ]
  const refused = await batch(service, { mode: 'atomic', records: faulty }, 422)
  t.match(refused, { type: '/problems/unprocessable', seq: shuffled.length, summary: { failed: 9, created: 0 } })
  t.match(refused.results, [
    { index: 0, noun: 'agreements', id: 'b', status: 'failed', problem: { errors: [{ pointer: '/type' }, {}] } },
    { noun: 'agreements', problem: { errors: [{ pointer: '/domains/0' }] } },
    { status: 'unchanged' },
    { problem: { errors: [{ pointer: '/id' }] } },
    { problem: { status: 412 } },
    { problem: { status: 409, references: ['/v1/agreements/a'] } },
    { noun: null, problem: { errors: [{ pointer: '/noun' }] } },
    { noun: 'agreements', id: 'x', problem: { errors: [{ pointer: '/op' }] } },
    { noun: null, id: null, problem: { status: 400 } },
    { problem: { status: 404 } },
  ])
  t.equal((await registry.head.refresh()).seq, shuffled.length, 'writes nothing when one record fails')

  const partial = await batch(service, { mode: 'partial', records: faulty })
  t.match(partial.summary, { created: 1, failed: 9 }, 'writes what can be written when told')
  t.equal((await ask('GET', '/v1/agreements/d')).statusCode, 200)

  const chain = Array.from({ length: 40 }, (_, index) =>
    examples.domain(`chain-${index}`, { parent: index === 0 ? 'nothing' : `chain-${index - 1}` }),
  )
  const cascade = await batch(service, { mode: 'partial', records: [...chain.reverse(), examples.domain('whole')] })
  t.match(cascade.summary, { created: 1, failed: 40 }, 'what refers to a failed record fails with it')

  await batch(service, { records: [examples.domain('lone'), examples.agreement('leaning', { domains: ['lone'] })] })
  const rewritten = { ...examples.agreement('leaning', { domains: ['nothing'] }), ifVersion: 1 }
  const removal = { noun: 'domains', id: 'lone', op: 'delete' }
  const kept = await batch(service, { mode: 'partial', records: [removal, rewritten, examples.domain('more')] })
  t.match(kept.summary, { created: 1, deleted: 0, failed: 2 }, 'what a failed record would have let go of stays')
  const unused = await rows(registry.db, sql`select id from ${records} where version = 0`)
  t.same(unused, [], 'of what was not written nothing is left')

  const gone = await batch(service, {
    mode: 'atomic',
    records: [
      { noun: 'domains', id: 'health', op: 'delete' },
      { noun: 'agreements', id: 'a', op: 'delete', ifVersion: 1 },
      { noun: 'agreements', id: 'd', op: 'delete' },
    ],
  })
  t.match(gone.summary, { deleted: 3 }, 'deletes together what refers to each other')
  t.match(await batch(service, { records: [examples.domain('new')].map((each) => ({ ...each, ifVersion: 0 })) }), {
    summary: { created: 1 },
  })
  await batch(service, { records: [examples.domain('new')].map((each) => ({ ...each, ifVersion: 0 })) }, 422)

  const lines = [examples.domain('line-1'), examples.domain('line-2', { parent: 'line-1' })]
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  const ndjson = { 'content-type': 'application/x-ndjson' }
  const written = await ask('POST', '/v1/batch?mode=partial&reason=lines', text, ndjson)
  t.match(written.json(), { summary: { created: 2 } }, 'takes NDJSON')
  t.match((await ask('POST', '/v1/batch?dryRun=true', text, ndjson)).json(), { summary: { unchanged: 2 } })
  t.match((await ask('POST', '/v1/batch', `${text}{\n[`, ndjson)).json(), {
    errors: [{ pointer: '/2' }, { pointer: '/3' }],
  })
  const manyLines = await ask('POST', '/v1/batch', '\n'.repeat(2_000_000), ndjson)
  t.match(manyLines.body, /more than 20000 items/, 'refuses lines without end')
  const parted = await ask('POST', '/v1/batch?dryRun=true', text.replaceAll('\n', '\n'.repeat(15_000)), ndjson)
  t.match(parted.json(), { summary: { unchanged: 2 } }, 'and leaves empty ones out')
  const inLine = await ask('POST', '/v1/batch', `${text}{"records":[${'1,'.repeat(20_000)}1]}`, ndjson)
  t.match(inLine.json().errors, [{ pointer: '/2/records' }], 'and says in which line')
  const manyItems = await ask('POST', '/v1/batch', { kind: 'correction', records: Array(2_000_000).fill(1) })
  t.match(manyItems.json().errors, [{ pointer: '/records' }])
  t.match(manyItems.body, /more than 20000 items/, 'and lists of more than anybody asks for, before they are values')
  for (const body of [{}, { records: [] }, { records: {} }, { records: Array(10_001).fill(0) }, { record: [] }])
    t.match(await ask('POST', '/v1/batch', body), { statusCode: 400 })
  t.match((await ask('POST', '/v1/batch', { records: Array(10_001).fill(0), moed: 'x' })).json().errors, [
    { pointer: '/records' },
    { pointer: '/moed', suggestion: 'mode' },
  ])
  t.match(await ask('POST', '/v1/batch', ' '.repeat(17 * 1024 * 1024)), { statusCode: 413 })
  t.match(await ask('PUT', '/v1/domains/x', ' '.repeat(300 * 1024)), { statusCode: 413 })
})

t.test('long work lets others in before it is done', async (t) => {
  let others = 0
  const count = () => {
    others += 1
    if (others < 3) setImmediate(count)
  }
  setImmediate(count)
  const busy = () => {
    for (const end = performance.now() + 6; performance.now() < end; );
    return others
  }
  const seen = await mapInSlices(Array.from({ length: 20 }), busy)
  t.equal(seen.at(0), 0)
  t.equal(seen.at(-1), 3)
})
