import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { importFiles } from '../src/copy/import-files.ts'
import { rows } from '../src/database/rows.ts'
import { verifyLog } from '../src/log/verify.ts'
import { nouns } from '../src/nouns/all.ts'
import { appOver, testApp } from './support/app.ts'
import { engine } from './support/database.ts'
import { inFolder } from './support/editions.ts'
import { examples, ground, write } from './support/records.ts'
import { testWriter } from './support/writer.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

interface Sent {
  id: string
  version: number
  createdAt: string
  updatedAt: string
  [field: string]: unknown
}

const contentOf = ({ version, createdAt, updatedAt, ...content }: Sent) => JSON.stringify(content)

t.test('one instant', async (t) => {
  const { ask, app, registry } = await testWriter(t)
  await write(registry, examples.source())
  const path = '/v1/domains/health'
  const created = await ask('PUT', path, examples.domain('health').record)
  const first = created.json() as Sent
  t.match(first.createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/, 'to the microsecond')
  t.equal(first.updatedAt, first.createdAt)
  const etag = String(created.headers.etag)
  const second = (await ask('PATCH', path, { definition: { en: 'Care' } }, { 'if-match': etag })).json() as Sent
  t.match(second, { version: 2, createdAt: first.createdAt })
  t.ok(second.updatedAt > first.updatedAt)

  const get = async (url: string) => (await app.inject(url)).json()
  const { changes } = await get('/v1/changes?include=record&noun=domains')
  const { data } = await get(`${path}/versions`)
  t.same(
    changes.map(({ at }: { at: string }) => at),
    [first.updatedAt, second.updatedAt],
  )
  t.same(
    data.map(({ at }: { at: string }) => at),
    [second.updatedAt, first.updatedAt],
  )
  t.same(changes[1].record, second)
  t.same(await get(path), second)
  t.same(await get(`${path}/versions/1`), first)
  t.same((await get('/v1/domains')).data, [second])
  t.same((await get('/v1/search?q=health')).data[0].record, second)
  const lines = (await app.inject('/v1/snapshot')).body.split('\n')
  t.equal(lines[1] ?? '', `{"noun":"domains","record":${JSON.stringify(second)}}`)
  t.equal((await app.inject('/v1/domains?format=ndjson')).body, `${JSON.stringify(second)}\n`)
  t.equal(data[0].sha256, sha256(contentOf(second)))
  t.equal(data[1].sha256, sha256(contentOf(first)))
  t.equal((await app.inject(path)).headers.etag, `"2-${sha256(contentOf(second)).slice(0, 16)}"`)
  t.same(await get(`${path}?asOf=${first.updatedAt}`), first)
  t.same(await get(`${path}?asOf=${second.updatedAt}`), second)

  for (const given of [
    { version: 1 },
    { updatedAt: first.updatedAt },
    { createdAt: second.updatedAt },
    { version: null },
  ]) {
    const errors = [{ pointer: `/${Object.keys(given)[0]}` }]
    t.match((await ask('PATCH', path, given, { 'if-match': '*' })).json(), { status: 400, errors })
    const changed = { noun: 'domains', record: { ...second, ...given } }
    for (const mode of ['atomic', 'partial']) {
      const answer = await ask('POST', '/v1/batch', { mode, records: [changed] })
      t.match(answer.json().results, [{ status: 'failed', problem: { status: 400, errors } }], `a batch, ${mode}`)
    }
    const report = await importFiles(registry.leader, nouns, [inFolder([changed as never])], {
      actor: 'import',
      dryRun: false,
      progress: () => {},
    })
    t.match(report, { failed: 1, updated: 0 }, 'an import')
    t.ok(JSON.stringify(report.findings).includes(String(errors[0]?.pointer)), 'tells the field')
  }
  t.match(await get(path), second, 'and nothing is changed')
  t.equal((await ask('PUT', path, second, { 'if-match': '*' })).statusCode, 200, 'the present values may be sent back')
})

t.test('an answer that is kept', async (t) => {
  const { ask, app, registry } = await testWriter(t)
  await write(registry, examples.source())
  const headers = { 'idempotency-key': 'only-once' }
  const first = await ask('PUT', '/v1/domains/health', examples.domain('health').record, headers)
  const stored = await app.inject('/v1/domains/health')
  t.same(first.json(), stored.json())
  await ask('PATCH', '/v1/domains/health', { definition: { en: 'Care' } }, { 'if-match': '*' })
  const again = await ask('PUT', '/v1/domains/health', examples.domain('health').record, headers)
  t.equal(again.headers['idempotency-replayed'], 'true')
  t.same(again.body, first.body, 'is completed by the log')
  t.equal(again.headers.etag, stored.headers.etag)
})

