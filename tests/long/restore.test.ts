import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { makeCurrent } from '../../src/commands/command.ts'
import { restored } from '../../src/commands/restored.ts'
import { readConfig } from '../../src/config.ts'
import { readHead } from '../../src/log/head.ts'
import { restartLog } from '../../src/log/restarts.ts'
import { verifyLog } from '../../src/log/verify.ts'
import { bearWitness } from '../../src/log/witness.ts'
import { nouns } from '../../src/nouns/all.ts'
import { engine, testDatabase } from '../support/database.ts'
import { type FaultService, serviceOn, untilWhole } from '../support/fault-service.ts'
import {
  copyNode,
  makeFolder,
  noServerBinaries,
  type PostgresNode,
  runBinary,
  startNode,
  startOn,
} from '../support/postgres-node.ts'
import { swallowingProxy } from '../support/swallowing-proxy.ts'

const skip = noServerBinaries || (engine === 'pglite' && 'a server’s')

async function writeMany(service: FaultService, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await service.write()
}

const ask = async ({ app }: FaultService, path: string) => {
  const { statusCode, body } = await app.inject(path)
  return { status: statusCode, body: JSON.parse(body) }
}

async function epochOf(node: PostgresNode): Promise<string> {
  const [head] = await node.ask<{ epoch: string }>('select epoch::text from log_head')
  return head?.epoch ?? ''
}

/** What is true of a log after a restore: `kept` is a position that is in both, `undone` one that is not. */
async function checkRestored(
  t: Test,
  service: FaultService,
  { kept, undone, cursor }: Record<'kept' | 'undone', number> & { cursor: string },
) {
  const refused = async (when: string) => {
    t.equal(
      (await ask(service, `/v1/sources?asOf=${undone}`)).status,
      410,
      `a position that was undone is refused ${when}`,
    )
    t.equal((await ask(service, `/v1/changes?after=${cursor}`)).status, 410, `so is a cursor ${when}`)
  }
  await refused('at once')
  await writeMany(service, 30)
  await refused('after other writes')
  t.equal((await ask(service, `/v1/sources?asOf=${kept}`)).status, 200, 'a position that both logs have is answered')
  const seen: number[] = []
  for (let after = '', pages = 0; pages < 10; pages += 1) {
    const { body } = await ask(service, `/v1/changes?limit=20${after && `&after=${after}`}`)
    seen.push(...body.changes.map(({ seq }: { seq: number }) => seq))
    after = body.cursor
    if (!body.hasMore) break
  }
  t.ok(seen.length > 20, 'the feed is walked from its beginning to its end')
  const faults: string[] = []
  await verifyLog(service.connection.db, nouns, (fault) => faults.push(fault))
  t.same(faults, [], 'the log is sound')
}

t.test('a restore to a moment, found at the next start', { skip }, async (t) => {
  const archive = makeFolder(t)
  const node = await startNode(t, { settings: { archive_mode: 'on', archive_command: `cp %p ${archive}/%f` } })
  const service = await serviceOn(t, node)
  await makeCurrent(service.connection, nouns)
  await writeMany(service, 3)
  const data = join(makeFolder(t), 'data')
  runBinary('pg_basebackup', ['-D', data, '-d', `host=127.0.0.1 port=${node.port} user=postgres`, '-c', 'fast'])
  await writeMany(service, 3)
  const [moment] = await node.ask<{ now: string }>('select clock_timestamp()::text as now')
  await writeMany(service, 6)
  const { body } = await ask(service, '/v1/changes?after=now')
  const before = await epochOf(node)
  await node.ask('select pg_switch_wal()')
  await untilArchived(node)
  await node.kill()

  writeFileSync(join(data, 'recovery.signal'), '')
  const settings = {
    restore_command: `cp ${archive}/%f %p`,
    recovery_target_time: moment?.now ?? '',
    recovery_target_action: 'promote',
  }
  const copy = await startOn(t, data, settings)
  while ((await copy.ask<{ recovering: boolean }>('select pg_is_in_recovery() as recovering'))[0]?.recovering)
    await pause(50)
  const again = await serviceOn(t, copy)
  const said: string[] = []
  await makeCurrent(again.connection, nouns, (line) => said.push(line))
  t.match(said.join(), /the database was restored, copied or moved/)
  t.not(await epochOf(copy), before, 'the log has another identity')
  const next = await serviceOn(t, copy)
  await checkRestored(t, next, { kept: 5, undone: 9, cursor: body.cursor })
  const epoch = await epochOf(copy)
  await makeCurrent(next.connection, nouns)
  t.equal(await epochOf(copy), epoch, 'which it keeps from then on')
})

