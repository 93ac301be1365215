import { once } from 'node:events'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { connect } from '../../src/database/connect.ts'
import { rows } from '../../src/database/rows.ts'
import { serverDatabase } from '../support/database.ts'
import { checkKept, checkSound, withoutExcuse } from '../support/kept-writes.ts'
import { startLoad } from '../support/load.ts'
import { makeFolder } from '../support/postgres-node.ts'
import { startService } from '../support/service.ts'

const modes = {
  server: async (t: Parameters<typeof serverDatabase>[0]) => ({ DATABASE_URL: await serverDatabase(t) }),
  embedded: async (t: Parameters<typeof serverDatabase>[0]) => ({ DATA_DIR: makeFolder(t) }),
}

for (const [mode, prepare] of Object.entries(modes))
  t.test(`a service on the ${mode} database that is killed under writers`, async (t) => {
    const environment: { DATABASE_URL?: string; DATA_DIR?: string } = await prepare(t)
    let running = await startService(t, environment)
    const load = startLoad((path, options) => fetch(running.address + path, options))
    for (const least of [10, 40, 80]) {
      await load.more(least + Math.floor(Math.random() * 30))
      const dead = once(running.child, 'exit')
      running.child.kill('SIGKILL')
      await dead
      running = await startService(t, environment)
    }
    await load.more(20)
    await load.caughtUp()
    await load.stop()
    t.equal(await running.stop(), 0)

    const { DATABASE_URL: databaseUrl, DATA_DIR: dataDirectory = '' } = environment
    const connection = await connect({ databaseUrl, dataDirectory })
    await checkKept(t, load, (statement) => rows(connection.leader, sql.raw(statement)))
    await connection.close()
    t.same(withoutExcuse(load.tally), [], 'reads fail with their connection alone')
    await checkSound(t, environment)
  })
