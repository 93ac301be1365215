import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { setTimeout as pause, setImmediate } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import t from 'tap'
import { revisions } from '../src/database/log-tables.ts'
import { rows } from '../src/database/rows.ts'
import { idempotency } from '../src/database/service-tables.ts'
import { sweep } from '../src/write/idempotency.ts'
import { engine } from './support/database.ts'
import { examples, ground, write } from './support/records.ts'
import { adminKey, testWriter, type Writer } from './support/writer.ts'

async function countOf({ registry }: Writer, table: typeof revisions | typeof idempotency): Promise<number> {
  const [found] = await rows<{ count: number }>(registry.db, sql`select count(*)::int as count from ${table}`)
  return found?.count ?? 0
}

t.test('one Idempotency-Key sent 50 times at once', async (t) => {
  const service = await testWriter(t)
  await write(service.registry, ...ground)
  const before = await countOf(service, revisions)
  const key = { 'idempotency-key': randomUUID() }
  const { record } = examples.agreement('a')
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => service.ask('PUT', '/v1/agreements/a', record, key)),
  )
  const told = answers.map(({ statusCode, body, headers: { etag, location, 'registry-seq': seq } }) =>
    JSON.stringify({ statusCode, body, etag, location, seq }),
  )
  t.equal(new Set(told).size, 1, 'is answered alike')
  t.match(answers[0], { statusCode: 201 })
  t.equal(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true').length, 49)
  t.equal(await countOf(service, revisions), before + 1, 'and done once')
})

t.test('Idempotency-Key', async (t) => {
  const service = await testWriter(t)
  const { ask, registry, tagOf } = service
  await write(registry, ...ground)
  const key = () => ({ 'idempotency-key': randomUUID() })
  const again = (answer: { headers: object }) => 'idempotency-replayed' in answer.headers

  const [creating, { record }] = [key(), examples.domain('law')]
  const made = await ask('PUT', '/v1/domains/law', record, creating)
  await ask(
    'PUT',
    '/v1/domains/law',
    { ...record, definition: { en: 'changed' } },
    { 'if-match': await tagOf('/v1/domains/law') },
  )
  const repeated = await ask('PUT', '/v1/domains/law', { ...record }, creating)
  t.ok(again(repeated), 'gives the first answer again, whatever came after')
  t.same(
    [repeated.body, repeated.headers.etag, repeated.headers['registry-seq']],
    [made.body, made.headers.etag, made.headers['registry-seq']],
  )
  const others = [
    await ask('PUT', '/v1/domains/law', { ...record, definition: { en: 'other' } }, creating),
    await ask('PUT', '/v1/domains/law?reason=x', record, creating),
    await ask('PUT', '/v1/domains/law', record, { ...creating, 'if-match': '*' }),
    await ask('DELETE', '/v1/domains/law', undefined, { ...creating, 'if-match': '*' }),
  ]
  for (const other of others) t.match(other, { statusCode: 422 }, 'is for one request only')

  const deleting = { ...key(), 'if-match': '*' }
  for (const expected of [false, true]) {
    const answer = await ask('DELETE', '/v1/domains/law', undefined, deleting)
    t.match(answer, { statusCode: 204, body: '' })
    t.equal(again(answer), expected)
  }
  const restoring = key()
  t.match(await ask('POST', '/v1/domains/law/restore', undefined, restoring), { statusCode: 200 })
  t.match(await ask('POST', '/v1/domains/law/restore', undefined, restoring), { statusCode: 200 })

  const batching = key()
  const records = [examples.domain('one'), examples.domain('two'), { noun: 'domains', record: { id: 'bad' } }]
  const batch = () => ask('POST', '/v1/batch', { mode: 'partial', records }, batching)
  const first = await batch()
  await write(registry, examples.domain('between'))
  const second = await batch()
  t.ok(again(second))
  t.same(second.body, first.body, 'a batch says where in the log it stands, again')
  t.match(first.json(), { seq: Number(first.headers['registry-seq']), summary: { created: 2, failed: 1 } })
  t.notOk(again(await ask('POST', '/v1/batch', { dryRun: true, records: records.slice(0, 1) }, batching)))

  const unchanged = { ...key(), 'if-match': await tagOf('/v1/domains/one') }
  const same = await ask('PUT', '/v1/domains/one', records[0]?.record, unchanged)
  await ask('PATCH', '/v1/domains/one', { definition: { en: 'n' } }, { 'if-match': '*' })
  const sameAgain = await ask('PUT', '/v1/domains/one', records[0]?.record, unchanged)
  t.match([same.statusCode, sameAgain.statusCode, again(sameAgain)], [200, 200, true], 'what changed nothing, too')
  t.equal(sameAgain.headers['registry-seq'], same.headers['registry-seq'])

  const failing = key()
  t.match(await ask('PUT', '/v1/domains/two', records[1]?.record, failing), { statusCode: 428 })
  t.match(await ask('PUT', '/v1/domains/two', {}, { ...failing, 'if-match': '*' }), { statusCode: 400 })
  t.match(await ask('POST', '/v1/batch', { records: [{ noun: 'domains', record: { id: 'bad' } }] }, failing), {
    statusCode: 422,
  })
  const mended = await ask(
    'PUT',
    '/v1/domains/two',
    { ...records[1]?.record, definition: { en: 'n' } },
    { ...failing, 'if-match': '*' },
  )
  t.match(mended, { statusCode: 200 }, 'is free again after a failure')
  t.notOk(again(mended))
  t.match(await ask('PUT', '/v1/domains/x', record, { 'idempotency-key': 'short' }), { statusCode: 400 })

  const other = (await ask('POST', '/v1/keys', { label: 'other', scopes: ['write'] })).json()
  const foreign = await ask('PUT', '/v1/domains/three', examples.domain('three').record, {
    ...creating,
    authorization: `Bearer ${other.key}`,
  })
  t.match(foreign, { statusCode: 201 }, 'is each writer’s own')

  const kept = await countOf(service, idempotency)
  await sweep(registry.leader)
  t.equal(await countOf(service, idempotency), kept)
  await rows(
    registry.leader,
    sql`update ${idempotency} set created_at = now() - interval '73 hours' where principal = 'admin'`,
  )
  await sweep(registry.leader)
  t.equal(await countOf(service, idempotency), 1, 'is forgotten after three days')
})

