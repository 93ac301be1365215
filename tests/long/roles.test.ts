import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { makeCurrent } from '../../src/commands/command.ts'
import { migrate } from '../../src/commands/migrate.ts'
import { readConfig } from '../../src/config.ts'
import { connect } from '../../src/database/connect.ts'
import { rows } from '../../src/database/rows.ts'
import { nouns } from '../../src/nouns/all.ts'
import { appOver } from '../support/app.ts'
import { engine, serverDatabase } from '../support/database.ts'
import { onServer } from '../support/on-server.ts'
import { examples } from '../support/records.ts'
import { adminKey } from '../support/writer.ts'

const skip = engine === 'pglite' && 'a server’s'

/** A role that owns nothing, and the URL of a database for it. */
async function newRole(t: Test, url: string) {
  const role = `service_${randomUUID().replaceAll('-', '')}`
  await onServer(url, `create role ${role} login`)
  t.teardown(() => onServer(url, `drop owned by ${role}; drop role ${role}`))
  return { role, roleUrl: Object.assign(new URL(url), { username: role }).href }
}

async function run(url: string, ...words: string[]): Promise<string> {
  const said: string[] = []
  await migrate({ words, nouns, config: readConfig({ DATABASE_URL: url }), say: (line) => said.push(line) })
  return said.join('\n')
}

t.test('the role of the service', { skip }, async (t) => {
  const url = await serverDatabase(t)
  const { role, roleUrl } = await newRole(t, url)
  await t.rejects(run(roleUrl), { message: /lacks migrations .* as the owner/ }, 'cannot migrate, and is told so')
  t.match(await run(url, '--grant-to', role), new RegExp(`The role ${role} may serve`), 'is granted what it needs')

  const connection = await connect({ databaseUrl: roleUrl, dataDirectory: '' })
  t.teardown(() => connection.close())
  await makeCurrent(connection, nouns)
  const { app } = await appOver(t, connection, { adminKey })
  const ask = (method: 'PUT' | 'DELETE' | 'POST' | 'GET', path: string, payload?: unknown, headers = {}) =>
    app.inject({
      method,
      url: path,
      headers: {
        authorization: `Bearer ${adminKey}`,
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      payload: payload === undefined ? undefined : JSON.stringify(payload),
    })

  await t.test('serves', async (t) => {
    const { record } = examples.source()
    const put = await ask('PUT', '/v1/sources/paper', record, { 'idempotency-key': 'first-write' })
    t.equal(put.statusCode, 201)
    t.equal((await ask('PUT', '/v1/sources/paper', record, { 'idempotency-key': 'first-write' })).statusCode, 201)
    const batch = await ask('POST', '/v1/batch', {
      mode: 'partial',
      records: [{ noun: 'sources', record: { id: 'x' } }],
    })
    t.equal(batch.statusCode, 200)
    t.equal((await ask('DELETE', '/v1/sources/paper', undefined, { 'if-match': '*' })).statusCode, 204)
    t.equal((await ask('POST', '/v1/sources/paper/restore')).statusCode, 200)
    t.equal((await ask('POST', '/v1/keys', { label: 'tool', scopes: ['write'] })).statusCode, 201)
    for (const path of [
      '/v1/sources',
      '/v1/sources?asOf=1',
      '/v1/changes',
      '/v1/snapshot',
      '/v1/search?q=paper',
      '/readyz',
    ])
      t.equal((await ask('GET', path)).statusCode, 200, path)
  })

  await t.test('may not', async (t) => {
    const forbidden = [
      'create table more (id int)',
      'create schema more',
      'drop table versions',
      'alter table sources add column more int',
      'create index on sources (id)',
      'truncate versions',
      'truncate sources',
      `update versions set content = '{}'`,
      'delete from versions',
      `update revisions set actor = 'nobody'`,
      'delete from revisions',
      'insert into changes (seq, rev, version_id, noun, id, version, op) select seq + 1, rev, -1, noun, id, version, op from changes limit 1',
      'update changes set seq = -seq',
      'delete from changes',
      'update log_head set seq = 0',
      'delete from log_head',
      'alter table versions disable trigger append_only',
      'alter function seal() security invoker',
      'set session_replication_role = replica',
      `delete from drizzle.__drizzle_migrations`,
      'alter role postgres nologin',
    ]
    for (const statement of forbidden)
      await t.rejects(rows(connection.leader, sql.raw(statement)), { cause: { code: '42501' } }, statement)
  })

  await t.test('has the settings of a session from the start', async (t) => {
    const settings = await rows(
      connection.aside,
      sql`select current_setting('statement_timeout') as statements, current_setting('search_path') as path`,
    )
    t.same(settings, [{ statements: '10s', path: 'public' }])
  })
})

t.test('migrate takes --grant-to and a role', async (t) => {
  const url = engine === 'pglite' ? undefined : await serverDatabase(t)
  const config = readConfig({ DATABASE_URL: url, DATA_DIR: 'memory://' })
  const say = () => {}
  await t.rejects(migrate({ words: ['--grant-to'], config, nouns, say }), {
    message: /migrate takes \[--grant-to <role>\]/,
  })
  await t.rejects(migrate({ words: ['now'], config, nouns, say }), { message: /migrate takes \[--grant-to <role>\]/ })
  for (const other of ['nobody_at_all', 'pg_read_all_data']) {
    const refused =
      engine === 'pglite' ? 'The embedded database has no roles.' : new RegExp(`^The.* role ${other}\\b.*\\.$`)
    await t.rejects(migrate({ words: ['--grant-to', other], config, nouns, say }), { message: refused })
  }
})

t.test('a server whose defaults are other ones is asked in the usual way', { skip }, async (t) => {
  const url = await serverDatabase(t)
  const name = new URL(url).pathname.slice(1)
  for (const setting of [
    `default_transaction_isolation = 'serializable'`,
    `timezone = 'Asia/Hong_Kong'`,
    `datestyle = 'German'`,
    `search_path = 'nowhere'`,
    `bytea_output = 'escape'`,
    `client_encoding = 'LATIN1'`,
  ])
    await onServer(url, `alter database ${name} set ${setting}`)
  await run(url)
  const connection = await connect({ databaseUrl: url, dataDirectory: '' })
  t.teardown(() => connection.close())
  const settings = sql`select current_setting('transaction_isolation') as isolation, current_setting('timezone') as zone,
    current_setting('client_encoding') as encoding, '滬' as text, '\\x00'::bytea::text as bytes, date '2024-04-26'::text as day`
  t.same(await rows(connection.leader, settings), [
    { isolation: 'read committed', zone: 'UTC', encoding: 'UTF8', text: '滬', bytes: '\\x00', day: '2024-04-26' },
  ])
  const tables = sql`select count(*)::int as count from pg_class where relnamespace = 'public'::regnamespace and relname = 'versions'`
  t.same(await rows(connection.leader, tables), [{ count: 1 }])
})

t.test('a database with another encoding is refused in one line', { skip }, async (t) => {
  const url = await serverDatabase(t)
  const name = `latin_${randomUUID().replaceAll('-', '')}`
  await onServer(url, `create database ${name} template template0 encoding 'LATIN1' locale 'C'`)
  t.teardown(() => onServer(url, `drop database if exists ${name} with (force)`))
  const databaseUrl = Object.assign(new URL(url), { pathname: `/${name}` }).href
  await t.rejects(connect({ databaseUrl, dataDirectory: '' }), {
    name: 'DatabaseProblem',
    message: /cannot be opened: its texts are encoded in LATIN1, and UTF8 is needed\.$/,
  })
})
