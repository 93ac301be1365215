import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { connect } from '../src/database/connect.ts'
import { rows } from '../src/database/rows.ts'
import { transaction } from '../src/database/transaction.ts'

t.test('an embedded database in a folder', async (t) => {
  const folder = t.testdir()
  const first = await connect({ dataDirectory: folder })
  await t.rejects(connect({ dataDirectory: folder }), { name: 'DatabaseProblem', message: /is in use by process/ })
  await rows(first.leader, sql`create table things as select 1 as id`)
  await first.close()
  await t.rejects(rows(first.leader, sql`select 1`), { name: 'DatabaseUnavailable' })

  const started = new Promise<Worker>((resolve) => process.once('worker', resolve))
  let lost: Error | undefined
  const second = await connect({ dataDirectory: folder, onLost: (error) => (lost = error) })
  t.teardown(() => second.close())
  t.strictSame(await rows(second.leader, sql`select id from things`), [{ id: 1 }], 'keeps what was written')

  let turns = 0
  const turning = setInterval(() => (turns += 1), 1)
  await rows(second.leader, sql`select count(*)::int from generate_series(1, 1000000)`)
  clearInterval(turning)
  t.ok(turns > 0, 'leaves this thread free while it works')

  const stuck = transaction(second.leader, () => rows(second.leader, sql`select 1`))
  const behind = rows(second.leader, sql`select id from things`)
  await t.rejects(stuck, { name: 'DatabaseUnavailable', reason: 'silent' }, 'ends a transaction that waits for itself')
  t.strictSame(await behind, [{ id: 1 }], 'and answers those who wait for it')

  const pending = [rows(second.leader, sql`select pg_sleep(30)`), rows(second.leader, sql`select 1`)]
  const refused = pending.map((each) => t.rejects(each, { name: 'DatabaseUnavailable', statusCode: 503 }))
  await (await started).terminate()
  await Promise.all(refused)
  t.match(lost, { message: /^The embedded database has stopped: / }, 'tells that it stopped')
})

t.test('an embedded database that cannot be opened is told in one line and leaves the folder free', async (t) => {
  const folder = t.testdir()
  mkdirSync(join(folder, 'pglite'))
  writeFileSync(join(folder, 'pglite', 'PG_VERSION'), '9')
  for (const _ of [1, 2])
    await t.rejects(connect({ dataDirectory: folder }), {
      name: 'DatabaseProblem',
      message: /^The embedded database in \S+ cannot be opened: [^\n]+\.$/,
    })
})