t.test('a request whose first sending still runs', { skip: engine === 'pglite' && 'one connection' }, async (t) => {
  const { ask, connection, registry } = await testWriter(t)
  await write(registry, ...ground)
  const other = new pg.Client({ connectionString: connection.url })
  await other.connect()
  t.teardown(() => other.end())
  const key = randomUUID()
  await other.query('begin')
  await other.query(`insert into idempotency (principal, key, fingerprint) values ('admin', '${key}', '\\x00')`)
  const { record } = examples.domain('law')
  const early = await ask('PUT', '/v1/domains/law', record, { 'idempotency-key': key })
  t.match(early, { statusCode: 409, headers: { 'retry-after': '1' } }, 'is told to come again')
  const twins = Array.from({ length: 4 }, () => ask('PUT', '/v1/domains/law', record, { 'idempotency-key': key }))
  let answered = 0
  for (const twin of twins) twin.then(() => answered++)
  let most = 0
  while (answered < 2) {
    const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    most = Math.max(most, (await rows(registry.db, waiting)).length)
  }
  t.equal(most, 1, 'and its twins wait in the database one after the other')
  await other.query('rollback')
  const statuses = (await Promise.all(twins)).map(({ statusCode }) => statusCode)
  t.same(statuses.sort(), [201, 201, 409, 409], 'and do it when the first has failed')
})

t.test('connections cut after the request was sent', async (t) => {
  const service = await testWriter(t)
  const { app, registry, ask } = service
  await write(registry, ...ground)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const before = await countOf(service, revisions)
  const client = async (index: number) => {
    const { record } = examples.domain(`cut-${index}`)
    const body = JSON.stringify(record)
    const key = randomUUID()
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    const head = [
      `PUT /v1/domains/${record.id} HTTP/1.1`,
      'Host: registry',
      `Authorization: Bearer ${adminKey}`,
      `Idempotency-Key: ${key}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
    for (let turns = Math.random() * 60; turns > 0; turns -= 1) await setImmediate()
    socket.destroy()
    // Forty at once may be more than the service takes in. It gets a turn to answer those that it has taken in.
    for (;;) {
      const { statusCode, headers } = await ask('PUT', `/v1/domains/${record.id}`, record, { 'idempotency-key': key })
      if (statusCode !== 503) return statusCode
      // Clients that ask again at once would leave no time to those who were taken in, and be refused for ever.
      await pause(1000 * Number(headers['retry-after'] ?? 1))
    }
  }
  const statuses = await Promise.all(Array.from({ length: 40 }, (_, index) => client(index)))
  t.same([...new Set(statuses)], [201], 'are repeated with success')
  t.equal(await countOf(service, revisions), before + 40, 'and each was done once')
})
