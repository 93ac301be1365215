import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { rows } from '../../src/database/rows.ts'
import { transaction } from '../../src/database/transaction.ts'
import { engine } from '../support/database.ts'
import { serviceOn } from '../support/fault-service.ts'
import { noServerBinaries } from '../support/postgres-node.ts'
import { ask, leaderAndStandby, portOf, reader, untilReadsGoTo } from '../support/replicas.ts'

const skip = noServerBinaries || (engine === 'pglite' && 'a server’s')

const everyRead = [
  '/v1/sources',
  '/v1/sources?asOf=1',
  '/v1/sources?facets=kind&q=paper',
  '/v1/sources/source-1',
  '/v1/sources/source-1/versions',
  '/v1/search?q=paper',
  '/v1/changes',
  '/v1/changes?since=2020-01-01',
  '/v1/snapshot',
  '/v1/manifest',
  '/v1/matrix?rows=domain&columns=year',
  '/v1/sources?format=csv',
  '/readyz',
]

t.test('reads from a replica', { skip }, async (t) => {
  const { leader, standby } = await leaderAndStandby(t)
  const service = await reader(t, leader, standby)
  const other = await reader(t, leader, standby)

  await t.test('answer every kind of question', async (t) => {
    t.equal((await service.write()).statusCode, 201)
    for (const path of everyRead) t.equal((await ask(service, path)).status, 200, path)
  })

  await t.test('show what was written here at once, and elsewhere by minSeq', async (t) => {
    for (let round = 0; round < 40; round += 1) {
      const id = `round-${round}`
      const written = await service.put(id, `write-of-${id}`)
      const seq = Number(written.headers['registry-seq'])
      const [here, there] = await Promise.all([
        ask(service, `/v1/sources?id=${id}`),
        ask(other, `/v1/sources?id=${id}&minSeq=${seq}`),
      ])
      for (const { status, body, seq: readAt } of [here, there]) {
        if (status !== 200 || readAt < seq || !body.includes(id)) t.fail(`${id}: ${status} at ${readAt} of ${seq}`)
      }
      for (const path of [`/v1/sources/${id}`, `/v1/sources/${id}/versions`, `/v1/sources/${id}/citations`])
        if ((await ask(other, path)).status !== 200) t.fail(`${path} is denied elsewhere`)
    }
  })

  await t.test('find what was written elsewhere while the replica stands still', async (t) => {
    for (const path of ['/v1/sources/alone', '/v1/sources/parts?fields=id']) {
      await untilReadsGoTo(other, standby)
      await standby.ask('select pg_wal_replay_pause()')
      const id = /\w+$/.exec(path.split('?')[0] ?? '')?.[0] ?? ''
      await service.put(id, `write-of-${id}`)
      t.equal((await ask(other, path)).status, 200, path)
      await standby.ask('select pg_wal_replay_resume()')
    }
  })

  await t.test('are not shared with who names a minSeq that they began before', async (t) => {
    for (const path of ['/v1/sources?limit=99', '/v1/changes?limit=99']) {
      const both = [service, other]
      for (const each of both) await untilReadsGoTo(each, standby)
      await standby.ask('select pg_wal_replay_pause()')
      standby.sleep()
      const early = ask(other, path)
      const seq = Number((await service.write()).headers['registry-seq'])
      const late = ask(other, `${path}&minSeq=${seq}`)
      await other.write()
      standby.wake()
      t.ok((await late).seq >= seq, path)
      t.equal((await early).status, 200)
      await standby.ask('select pg_wal_replay_resume()')
    }
  })

  await t.test('never go back, though the replica stands still', async (t) => {
    await standby.ask('select pg_wal_replay_pause()')
    let last = 0
    for (let round = 0; round < 10; round += 1) {
      const written = await service.write()
      const { seq, status } = await ask(service, '/v1/sources?total=none&limit=1')
      if (status !== 200 || seq < Number(written.headers['registry-seq']) || seq < last) t.fail(`${seq} after ${last}`)
      last = seq
    }
    t.equal(await portOf(service.connection.reads), leader.port, 'the leader answers meanwhile')
    const { body } = await service.app.inject('/v1/changes?after=now')
    const { cursor } = JSON.parse(body)
    t.equal(
      (await ask(other, `/v1/changes?after=${cursor}`)).status,
      200,
      'a cursor that is ahead elsewhere is none of another log',
    )
    t.equal((await ask(other, `/v1/sources/round-39/versions`)).status, 200)
    await standby.ask('select pg_wal_replay_resume()')
    await untilReadsGoTo(service, standby)
  })

  await t.test('refuse a minSeq beyond the end, or of another form', async (t) => {
    for (const path of ['/v1/sources?minSeq=900000', '/v1/sources/paper?minSeq=900000', '/v1/changes?minSeq=x']) {
      const { status, body } = await ask(service, path)
      t.match([status, JSON.parse(body)], [400, { errors: [{ parameter: 'minSeq' }] }], path)
    }
  })

  await t.test('take place on the leader where a recovery conflict ends them', async (t) => {
    await standby.ask(`alter system set max_standby_streaming_delay = '50ms'`)
    await standby.ask('select pg_reload_conf()')
    await untilReadsGoTo(service, standby)
    const ports: (number | undefined)[] = []
    const long = transaction(
      service.connection.reads,
      async (tx) => {
        ports.push(await portOf(tx))
        const [first] = await rows<{ count: number }>(tx, sql`select count(*)::int as count from sources`)
        await rows(tx, sql`select pg_sleep(1.2)`)
        const [second] = await rows<{ count: number }>(tx, sql`select count(*)::int as count from sources`)
        return [first?.count, second?.count]
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    )
    while (ports.length === 0) await pause(10)
    await leader.ask('vacuum full sources')
    const [first, second] = await long
    t.equal(first, second, 'the answer is of one moment')
    t.same(ports, [standby.port, leader.port])
  })

  await t.test('go on while the leader stands still, and say so', async (t) => {
    await untilReadsGoTo(service, standby)
    leader.sleep()
    t.teardown(() => leader.wake())
    const startedAt = Date.now()
    const statuses = new Set<number>()
    let told: unknown
    while (Date.now() - startedAt < 5_000) {
      const { statusCode, headers } = await service.read()
      statuses.add(statusCode)
      told = headers['registry-age'] ?? told
      await pause(20)
    }
    t.same([...statuses], [200], 'no read fails')
    t.ok(Number(told) > 0, 'Registry-Age tells that the leader has not confirmed them')
    t.equal((await service.write()).statusCode, 503)
    const ready = await service.app.inject('/readyz')
    t.match([ready.statusCode, ready.json()], [200, { status: 'read-only' }])
    leader.wake()
    while ((await service.write()).statusCode !== 201) await pause(50)
  })

  await t.test('go to the leader while the replica stands still, and when it is killed', async (t) => {
    await untilReadsGoTo(service, standby)
    const failed: number[] = []
    let isOver = false
    const readOn = async () => {
      while (!isOver) {
        const { status } = await ask(service, '/v1/sources?total=none&limit=1')
        if (status !== 200) failed.push(status)
        await pause(5)
      }
    }
    const reading = Promise.all([readOn(), readOn(), readOn(), readOn()])
    const writeOn = async () => {
      // Each write makes what was kept of no use.
      while (!isOver) if ((await service.write()).statusCode !== 201) t.fail('a write failed')
    }
    const writing = writeOn()
    await pause(300)
    standby.sleep()
    await pause(4_000)
    standby.wake()
    await untilReadsGoTo(service, standby)
    await standby.kill()
    await pause(1_000)
    isOver = true
    await Promise.all([reading, writing])
    t.same(failed, [], 'no read fails')
    await standby.start()
    await untilReadsGoTo(service, standby)
  })
})

t.test('a service whose database is a standby', { skip }, async (t) => {
  const { leader, standby } = await leaderAndStandby(t)
  const writer = await serviceOn(t, leader)
  t.equal((await writer.write()).statusCode, 201)
  const service = await serviceOn(t, standby)
  while ((await standby.ask<{ seq: string }>('select seq from log_head'))[0]?.seq === '0') await pause(20)
  for (const path of everyRead) t.equal((await ask(service, path)).status, 200, path)
  const refused = await service.write()
  t.equal(refused.statusCode, 503)
  t.ok(Number(refused.headers['retry-after']) > 0)
  t.match(refused.json(), { detail: /can be read and not written/ })
  t.match((await service.app.inject('/readyz')).json(), { status: 'read-only' })
  const early = await ask(service, '/v1/sources?minSeq=100000')
  t.equal(early.status, 503, 'what the standby has not come to is not refused as beyond the end')

  await standby.ask('select pg_wal_replay_pause()')
  const newer = Number((await writer.write()).headers['registry-seq'])
  const { cursor } = JSON.parse((await ask(writer, '/v1/changes?after=now')).body)
  for (const path of [`changes?after=${cursor}`, `changes/stream?after=${cursor}`, `sources?asOf=${newer}`])
    t.equal((await ask(service, `/v1/${path}`)).status, 503, `nor is ${path.split('=')[0]}`)
  t.equal((await ask(service, '/v1/changes?after=now')).status, 200)
})