t.test('a clock that is put back two hours', async (t) => {
  const { app, registry } = await testApp(t)
  const { leader: db } = registry
  await write(registry, ...ground)
  // As if the last instant had been given by a clock that was two hours ahead.
  await rows(db, sql`alter table log_head disable trigger append_only`)
  await rows(db, sql`update log_head set last_at = last_at + interval '2 hours'`)
  await rows(db, sql`alter table log_head enable trigger append_only`)
  for (const day of ['2024', '2025', '2026']) await write(registry, examples.agreement('a', { signedOn: day }))
  const { data } = (await app.inject('/v1/agreements/a/versions')).json() as { data: { at: string; seq: number }[] }
  t.ok(
    data.every(({ at }, index) => index === 0 || at < (data[index - 1]?.at ?? '')),
    'instants rise',
  )
  for (const [index, { at, seq }] of data.entries()) {
    t.match((await app.inject(`/v1/agreements/a?asOf=${at}`)).json(), { version: 3 - index, updatedAt: at })
    t.equal((await app.inject(`/v1/agreements?asOf=${at}`)).headers['registry-seq'], String(seq))
  }
  const second = `${data[0]?.at.slice(0, 19)}Z`
  t.match((await app.inject(`/v1/agreements/a?asOf=${second}`)).json(), { version: 3 }, 'a second means its end')
  const faults: string[] = []
  await verifyLog(db, nouns, (fault) => faults.push(fault))
  t.same(faults, [])
})

t.test('the moments that are printed', async (t) => {
  const one = await testApp(t)
  const other = one.connection.url ? await appOver(t, one.connection) : one
  await write(one.registry, ...ground)
  const rounds = engine === 'postgres' ? 6 : 3
  await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (id, index) => {
      for (let round = 0; round < rounds; round += 1) {
        const { registry } = index % 2 ? one : other
        await write(registry, examples.agreement(id, { signedOn: String(2000 + round) }))
      }
    }),
  )
  await Promise.all([one.registry.head.refresh(), other.registry.head.refresh()])
  const { changes } = (await one.app.inject('/v1/changes?limit=1000&noun=agreements&include=record')).json() as {
    changes: { seq: number; id: string; at: string; record: Sent }[]
  }
  t.equal(changes.length, 4 * rounds)
  for (const [index, { seq, id, at, record }] of changes.entries()) {
    const before = changes[index - 1]
    if (before && at <= before.at) t.fail('an instant is not later than the one before')
    for (const { app } of [one, other]) {
      t.same((await app.inject(`/v1/agreements/${id}?asOf=${at}`)).json(), record)
      const list = await app.inject(`/v1/agreements?asOf=${at}&id=${id}`)
      t.same(list.json().data, [record])
      t.equal(list.headers['registry-seq'], String(seq))
    }
  }
  const last = changes.at(-1)
  const sorted = (await one.app.inject('/v1/agreements?sort=-updatedAt')).json().data as Sent[]
  t.equal(sorted[0]?.id, last?.id)
  t.same(
    sorted.map(({ updatedAt }) => updatedAt),
    sorted
      .map(({ updatedAt }) => updatedAt)
      .sort()
      .reverse(),
  )
  const filtered = async (query: string) => (await one.app.inject(`/v1/agreements?${query}`)).json().total
  t.equal(await filtered(`updatedAt.gte=${last?.at}`), 1)
  t.equal(await filtered(`updatedAt.lte=${last?.at}`), 4)
  t.equal(await filtered(`updatedAt.lte=${changes[0]?.at}`), 0)
})

t.test('Last-Modified', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground)
  const path = '/v1/domains/health'
  const { updatedAt } = (await app.inject(path)).json() as Sent
  const second = Date.parse(`${updatedAt.slice(0, 19)}Z`)
  const { now } = Date
  t.teardown(() => Object.assign(Date, { now }))
  const dated = new Date(second).toUTCString()
  const asked = (since: string, more = {}) =>
    app.inject({ url: path, headers: { 'if-modified-since': since, ...more } })
  Date.now = () => second + 999
  t.notOk((await app.inject(path)).headers['last-modified'], 'is not sent before its second is over')
  t.equal((await asked(dated)).statusCode, 200)
  Date.now = () => second + 1000
  t.equal((await app.inject(path)).headers['last-modified'], dated)
  t.equal((await asked(dated)).statusCode, 304)
  t.equal((await asked(new Date(second - 1000).toUTCString())).statusCode, 200)
  t.equal((await asked('yesterday')).statusCode, 200)
  t.equal((await asked(dated, { 'if-none-match': '"other"' })).statusCode, 200, 'a tag counts before a date')
})
