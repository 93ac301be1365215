import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { engine } from '../support/database.ts'
import { noServerBinaries, type PostgresNode } from '../support/postgres-node.ts'
import { ask, leaderAndStandby, portOf, reader, untilReadsGoTo } from '../support/replicas.ts'

const skip = noServerBinaries || (engine === 'pglite' && 'a server’s')

/** Makes the commits of a server wait for a standby of this name; for none where it is empty. */
async function commitWith(leader: PostgresNode, standby: string): Promise<void> {
  await leader.ask(`alter system set synchronous_standby_names = '${standby}'`)
  await leader.ask('select pg_reload_conf()')
}

const headOf = async (node: PostgresNode) =>
  (await node.ask<{ seq: number }>('select seq::int as seq from log_head'))[0]?.seq ?? 0

t.test('a replica shows a commit for which the leader still waits', { skip }, async (t) => {
  const { leader, standby } = await leaderAndStandby(t)
  const service = await reader(t, leader, standby)
  const first = await service.put('first', 'write-of-first')
  const seq = Number(first.headers['registry-seq'])
  const page = async (query: string) => {
    const { status, body } = await ask(service, `/v1/changes?${query}`)
    return { status, ...JSON.parse(body) }
  }
  const { cursor } = await page('after=now')

  await commitWith(leader, 'nobody')
  const waiting = service.put('second', 'write-of-second')
  while ((await headOf(standby)) === seq) await pause(20)
  t.equal(await headOf(leader), seq, 'the leader shows nothing of it')
  t.match((await ask(service, '/v1/sources?id=second')).body, /"second"/, 'reads of the replica do')
  t.match(await page(`after=${cursor}`), { status: 200, changes: [], cursor, head: seq }, 'the feed does not')
  t.match(await page(`after=${cursor}&wait=1`), { status: 200, changes: [], cursor }, 'nor after a while')
  const [header = ''] = (await ask(service, '/v1/snapshot')).body.split('\n')
  t.equal(JSON.parse(header).seq, seq, 'nor does a snapshot')
  for (const moment of ['minSeq', 'asOf'])
    t.equal((await ask(service, `/v1/sources?${moment}=${seq + 1}`)).status, 503, `${moment} may yet come`)
  t.equal((await waiting).statusCode, 503)

  await commitWith(leader, '')
  while ((await headOf(leader)) === seq) await pause(20)
  const after = await page(`after=${cursor}&wait=5`)
  t.match(after, { status: 200, changes: [{ seq: seq + 1, id: 'second' }] }, 'until the leader has committed it')
  t.equal(after.changes.length, 1)
  for (const moment of ['minSeq', 'asOf']) {
    t.equal((await ask(service, `/v1/sources?${moment}=${seq + 1}`)).status, 200)
    t.equal((await ask(service, `/v1/sources?${moment}=${seq + 2}`)).status, 400, `${moment} is beyond the end`)
  }
})

t.test('a replica is used again once a leader that lacks what it had shown has taken over', { skip }, async (t) => {
  const { leader, standby } = await leaderAndStandby(t)
  const service = await reader(t, leader, standby)
  const { connection, registry } = service
  t.equal((await service.put('first', 'write-of-first')).statusCode, 201)
  await untilReadsGoTo(service, standby)
  const position = await registry.head.refresh()
  // As a replica that is ahead raises it.
  connection.reached({ ...position, seq: position.seq + 5 })
  await registry.head.refresh()
  t.equal(await portOf(connection.reads), leader.port, 'a replica that is behind is not read')
  leader.sleep()
  t.teardown(() => leader.wake())
  while (registry.head.unconfirmedFor() < 4) await pause(50)
  leader.wake()
  await untilReadsGoTo(service, standby)
  t.pass('after a silence of the leader, it is')
})