async function untilArchived(node: PostgresNode): Promise<void> {
  for (;;) {
    const [found] = await node.ask<{ done: boolean }>(
      `select last_archived_wal >= pg_walfile_name(pg_current_wal_lsn() - 1) as done from pg_stat_archiver`,
    )
    if (found?.done) return
    await pause(50)
  }
}

t.test('a service that runs while its database', { skip }, async (t) => {
  const node = await startNode(t, { settings: { synchronous_standby_names: '' } })
  const proxy = await swallowingProxy(t, node.port)
  const service = await serviceOn(t, node, proxy.port)
  await makeCurrent(service.connection, nouns)
  const told: string[] = []
  const witness = bearWitness(service.connection, (reason) => told.push(reason))
  t.teardown(() => witness.close())
  await writeMany(service, 4)

  await t.test('is promoted without a loss keeps its log', async (t) => {
    const standby = await copyNode(t, node, { standby: 'second' })
    await writeMany(service, 4)
    const [end] = await node.ask<{ lsn: string }>('select pg_current_wal_lsn()::text as lsn')
    const caughtUp = `select pg_last_wal_replay_lsn() >= '${end?.lsn}' as done`
    while (!(await standby.ask<{ done: boolean }>(caughtUp))[0]?.done) await pause(50)
    const before = await epochOf(node)
    await node.kill()
    runBinary('pg_ctl', ['promote', '-w', '-D', standby.data])
    proxy.leadTo(standby.port)
    await untilWhole(service)
    const vouched = `select place like '%/00000002' as done from log_place`
    while (!(await standby.ask<{ done: boolean }>(vouched))[0]?.done) await pause(50)
    t.equal(await epochOf(standby), before)
    t.same(told, [])
  })

  await t.test('is put back to an earlier state begins another log', async (t) => {
    const earlier = await startNode(t)
    const fresh = await serviceOn(t, earlier)
    await writeMany(fresh, 2)
    const other = await epochOf(earlier)
    proxy.leadTo(earlier.port)
    while (told.length === 0) await pause(50)
    t.not(await epochOf(earlier), other, 'so does one that is put back to another log')
    told.length = 0
    const copy = await copyNode(t, earlier)
    await untilWhole(service)
    await writeMany(service, 12)
    const { body } = await ask(service, '/v1/changes?after=now')
    const before = await epochOf(earlier)
    const { seq } = (await earlier.ask<{ seq: number }>('select seq::int from log_head'))[0] ?? { seq: 0 }
    await untilWitnessed(earlier)
    proxy.leadTo(copy.port)
    while (told.length === 0) await pause(50)
    t.match(told, ['the log went back behind what had been read of it'])
    t.not(await epochOf(copy), before)
    await checkRestored(t, service, { kept: 2, undone: seq - 3, cursor: body.cursor })
  })
})

/** What keeps the log of a restored database from a restart for a while, and what ends that. */
const hindrances = {
  'whose triggers come last': {
    begin: 'drop trigger restart on log_restarts',
    end: 'create trigger restart before insert on log_restarts for each row execute function restart_log()',
  },
  'that can only be read at first': {
    begin: 'alter system set default_transaction_read_only = on',
    end: 'alter system set default_transaction_read_only = off',
  },
}

