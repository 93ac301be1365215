import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import t from 'tap'
import type { Database } from '../src/database/connect.ts'
import { rows } from '../src/database/rows.ts'
import { transaction } from '../src/database/transaction.ts'
import { verifyLog } from '../src/log/verify.ts'
import { nouns } from '../src/nouns/all.ts'
import { save } from '../src/write/save.ts'
import { testApp } from './support/app.ts'
import { examples, ground, toWrite, write } from './support/records.ts'
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

t.test('the chain and the root', async (t) => {
  const { app, registry, ask } = await testWriter(t)
  await write(registry, ...ground)
  const headers = { 'x-reason': encodeURIComponent('更正 "一"'), 'x-change-kind': 'event' }
  t.equal((await ask('PUT', '/v1/agreements/a', examples.agreement('a').record, headers)).statusCode, 201)
  await save(registry.leader, nouns, [toWrite('agreements', 'a', { op: 'delete' })], { actor: 'key:x', mode: 'atomic' })
  await ask('POST', '/v1/agreements/a/restore')
  interface Change {
    rev: number
    seq: number
    noun: string
    id: string
    version: number
    op: string
    kind: string
    at: string
    label: object
    reason: string | null
  }
  const { changes } = (await app.inject('/v1/changes?limit=1000')).json() as { changes: Change[] }
  t.match(changes.slice(-3), [
    { op: 'create', kind: 'event', fields: [], reason: '更正 "一"', label: { en: String } },
    { op: 'delete', kind: 'retraction', fields: [], label: { en: String } },
    { op: 'restore', kind: 'correction', fields: [] },
  ])
  const revisions = new Map<number, Change[]>()
  for (const change of changes) revisions.set(change.rev, [...(revisions.get(change.rev) ?? []), change])
  let chain = '0'.repeat(64)
  for (const [rev, own] of revisions) {
    const lines: string[] = []
    let author: (string | null)[] = []
    for (const { noun, id, version, op, kind } of own) {
      const { data } = (await app.inject(`/v1/${noun}/${id}/versions`)).json()
      const entry = data.find((one: { version: number }) => one.version === version)
      lines.push(`${noun} ${id} ${version} ${op} ${kind} ${entry.sha256}`)
      author = [null, entry.actor, entry.reason, entry.requestId]
    }
    const positions = [own[0]?.seq, own.at(-1)?.seq, own[0]?.at]
    const said = author.map((text) => JSON.stringify(text))
    chain = sha256([chain, rev, ...positions, sha256(lines.join('\n')), ...said].join('\n'))
  }
  const { cursor } = (await app.inject('/v1/changes?after=now')).json()
  t.equal(Buffer.from(cursor, 'base64url').toString().split('.').at(-1), chain.slice(0, 16), 'the chain is recomputed')

  const snapshot = (await app.inject('/v1/snapshot')).body.trimEnd().split('\n').slice(1, -1)
  const lines = snapshot.map((line) => {
    const { noun, record } = JSON.parse(line) as { noun: string; record: Sent }
    return `${noun} ${record.id} ${sha256(contentOf(record))}\n`
  })
  const manifest = (await app.inject('/v1/manifest')).json()
  t.equal(manifest.root, sha256(lines.sort().join('')), 'and the root')
  const faults: string[] = []
  const { root } = await verifyLog(registry.db, nouns, (fault) => faults.push(fault))
  t.same(faults, [])
  t.equal(root, manifest.root)
})

t.test('a renamed record', async (t) => {
  const { app, registry, ask } = await testWriter(t)
  await write(registry, ...ground, examples.agreement('old'))
  await write(registry, examples.agreement('old', { signedOn: '2025' }))
  const before = (await app.inject('/v1/agreements/old')).json() as Sent
  const renamed = await ask('POST', '/v1/batch', {
    records: [
      { noun: 'agreements', id: 'old', op: 'delete' },
      { noun: 'agreements', record: examples.agreement('new', { signedOn: '2025', formerIds: ['old'] }).record },
    ],
  })
  t.match(renamed.json(), { results: [{ status: 'deleted' }, { status: 'created', version: 3 }] })
  const get = async (url: string) => (await app.inject(url)).json()
  const after = (await get('/v1/agreements/new')) as Sent
  t.match(after, { version: 3, createdAt: before.createdAt }, 'goes on')
  t.match((await get('/v1/agreements/new/versions')).data, [
    { version: 3, id: 'new', fields: ['id', 'formerIds'] },
    { version: 2, id: 'old' },
    { version: 1, id: 'old' },
  ])
  t.same(await get('/v1/agreements/new/versions/2'), before)
  t.same(await get(`/v1/agreements/new?asOf=${before.updatedAt}`), before)
  t.equal((await app.inject('/v1/agreements/old/versions')).headers.location, '/v1/agreements/new/versions')
  t.equal((await app.inject('/v1/agreements/old/versions/2')).headers.location, '/v1/agreements/new/versions/2')
  await ask('PATCH', '/v1/agreements/new', { signedOn: '2026' }, { 'if-match': '*' })
  t.match(await get('/v1/agreements/new'), { version: 4, createdAt: before.createdAt })
  const faults: string[] = []
  await verifyLog(registry.db, nouns, (fault) => faults.push(fault))
  t.same(faults, [])
})

