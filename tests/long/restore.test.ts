import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { makeCurrent } from '../../src/commands/command.ts'
import { restored } from '../../src/commands/restored.ts'
import { readConfig } from '../../src/config.ts'
import { readHead } from '../../src/log/head.ts'
import { restartLog } from '../../src/log/restarts.ts'
import { nouns } from '../../src/nouns/all.ts'
import { engine, testDatabase } from '../support/database.ts'
import { serviceOn, untilWhole } from '../support/fault-service.ts'
import {
  copyNode,
  makeFolder,
  noServerBinaries,
  type PostgresNode,
  runBinary,
  startNode,
  startOn,
} from '../support/postgres-node.ts'
import { examples } from '../support/records.ts'
import { ask, checkRestored, epochOf, untilConfirmed, watchOf, writeMany } from '../support/restored.ts'
import { swallowingProxy } from '../support/swallowing-proxy.ts'
import { adminKey } from '../support/writer.ts'

const skip = noServerBinaries || (engine === 'pglite' && 'a server’s')

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

const loaded = ['with its tables', 'into the same tables'] as const
for (const way of loaded)
  t.test(`a dump that is loaded into the same database again ${way}, found at the next start`, { skip }, async (t) => {
    const node = await startNode(t)
    const service = await serviceOn(t, node)
    await makeCurrent(service.connection, nouns)
    await writeMany(service, 5)
    const to = ['-h', '127.0.0.1', '-p', String(node.port), '-U', 'postgres']
    const dump = join(makeFolder(t), 'dump')
    runBinary('pg_dump', [...to, '-Fc', '-f', dump, 'postgres'])
    await writeMany(service, 6)
    const { body } = await ask(service, '/v1/changes?after=now')
    const before = await epochOf(node)
    if (way === 'into the same tables') await node.ask(emptyTables)
    const options = way === 'into the same tables' ? ['--data-only', '--disable-triggers'] : ['--clean']
    runBinary('pg_restore', [...to, ...options, '-d', 'postgres', dump])
    const again = await serviceOn(t, node)
    const said: string[] = []
    await makeCurrent(again.connection, nouns, (line) => said.push(line))
    t.match(said.join(), /the database was restored, copied or moved/)
    t.not(await epochOf(node), before, 'the log has another identity')
    await checkRestored(t, again, { kept: 5, undone: 9, cursor: body.cursor })
    const epoch = await epochOf(node)
    await node.ask('vacuum (full, freeze)')
    await makeCurrent(again.connection, nouns)
    t.equal(await epochOf(node), epoch, 'which it keeps from then on')
  })

const emptyTables = `do $$ begin execute (
  select 'set session_replication_role = replica; truncate ' || string_agg(format('%I.%I', schemaname, tablename), ', ')
  from pg_tables where schemaname not in ('pg_catalog', 'information_schema')
); end $$`

t.test('a text that was undone is not sent again', { skip }, async (t) => {
  const node = await startNode(t)
  const service = await serviceOn(t, node)
  await makeCurrent(service.connection, nouns)
  const { told } = watchOf(t, service)
  await writeMany(service, 3)
  await untilConfirmed(node)
  const dump = join(makeFolder(t), 'dump')
  runBinary('pg_dump', ['-Fc', '-f', dump, '-d', node.url])
  const write = async (publisher: string) => {
    const { statusCode, headers } = await service.app.inject({
      method: 'PUT',
      url: '/v1/sources/new',
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json', 'if-none-match': '*' },
      payload: JSON.stringify({ ...examples.source().record, id: 'new', publisher }),
    })
    t.equal(statusCode, 201)
    return headers.etag
  }
  let asked = 0
  const listed = async () => {
    asked += 1
    return (await ask(service, `/v1/sources?id=new&limit=${asked}`)).body.data[0].publisher
  }
  await write('Undone')
  t.equal(await listed(), 'Undone')
  runBinary('pg_restore', ['--clean', '-d', node.url, dump])
  while (told.length === 0) await pause(50)
  const etag = await write('Kept')
  t.equal(await listed(), 'Kept')
  const { body, headers } = await service.app.inject('/v1/sources/new')
  t.match([JSON.parse(body).publisher, headers.etag], ['Kept', etag])
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
  const { told } = watchOf(t, service)
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
    const confirmed = `select place like '%/00000002 %' as done from log_place`
    while (!(await standby.ask<{ done: boolean }>(confirmed))[0]?.done) await pause(50)
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
    await untilConfirmed(earlier)
    t.same(told, [], 'which it knows from then on')
    const copy = await copyNode(t, earlier)
    await untilWhole(service)
    await writeMany(service, 12)
    const { body } = await ask(service, '/v1/changes?after=now')
    const before = await epochOf(earlier)
    const { seq } = (await earlier.ask<{ seq: number }>('select seq::int from log_head'))[0] ?? { seq: 0 }
    await untilConfirmed(earlier)
    proxy.leadTo(copy.port)
    while (told.length === 0) await pause(50)
    t.match(told, ['the log went back behind what had been read of it'])
    t.not(await epochOf(copy), before)
    await checkRestored(t, service, { kept: 2, undone: seq - 3, cursor: body.cursor })
  })
})

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
      const { leader: db } = await testDatabase(t)
      const { epoch } = await readHead(db)
      await restartLog(db, epoch, `restored for the ${number}. time`)
      return (await readHead(db)).seq
    }),
  )
  t.ok(ends.every((seq) => seq >= 10_000_000))
  t.not(ends[0], ends[1])
})