for (const [name, { begin, end }] of Object.entries(hindrances))
  t.test(`a service that runs while its database is put back to one ${name}`, { skip }, async (t) => {
    const node = await startNode(t)
    const proxy = await swallowingProxy(t, node.port)
    const service = await serviceOn(t, node, proxy.port)
    await makeCurrent(service.connection, nouns)
    await writeMany(service, 2)
    const copy = await copyNode(t, node)
    await copy.ask(`update log_place set place = 'elsewhere'`)
    await copy.ask(begin)
    await copy.ask('select pg_reload_conf()')

    const told: string[] = []
    const failures: unknown[] = []
    const witness = bearWitness(
      service.connection,
      (reason) => told.push(reason),
      (error) => failures.push(error),
    )
    t.teardown(() => witness.close())
    await writeMany(service, 12)
    const { body } = await ask(service, '/v1/changes?after=now')
    const { seq } = (await node.ask<{ seq: number }>('select seq::int from log_head'))[0] ?? { seq: 0 }
    await untilWitnessed(node)
    const before = await epochOf(node)
    proxy.leadTo(copy.port)
    while (failures.length + told.length === 0) await pause(50)
    t.equal(await epochOf(copy), before, 'is not believed to have begun another log')
    t.same(told, [])
    await copy.ask(end)
    await copy.ask('select pg_reload_conf()')
    while (told.length === 0) await pause(50)
    t.match(told, ['the log went back behind what had been read of it'])
    t.equal(failures.length, 1, 'tells once that it waits')
    t.not(await epochOf(copy), before, 'begins another log as soon as it can')
    await checkRestored(t, service, { kept: 2, undone: seq - 3, cursor: body.cursor })
  })

t.test('a service that starts on a restored database which can only be read at first', { skip }, async (t) => {
  const node = await startNode(t)
  const service = await serviceOn(t, node)
  await makeCurrent(service.connection, nouns)
  await writeMany(service, 2)
  const copy = await copyNode(t, node)
  await writeMany(service, 12)
  const { body } = await ask(service, '/v1/changes?after=now')
  const before = await epochOf(copy)
  await copy.ask(`update log_place set place = 'elsewhere'`)
  await copy.ask('alter system set default_transaction_read_only = on')
  await copy.ask('select pg_reload_conf()')
  const started = await serviceOn(t, copy)
  await makeCurrent(started.connection, nouns)
  const told: string[] = []
  const failures: unknown[] = []
  const witness = bearWitness(
    started.connection,
    (reason) => told.push(reason),
    (error) => failures.push(error),
  )
  t.teardown(() => witness.close())
  while (failures.length === 0) await pause(50)
  t.equal(await epochOf(copy), before)
  await copy.ask('alter system set default_transaction_read_only = off')
  await copy.ask('select pg_reload_conf()')
  while (told.length === 0) await pause(50)
  t.match(told, ['the database was restored, copied or moved'])
  await checkRestored(t, started, { kept: 2, undone: 9, cursor: body.cursor })
})

/** Waits until a witness has looked at the log, which it then vouches for anew. */
async function untilWitnessed(node: PostgresNode): Promise<void> {
  await node.ask(`update log_place set place = 'elsewhere'`)
  while ((await node.ask(`select from log_place where place = 'elsewhere'`)).length > 0) await pause(50)
}

t.test('restored', async (t) => {
  const folder = makeFolder(t)
  mkdirSync(folder, { recursive: true })
  const said: string[] = []
  const config = readConfig({ DATA_DIR: join(folder, 'data') })
  await restored({ words: [], config, nouns, say: (line) => said.push(line) })
  t.match(said.join(), /goes on as another one/)
})

t.test('a backup that is restored twice goes on elsewhere each time', async (t) => {
  const ends = await Promise.all(
    [1, 2].map(async (number) => {
      const { db } = await testDatabase(t)
      const { epoch } = await readHead(db)
      await restartLog(db, epoch, `restored for the ${number}. time`)
      return (await readHead(db)).seq
    }),
  )
  t.ok(ends.every((seq) => seq >= 10_000_000))
  t.not(ends[0], ends[1])
})
