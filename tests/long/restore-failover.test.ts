import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { makeCurrent } from '../../src/commands/command.ts'
import { rows } from '../../src/database/rows.ts'
import { nouns } from '../../src/nouns/all.ts'
import { engine } from '../support/database.ts'
import { type FaultService, serviceOn } from '../support/fault-service.ts'
import { noServerBinaries, runBinary } from '../support/postgres-node.ts'
import { leaderAndStandby } from '../support/replicas.ts'
import { ask, epochOf, untilConfirmed, watchOf, writeMany } from '../support/restored.ts'
import { swallowingProxy } from '../support/swallowing-proxy.ts'

const skip = noServerBinaries || (engine === 'pglite' && 'a server’s')

t.test('a service whose database is a standby keeps the log when that is promoted', { skip }, async (t) => {
  const { leader, standby } = await leaderAndStandby(t)
  const writer = await serviceOn(t, leader)
  await makeCurrent(writer.connection, nouns)
  await writeMany(writer, 4)
  const before = await epochOf(leader)
  while ((await standby.ask('select from log_head where seq = 4')).length === 0) await pause(50)
  const service = await serviceOn(t, standby)
  await makeCurrent(service.connection, nouns)
  const { told } = watchOf(t, service)
  // It looks at once, and this connection takes one question after the other.
  await rows(service.connection.aside, sql`select 1`)
  await leader.kill()
  runBinary('pg_ctl', ['promote', '-w', '-D', standby.data])
  const confirmed = `select from log_place where place like '%/00000002 %'`
  while ((await standby.ask(confirmed)).length === 0) await pause(50)
  t.same(told, [])
  t.equal(await epochOf(standby), before)
})

t.test(
  'a failover that loses only what was acknowledged since the last look begins another log',
  { skip },
  async (t) => {
    const { leader, standby } = await leaderAndStandby(t)
    const proxy = await swallowingProxy(t, leader.port)
    const service = await serviceOn(t, leader, proxy.port)
    await makeCurrent(service.connection, nouns)
    await writeMany(service, 4)
    while ((await standby.ask('select from log_head where seq = 4')).length === 0) await pause(20)
    const { told } = watchOf(t, service)
    await untilConfirmed(leader)
    await standby.ask(`alter system set primary_conninfo = ''`)
    await standby.ask('select pg_reload_conf()')
    while ((await standby.ask('select from pg_stat_wal_receiver')).length > 0) await pause(20)
    // Nothing is looked at before all is lost.
    await untilConfirmed(leader)
    await writeMany(service, 3)
    const { tag, seq } = await listed(service)
    await leader.kill()
    runBinary('pg_ctl', ['promote', '-w', '-D', standby.data])
    proxy.leadTo(standby.port)
    while (told.length === 0) await pause(20)
    t.match(told, ['the log went back behind what had been read of it'])
    await writeMany(service, 3)
    t.equal((await ask(service, `/v1/sources?asOf=${seq}`)).status, 410, 'a position that was lost is refused')
    t.equal((await listed(service, tag)).status, 200, 'a tag of the lost state is not confirmed')
  },
)

async function listed({ app }: FaultService, tag?: string) {
  const { statusCode, headers } = await app.inject({
    url: '/v1/sources?limit=3',
    headers: tag ? { 'if-none-match': tag } : {},
  })
  return { status: statusCode, tag: String(headers.etag), seq: Number(headers['registry-seq']) }
}
