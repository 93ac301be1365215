import { execFileSync } from 'node:child_process'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { connect } from '../src/database/connect.ts'
import { rows } from '../src/database/rows.ts'
import { transaction } from '../src/database/transaction.ts'
import { serverDatabase } from './support/database.ts'
import { onServer } from './support/on-server.ts'

const ownPid = sql`select pg_backend_pid() as pid`

async function open(t: Tap, url: string) {
  const connection = await connect({ databaseUrl: url, dataDirectory: '' })
  t.teardown(() => connection.close())
  return connection
}

type Tap = Parameters<typeof serverDatabase>[0]

t.test('a database that cannot be opened is told in one line, without the password', async (t) => {
  const url = await serverDatabase(t)
  const locked = new URL(url)
  await onServer(url, `do $$ begin create role nobody_here nologin; exception when duplicate_object then end $$`)
  locked.username = 'nobody_here'
  locked.password = 'secret'
  const cases = [
    [
      'postgres://me:secret@127.0.0.1:1/base',
      /^The database base at 127\.0\.0\.1:1 cannot be opened: connect ECONNREFUSED/,
    ],
    ['postgres://me:secret@%2Fnowhere/base', /^The database base at \/nowhere:5432 cannot be opened: connect ENOENT/],
    [Object.assign(new URL(url), { pathname: '/none' }).href, /cannot be opened: database "none" does not exist\.$/],
    [locked.href, /cannot be opened: role "nobody_here" is not permitted to log in\.$/],
    ['postgres://me:secret@[', /^DATABASE_URL is not a URL/],
  ] as const
  for (const [databaseUrl, message] of cases) {
    const error = await connect({ databaseUrl, dataDirectory: '' }).catch((error) => error)
    t.match(error, { name: 'DatabaseProblem', message })
    t.notMatch(error.message, /secret|\n/)
  }
})

t.test('a connection that is lost', async (t) => {
  const url = await serverDatabase(t)
  const { leader: db } = await open(t, url)
  const lose = ([row]: { pid: number }[]) => onServer(url, `select pg_terminate_backend(${row?.pid}, 5000)`)

  await t.test('in a transaction fails that transaction alone, however often', async (t) => {
    for (let time = 0; time < 12; time += 1) {
      const cut = transaction(db, async (tx) => {
        await lose(await rows(tx, ownPid))
        await rows(tx, sql`select 1`)
      })
      await t.rejects(cut, { name: 'DatabaseUnavailable', statusCode: 503 })
    }
    t.strictSame(await transaction(db, (tx) => rows(tx, sql`select 1 as one`)), [{ one: 1 }])
  })

  await t.test('during a query fails that query alone', async (t) => {
    const sleeping = rows(db, sql`select pg_sleep(30)`)
    const refused = t.rejects(sleeping, { name: 'DatabaseUnavailable' })
    await onServer(url, untilSleeping)
    await onServer(url, `select pg_terminate_backend(pid, 5000) from pg_stat_activity where ${sleepingHere}`)
    await refused
    t.strictSame(await rows(db, sql`select 1 as one`), [{ one: 1 }])
  })

  await t.test('before a transaction begins does not use up the pool', async (t) => {
    const each = <T>(run: () => Promise<T>) => Promise.all(Array.from({ length: 10 }, run))
    await each(() => transaction(db, (tx) => rows(tx, sql`select pg_sleep(0.1)`)))
    // While this thread waits, it does not hear that all ten are lost.
    const terminate = `select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`
    const program = `import pg from 'pg'
      const client = new pg.Client({ connectionString: process.argv[1] })
      await client.connect()
      await client.query(process.argv[2])
      await client.end()`
    execFileSync(process.execPath, ['--input-type=module', '-e', program, url, terminate])
    const ends = await Promise.allSettled(
      Array.from({ length: 10 }, () => transaction(db, (tx) => rows(tx, sql`select 1`))),
    )
    const failures = ends.filter((end) => end.status === 'rejected')
    t.not(failures.length, 0, 'a lost connection fails the transaction that it is given to')
    for (const { reason } of failures) t.match(reason, { name: 'DatabaseUnavailable' })
    t.strictSame(await rows(db, sql`select 1 as one`), [{ one: 1 }])
  })

  await t.test('between queries is replaced', async (t) => {
    await lose(await rows(db, ownPid))
    const again = () => rows(db, sql`select 1 as one`)
    // The news of the loss may still be on its way.
    t.strictSame(await again().catch(again), [{ one: 1 }])
  })
})