t.test('a renamed record that is gone', async (t) => {
  const { ask, app, registry } = await testWriter(t)
  await write(registry, ...ground, examples.agreement('old'))
  const rename = (from: string, to: string, formerIds: string[]) =>
    ask('POST', '/v1/batch', {
      mode: 'atomic',
      records: [
        { noun: 'agreements', id: from, op: 'delete' },
        { noun: 'agreements', record: examples.agreement(to, { formerIds }).record },
      ],
    })
  t.equal((await rename('old', 'new', ['old'])).json().summary.failed, 0)
  const seq = Number((await ask('GET', '/v1/agreements/new')).headers['registry-seq'])
  await ask('DELETE', '/v1/agreements/new', undefined, { 'if-match': '*' })
  const get = (url: string) => app.inject(url)
  t.equal((await get('/v1/agreements/old')).statusCode, 410)
  const then = await get(`/v1/agreements/old?asOf=${seq}`)
  t.match(then, { statusCode: 308, headers: { location: `/v1/agreements/new?asOf=${seq}` } }, 'was known by its new id')
  t.match((await get(String(then.headers.location))).json(), { id: 'new', version: 2 })
  t.match((await get(`/v1/agreements/old?asOf=${seq - 2}`)).json(), { id: 'old', version: 1 })
  t.equal((await get(`/v1/agreements/old?asOf=${seq + 1}`)).statusCode, 410)
})

t.test('what the registry owns, in a write', async (t) => {
  const { ask, app } = await testWriter(t)
  const path = '/v1/sources/paper'
  const { record } = examples.source()
  const stored = (await ask('PUT', path, record)).json() as Sent
  const later = '2030-01-01T00:00:00.000000Z'
  const match = { 'if-match': '*' }
  const refusals = [
    await ask('PUT', path, { ...record, updatedAt: later }, match),
    await ask('PATCH', path, { createdAt: later }, match),
    await ask('PATCH', path, { version: 7 }, match),
    await ask('PUT', '/v1/sources/other', { ...record, id: 'other', version: 2 }),
    await ask('PUT', '/v1/sources/other', { ...record, id: 'other', updatedAt: later }),
  ]
  for (const refused of refusals)
    t.match(refused.json(), { status: 400, errors: [{ pointer: /^\/(version|createdAt|updatedAt)$/ }] })
  const records = [{ noun: 'sources', record: { ...record, createdAt: later } }]
  t.match((await ask('POST', '/v1/batch', { mode: 'atomic', records })).json(), {
    summary: { failed: 1 },
    results: [{ problem: { errors: [{ pointer: '/createdAt' }] } }],
  })
  t.same((await app.inject(path)).json(), stored)
  t.equal((await ask('PUT', path, stored, match)).statusCode, 200, 'as they stand, they are no matter')
})

t.test('changes since', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground)
  await write(registry, examples.agreement('a'))
  const { updatedAt } = (await app.inject('/v1/agreements/a')).json() as Sent
  const since = await app.inject(`/v1/changes?since=${updatedAt}`)
  t.match(since.json(), { changes: [{ id: 'a' }] })
  t.equal(since.json().changes.length, 1)
  t.equal(since.headers['registry-since'], '10')
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  t.equal((await app.inject(`/v1/changes?since=${today}&limit=1`)).headers['registry-since'], '0')
  t.match((await app.inject(`/v1/agreements?asOf=${today}`)).json(), { total: 1 }, 'today means now')
  for (const bad of ['since=2999-01-01', 'since=2024-02-30', 'since=soon', `since=${today}&after=now`])
    t.match((await app.inject(`/v1/changes?${bad}`)).json(), { status: 400, errors: [{ parameter: 'since' }] }, bad)
})

t.test('a revision is sealed by its own versions, however long the log is', async (t) => {
  const { leader } = (await testApp(t)).registry
  const standing = 1_500
  const put = (id: string) => toWrite('sources', id, { op: 'put', record: examples.source(id).record })
  const papers = Array.from({ length: standing }, (_, at) => put(`paper-${at}`))
  await save(leader, nouns, papers, { actor: 'key:x', mode: 'atomic' })
  await rows(leader, sql`analyze versions`)
  const read = await transaction(leader, async (tx) => {
    let last = 0
    // The database makes a plan for any revision after it has made some for single ones.
    for (let write = 0; write < 8; write += 1) {
      await save(tx, nouns, [put(`another-${write}`)], { actor: 'key:x', mode: 'atomic' })
      const before = await versionsRead(tx)
      await rows(tx, sql`set constraints seal immediate`)
      await rows(tx, sql`set constraints seal deferred`)
      last = (await versionsRead(tx)) - before
    }
    return last
  })
  t.ok(read > 0, 'what is read is counted')
  t.ok(read < standing / 10, `${read} versions were read`)
})

/** How many versions, or entries of their indexes, this connection has read of late. */
async function versionsRead(db: Database): Promise<number> {
  const [counted] = await rows<{ count: number }>(
    db,
    sql`select sum(pg_stat_get_xact_tuples_returned(oid))::int as count from pg_class where oid = 'versions'::regclass
      or oid in (select indexrelid from pg_index where indrelid = 'versions'::regclass)`,
  )
  return counted?.count ?? 0
}
