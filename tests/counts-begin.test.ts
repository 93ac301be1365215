import pg from 'pg'
import t, { type Test } from 'tap'
import type { Database } from '../src/database/connect.ts'
import { DatabaseUnavailable } from '../src/database/problems.ts'
import type { Noun } from '../src/model/noun.ts'
import { nouns } from '../src/nouns/all.ts'
import { openRegistry } from '../src/read/registry.ts'
import { appOver } from './support/app.ts'
import { engine, testDatabase } from './support/database.ts'
import { examples, ground, write } from './support/records.ts'

const skip = engine === 'pglite' && 'one statement at a time'

/** A service that has begun to read agreements into memory, and waits for a lock meanwhile. */
async function heldUp(t: Test) {
  const connection = await testDatabase(t)
  const { app, registry } = await appOver(t, connection, {}, nouns, { countedFrom: 0 })
  await write(registry, ...ground, examples.agreement('one'))
  const [holder, watcher] = await Promise.all([clientOf(t, connection.url), clientOf(t, connection.url)])
  // What reads the links of agreements waits from now on.
  await holder.query('begin; lock table agreement_domains in access exclusive mode')
  const settled = registry.counts.settle()
  const waiting = async (): Promise<number[]> => {
    for (;;) {
      const { rows } = await watcher.query(
        `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      if (rows.length > 0) return rows.map(({ pid }) => pid)
    }
  }
  await waiting()
  const end = async (pid: number) => void (await watcher.query('select pg_cancel_backend($1)', [pid]))
  return { app, registry, settled, waiting, end, letGo: () => holder.query('commit') }
}

async function clientOf(t: Test, url: string | undefined): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  t.teardown(() => client.end())
  return client
}

t.test('while records are read to be counted, the database counts for few', { skip }, async (t) => {
  const { app, settled, letGo } = await heldUp(t)
  const counted = (limit: number) => app.inject(`/v1/agreements?domain=finance&type=minutes&limit=${limit}`)
  const asked = [1, 2, 3].map(counted)
  const third = await Promise.race(asked)
  t.match([third.statusCode, third.headers['retry-after']], [503, '5'], 'two counts are made at once')
  t.match(third.json(), { detail: /total=none/ })
  t.equal((await app.inject('/v1/agreements/one')).statusCode, 200, 'records are read')
  t.equal((await app.inject('/v1/agreements?total=none')).statusCode, 200, 'and lists that tell no total')
  await letGo()
  const statuses = (await Promise.all(asked)).map(({ statusCode }) => statusCode)
  t.same(statuses.sort(), [200, 200, 503])
  await settled
  const all = await Promise.all([4, 5, 6, 7].map(counted))
  t.same([...new Set(all.map(({ statusCode }) => statusCode))], [200], 'then all are counted')
})

t.test('what the database did not give in time is asked for again', { skip }, async (t) => {
  const { app, registry, settled, waiting, end, letGo } = await heldUp(t)
  for (let ended = 0; ended < 2; ended += 1) for (const pid of await waiting()) await end(pid)
  await letGo()
  await settled
  t.ok(registry.counts.has(nouns.get('agreements') as Noun), 'until the records are read')
  t.match((await app.inject('/v1/agreements?facets=domain')).json(), { total: 1 })
})

t.test(
  'an error because of which records are not read is reported, but not that the database does not answer',
  async (t) => {
    const connection = await testDatabase(t)
    const reported: unknown[] = []
    const report = (error: unknown) => void reported.push(error)
    const settleOver = async (error: Error) => {
      const reads = failing(connection.leader, error)
      const { counts, pastCounts, close } = await openRegistry({ ...connection, reads }, nouns, { report })
      await counts.settle()
      await pastCounts.settle()
      close()
    }
    await settleOver(new DatabaseUnavailable('silent'))
    t.same(reported, [])
    const error = new TypeError('not foreseen')
    await settleOver(error)
    t.ok(reported.length > 1 && reported.every((one) => one === error))
  },
)

/** The same database, but that each statement fails. */
function failing(db: Database, error: Error): Database {
  const { session } = db._
  const broken = Object.create(session, {
    prepareQuery: { value: () => ({ execute: () => Promise.reject(error) }) },
  })
  return Object.create(db, { _: { value: { ...db._, session: broken } } })
}
