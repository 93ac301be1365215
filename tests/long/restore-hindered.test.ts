import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { makeCurrent } from '../../src/commands/command.ts'
import { nouns } from '../../src/nouns/all.ts'
import { engine } from '../support/database.ts'
import { serviceOn } from '../support/fault-service.ts'
import { copyNode, noServerBinaries, startNode } from '../support/postgres-node.ts'
import { ask, checkRestored, epochOf, untilConfirmed, watchOf, writeMany } from '../support/restored.ts'
import { swallowingProxy } from '../support/swallowing-proxy.ts'

const skip = noServerBinaries || (engine === 'pglite' && 'a server’s')

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

    const { told, failures } = watchOf(t, service)
    await writeMany(service, 12)
    const { body } = await ask(service, '/v1/changes?after=now')
    const { seq } = (await node.ask<{ seq: number }>('select seq::int from log_head'))[0] ?? { seq: 0 }
    await untilConfirmed(node)
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
  const { told, failures } = watchOf(t, started)
  while (failures.length === 0) await pause(50)
  t.equal(await epochOf(copy), before)
  await copy.ask('alter system set default_transaction_read_only = off')
  await copy.ask('select pg_reload_conf()')
  while (told.length === 0) await pause(50)
  t.match(told, ['the database was restored, copied or moved'])
  await checkRestored(t, started, { kept: 2, undone: 9, cursor: body.cursor })
})
