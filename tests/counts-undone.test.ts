import { sql } from 'drizzle-orm'
import t from 'tap'
import type { Database } from '../src/database/connect.ts'
import { rows } from '../src/database/rows.ts'
import { nouns } from '../src/nouns/all.ts'
import { appOver } from './support/app.ts'
import { testDatabase } from './support/database.ts'
import { examples, ground, write } from './support/records.ts'

/** Takes back what was written since a state of the log, as when a leader is lost that alone had it. */
async function undo(db: Database, head: { seq: number; top: number }): Promise<void> {
  await db.transaction(async (tx) => {
    const run = (statement: string) => rows(tx, sql.raw(statement))
    // What protects the log would refuse this.
    await run('set local session_replication_role = replica')
    await run(`delete from agreements where version_id > ${head.top}`)
    await run(`delete from records where version_id > ${head.top}`)
    await run(`delete from versions where version_id > ${head.top}`)
    await run(`delete from changes where seq > ${head.seq}`)
    await run(`delete from revisions where last_seq > ${head.seq}`)
    await run(
      'update log_head set seq = kept.seq, rev = kept.rev, chain = kept.chain, top_version = kept.top_version from kept',
    )
  })
}

t.test('counts in memory are of the log that stands, not of one that was undone', async (t) => {
  const connection = await testDatabase(t)
  const { leader: db } = connection
  const { app, registry } = await appOver(t, connection, {}, nouns, { countedFrom: 0, longestGap: -1 })
  await write(registry, ...ground, examples.agreement('first', { type: 'arrangement' }))
  await rows(db, sql.raw('create table kept as select * from log_head'))
  const [head] = await rows<{ seq: number; top: number }>(
    db,
    sql.raw('select seq::int as seq, top_version::int as top from kept'),
  )
  const totals = async (query = '') => {
    const counted = []
    for (const type of ['arrangement', 'minutes', 'statement'])
      counted.push(await app.inject(`/v1/agreements?type=${type}${query}`))
    return counted.map((answer) => [answer.json().total, answer.headers['registry-seq']].join(' at '))
  }
  const seq = (head?.seq ?? 0) + 1

  await write(registry, examples.agreement('second', { type: 'minutes' }))
  await registry.counts.settle()
  await registry.pastCounts.settle()
  t.same(await totals(), [`1 at ${seq}`, `1 at ${seq}`, `0 at ${seq}`])
  await undo(db, head ?? { seq: 0, top: 0 })
  await write(registry, examples.agreement('third', { type: 'statement' }))
  await registry.head.refresh()
  const last = { after: '&dateMatch=certain', asOf: `&asOf=${seq}` }
  t.same(await totals(last.after), [`1 at ${seq}`, `0 at ${seq}`, `1 at ${seq}`], 'at the same position')
  t.same(await totals(last.asOf), [`1 at ${seq}`, `0 at ${seq}`, `1 at ${seq}`], 'as of it')
})
