import { sql } from 'drizzle-orm'
import t from 'tap'
import { rows } from '../../src/database/rows.ts'
import { transaction } from '../../src/database/transaction.ts'
import { engine } from '../support/database.ts'
import { askMany, serviceOn, untilWhole } from '../support/fault-service.ts'
import { noServerBinaries, startNode } from '../support/postgres-node.ts'
import { swallowingProxy } from '../support/swallowing-proxy.ts'

const skip = noServerBinaries || (engine === 'pglite' && 'a server’s')
/** What a client is promised, with some room for a machine that does other things, too. */
const errorWithin = 4_000
const wholeWithin = 5_000

t.test('a server that stands still', { skip }, async (t) => {
  const node = await startNode(t)
  const service = await serviceOn(t, node)
  await untilWhole(service)
  node.sleep()
  t.teardown(() => node.wake())
  const { statuses, slowest, tellsWhen } = await askMany(service)
  t.same(statuses, [503], 'is an error')
  t.ok(tellsWhen, 'which says when to try again')
  t.ok(slowest < errorWithin, `within four seconds: ${slowest}`)
  const second = await askMany(service)
  t.same(second.statuses, [503])
  t.ok(second.slowest < 500, `and known from then on: ${second.slowest}`)
  t.equal((await service.app.inject('/readyz')).statusCode, 503)
  t.equal((await service.app.inject('/livez')).statusCode, 200)
  node.wake()
  const took = await untilWhole(service)
  t.ok(took < wholeWithin, `the service is whole again within five seconds: ${took}`)
})

t.test('a process of the server that stands still at its work is given up', { skip }, async (t) => {
  const node = await startNode(t)
  const service = await serviceOn(t, node)
  const { leader: db } = service.connection
  const read = rows(db, sql`select pg_sleep(2)`)
  const given = t.rejects(read, { name: 'DatabaseUnavailable', reason: 'silent' })
  const atWork = `select pid from pg_stat_activity where query like 'select pg_sleep%' and pid <> pg_backend_pid()`
  for (;;) {
    const [found] = await node.ask<{ pid: number }>(atWork)
    if (!found) continue
    process.kill(found.pid, 'SIGSTOP')
    break
  }
  await given
  t.same((await askMany(service)).statuses, [200, 201], 'and others serve')
})

t.test('a postmaster that stands still takes no new connections, and the old ones serve', { skip }, async (t) => {
  const node = await startNode(t)
  const service = await serviceOn(t, node)
  await untilWhole(service)
  await askMany(service)
  node.sleep('postmaster')
  t.teardown(() => node.wake())
  t.same((await askMany(service)).statuses, [200, 201])
})

t.test('a way to the server that swallows everything', { skip }, async (t) => {
  const node = await startNode(t)
  const proxy = await swallowingProxy(t, node.port)
  const service = await serviceOn(t, node, proxy.port)
  await untilWhole(service)
  proxy.swallow()
  const { statuses, slowest } = await askMany(service)
  t.same(statuses, [503], 'is an error')
  t.ok(slowest < errorWithin, `within four seconds: ${slowest}`)
  proxy.restore()
  const took = await untilWhole(service)
  t.ok(took < wholeWithin, `the service is whole again within five seconds: ${took}`)
  await Promise.all(Array.from({ length: 60 }, service.read))
  t.same((await askMany(service)).statuses, [200, 201], 'no dead connection is held')
})

t.test('a way that forgets the connections it had', { skip }, async (t) => {
  const node = await startNode(t)
  const proxy = await swallowingProxy(t, node.port)
  const service = await serviceOn(t, node, proxy.port)
  await askMany(service)
  proxy.swallow()
  proxy.restore()
  const took = await untilWhole(service)
  t.ok(took < wholeWithin, `the service is whole again within five seconds: ${took}`)
})

t.test('a long statement is waited for as long as the server works on it', { skip }, async (t) => {
  const node = await startNode(t)
  const { connection } = await serviceOn(t, node)
  const slow = transaction(connection.leader, (tx) => rows(tx, sql`select 1 as one from pg_sleep(5)`))
  t.same(await slow, [{ one: 1 }])
  const long = transaction(connection.leader, async (tx) => {
    await rows(tx, sql`set local statement_timeout = 0`)
    return rows(tx, sql`select 1 as one from pg_sleep(11)`)
  })
  t.same(await long, [{ one: 1 }])
})