t.test('a statement that takes longer than the server lets it fails as slow, and alone', async (t) => {
  const { leader: db } = await open(t, await serverDatabase(t))
  const slow = transaction(db, async (tx) => {
    await rows(tx, sql`set local statement_timeout = 10`)
    await rows(tx, sql`select pg_sleep(30)`)
  })
  await t.rejects(slow, { name: 'DatabaseUnavailable', statusCode: 503, reason: 'slow' })
  t.strictSame(await rows(db, sql`select 1 as one`), [{ one: 1 }])
})

t.test('a server without space is said to take no writes until it has kept one', async (t) => {
  const { leader: db, takesWrites } = await open(t, await serverDatabase(t))
  const write = (statement: string) => transaction(db, (tx) => rows(tx, sql.raw(statement)))
  await t.rejects(write(`do $$ begin raise exception using errcode = 'disk_full'; end $$`), {
    name: 'DatabaseUnavailable',
  })
  t.equal(await takesWrites(), false)
  await transaction(db, (tx) => rows(tx, sql`select 1`), { accessMode: 'read only' })
  t.equal(await takesWrites(), false, 'a read changes nothing of that')
  await write('create table kept ()')
  t.equal(await takesWrites(), true)
})

const sleepingHere = `datname = current_database() and query like 'select pg_sleep%' and pid <> pg_backend_pid()`
const untilSleeping = `do $$ begin
  while not exists (select from pg_stat_activity where ${sleepingHere}) loop perform pg_stat_clear_snapshot(); end loop;
end $$`

t.test('the text of an error that quotes a lost connection is not one', async (t) => {
  const { leader: db } = await open(t, await serverDatabase(t))
  await t.rejects(rows(db, sql`select ${'connection terminated'}::int`), { cause: { code: '22P02' } })
})

t.test('no statement runs or waits without end', async (t) => {
  const { leader: db } = await open(t, await serverDatabase(t))
  const limits = sql`
    select name, setting::int as milliseconds from pg_settings
    where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by name`
  const withStatements = (milliseconds: number) => [
    { name: 'idle_in_transaction_session_timeout', milliseconds: 5_000 },
    { name: 'lock_timeout', milliseconds: 3_000 },
    { name: 'statement_timeout', milliseconds },
  ]
  t.strictSame(await rows(db, limits), withStatements(3_000), 'a read ends before a person gives up')
  const written = await transaction(db, (tx) => rows(tx, limits))
  t.strictSame(written, withStatements(10_000), 'a write, or a past state, may take longer')
})

t.test('a statement is planned once a connection', async (t) => {
  const { leader: db } = await open(t, await serverDatabase(t))
  await transaction(db, async (tx) => {
    for (const n of [1, 2, 3]) await rows(tx, sql`select ${n}::int as planned_once`)
    const prepared = sql`select count(*)::int as count from pg_prepared_statements where statement ~ 'as planned_once$'`
    t.strictSame(await rows(tx, prepared), [{ count: 1 }])
  })
})

t.test('several instances may start on an empty database at once', async (t) => {
  const url = await serverDatabase(t)
  const instances = await Promise.all([1, 2, 3, 4].map(() => open(t, url)))
  await Promise.all(instances.map((instance) => instance.migrate()))
  const counted = sql`select count(*)::int = count(distinct hash)::int as once from drizzle.__drizzle_migrations`
  t.strictSame(await rows(instances[0]?.leader as never, counted), [{ once: true }])
})

t.test('a migration is run as a whole or not at all', async (t) => {
  const url = await serverDatabase(t)
  const instance = await open(t, url)
  await rows(
    instance.aside,
    sql`create function refuse() returns event_trigger language plpgsql as $$ begin
    if exists (select from pg_event_trigger_ddl_commands() where object_identity = 'public.sources_past') then
      raise 'cut off'; end if; end $$`,
  )
  await rows(instance.aside, sql`create event trigger cut on ddl_command_end execute function refuse()`)
  await t.rejects(instance.migrate(), /cut off/)
  await rows(instance.aside, sql`drop event trigger cut`)
  await instance.migrate()
  const made = sql`select to_regclass('sources_past') is not null as "isMade"`
  t.strictSame(await rows(instance.leader, made), [{ isMade: true }], 'so that the next start does what is missing')
})
