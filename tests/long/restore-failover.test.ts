import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { makeCurrent } from '../../src/commands/command.ts'
import { rows } from '../../src/database/rows.ts'
import { nouns } from '../../src/nouns/all.ts'
import { engine } from '../support/database.ts'
import { serviceOn } from '../support/fault-service.ts'
import { noServerBinaries, runBinary } from '../support/postgres-node.ts'
import { leaderAndStandby } from '../support/replicas.ts'
import { epochOf, witnessOf, writeMany } from '../support/restored.ts'

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
  const { told } = witnessOf(t, service)
  // It looks at once, and this connection takes one question after the other.
  await rows(service.connection.aside, sql`select 1`)
  await leader.kill()
  runBinary('pg_ctl', ['promote', '-w', '-D', standby.data])
  const confirmed = `select from log_place where place like '%/00000002'`
  while ((await standby.ask(confirmed)).length === 0) await pause(50)
  t.same(told, [])
  t.equal(await epochOf(standby), before)
})
