import t from 'tap'
import { makeCurrent } from '../../src/commands/command.ts'
import { connect } from '../../src/database/connect.ts'
import { nouns } from '../../src/nouns/all.ts'
import { askMany, serviceOn, untilWhole } from '../support/fault-service.ts'
import { noServerBinaries, startNode } from '../support/postgres-node.ts'
import { noPgbouncer, startPgbouncer } from './pgbouncer.ts'

const skip = noServerBinaries || noPgbouncer

t.test('behind PgBouncer in transaction mode', { skip }, async (t) => {
  const node = await startNode(t)
  await node.ask('create role service login')
  const { port, pooler } = await startPgbouncer(t, node.port, ['postgres', 'service'])
  const urlOf = (role: string) => `postgres://${role}@127.0.0.1:${port}/postgres`

  await t.test('a role without settings is refused in one line', async (t) => {
    await t.rejects(connect({ databaseUrl: urlOf('service'), dataDirectory: '' }), {
      name: 'DatabaseProblem',
      message:
        /a pooler stands before it, and the role service lacks settings \(.*statement_timeout.*\).*--grant-to service/,
    })
  })

  // The owner migrates directly, as the page on poolers says, and gives settings to itself and to the service.
  const owner = await connect({ databaseUrl: node.url, dataDirectory: '', isCommand: true })
  t.teardown(() => owner.close())
  await makeCurrent(owner, nouns)
  await owner.grant?.('service')
  await owner.grant?.('postgres')
  // The pooler keeps connections that are older than the settings.
  await node.ask(
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`,
  )

  await t.test('several may migrate at once, and leave no lock behind', async (t) => {
    await node.ask('drop schema drizzle cascade')
    await node.ask('drop schema public cascade')
    await node.ask('create schema public')
    const all = await Promise.all([1, 2, 3].map(() => connect({ databaseUrl: urlOf('postgres'), dataDirectory: '' })))
    await Promise.all(all.map((connection) => makeCurrent(connection, nouns)))
    await Promise.all(all.map((connection) => connection.close()))
    t.same(await node.ask(`select count(*)::int as locks from pg_locks where locktype = 'advisory'`), [{ locks: 0 }])
    await owner.grant?.('service')
  })

  const service = await serviceOn(t, Object.assign(node, { url: urlOf('service') }), port)
  await t.test('requests of all kinds are answered, many at once', async (t) => {
    // The first request of each kind loads what the others find loaded, and many at once may wait for it too long.
    await untilWhole(service)
    for (let round = 0; round < 5; round += 1) t.same((await askMany(service)).statuses, [200, 201])
    for (const path of [
      '/v1/changes',
      '/v1/snapshot',
      '/v1/search?q=paper',
      '/v1/sources?asOf=1',
      '/v1/manifest',
      '/readyz',
    ])
      t.equal((await service.app.inject(path)).statusCode, 200, path)
  })

  await t.test('no session of the server keeps anything', async (t) => {
    const left = await service.connection.aside.execute(
      `select (select count(*)::int from pg_prepared_statements) as statements,
        (select count(*)::int from pg_locks where locktype = 'advisory') as locks`,
    )
    t.match(left, { rows: [{ statements: 0, locks: 0 }] })
  })

  await t.test('a commit that waits for a standby is undecided after some seconds', async (t) => {
    const waitFor = async (standby: string) => {
      await node.ask(`alter system set synchronous_standby_names = '${standby}'`)
      await node.ask('select pg_reload_conf()')
    }
    await waitFor('nobody')
    let startedAt = 0
    let answer: Awaited<ReturnType<typeof service.write>>
    // The server takes up the setting within a moment.
    do {
      startedAt = performance.now()
      answer = await service.write()
    } while (answer.statusCode === 201)
    const took = performance.now() - startedAt
    await waitFor('')
    t.match(answer.json(), { status: 503, detail: /it may be kept or not/ })
    t.ok(took < 8_000, `${took}`)
    await untilWhole(service)
  })

  await t.test('a pooler that stands still is an error within four seconds', async (t) => {
    pooler.kill('SIGSTOP')
    const { statuses, slowest } = await askMany(service)
    pooler.kill('SIGCONT')
    t.same(statuses, [503])
    t.ok(slowest < 4_000, `${slowest}`)
    t.ok((await untilWhole(service)) < 5_000, 'and the service is whole again within five')
  })
})
