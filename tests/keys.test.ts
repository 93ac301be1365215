import { sql } from 'drizzle-orm'
import t from 'tap'
import { revokeKey } from '../src/access/key-queries.ts'
import { keyList, type Scope } from '../src/access/key-schema.ts'
import { openKeyring } from '../src/access/keyring.ts'
import { idOfKey, keyOf, makeKey } from '../src/access/secret.ts'
import { keys as keysCommand } from '../src/commands/keys.ts'
import { readConfig } from '../src/config.ts'
import { rows } from '../src/database/rows.ts'
import { keys } from '../src/database/service-tables.ts'
import { nouns } from '../src/nouns/all.ts'
import { appOver } from './support/app.ts'
import { engine } from './support/database.ts'
import { collectLog } from './support/log.ts'
import { examples, ground, write } from './support/records.ts'
import { adminKey, testWriter, type Writer, writerOver } from './support/writer.ts'

const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

async function newKey({ ask }: Writer, scopes: Scope[], more = {}): Promise<{ id: string; key: string }> {
  const answer = await ask('POST', '/v1/keys', { label: 'test', scopes, ...more })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return answer.json()
}

t.test('a key', async (t) => {
  const made = Array.from({ length: 200 }, makeKey)
  for (const { id, key } of made) t.equal(idOfKey(key), id) || t.fail(key)
  t.equal(new Set(made.map(({ key }) => key)).size, 200)
  const [{ key } = { key: '' }] = made
  for (let place = 0; place < key.length; place += 1) {
    const mistyped = `${key.slice(0, place)}${key[place] === 'x' ? 'y' : 'x'}${key.slice(place + 1)}`
    if (idOfKey(mistyped) !== undefined) t.fail(`${place} mistyped is not noticed`)
  }
  for (const text of ['', 'rcr_', key.slice(1), `${key}x`, key.slice(0, -1)]) t.equal(idOfKey(text), undefined)
})

t.test('/v1/keys', async (t) => {
  const service = await testWriter(t)
  const { ask, registry } = service
  const made = await ask('POST', '/v1/keys', { label: 'Nightly', scopes: ['write', 'delete'] })
  t.match(made, { statusCode: 201, headers: { 'cache-control': 'no-store', location: /^\/v1\/keys\/[0-9a-z]{8}$/ } })
  const { key, id, ...rest } = made.json()
  t.match(rest, { label: 'Nightly', scopes: ['write', 'delete'], createdBy: 'admin', lastUsedAt: null })

  t.match(await ask('PUT', '/v1/sources/paper', examples.source().record, bearer(key)), { statusCode: 201 })
  const [revision] = await rows<{ actor: string }>(registry.db, sql`select actor from revisions`)
  t.equal(revision?.actor, `key:${id}`, 'is named in the history')
  const listed = await ask('GET', '/v1/keys')
  t.match(keyList.parse(listed.json()).data, [{ id }])
  t.match(listed.headers, { 'cache-control': 'no-store', 'registry-seq': '1' })
  t.notMatch(listed.body, key.slice(13), 'is never shown again')
  for (let tries = 0; (await ask('GET', `/v1/keys/${id}`)).json().lastUsedAt === null && tries < 100; ) tries += 1
  t.match((await ask('GET', `/v1/keys/${id}`)).json().lastUsedAt, /Z$/, 'remembers that it was used')

  const stored = JSON.stringify(await rows(registry.db, sql`select keys::text from ${keys}`))
  t.notMatch(stored, key.slice(13, 30), 'is not in the database')

  t.match(await ask('DELETE', `/v1/keys/${id}`), { statusCode: 204 })
  t.match(await ask('DELETE', `/v1/keys/${id}`), { statusCode: 204 }, 'is revoked once')
  const refused = await ask('PUT', '/v1/sources/b', examples.source('b').record, bearer(key))
  t.match(refused, { statusCode: 401, headers: { 'www-authenticate': /^Bearer/ } }, 'stops to work at once')
  t.match((await ask('GET', `/v1/keys/${id}`)).json().revokedAt, /Z$/)
  t.match(await ask('DELETE', '/v1/keys/00000000'), { statusCode: 404 })

  for (const body of [
    {},
    { label: 'x', scopes: [] },
    { label: '', scopes: ['write'] },
    { label: 'x', scopes: ['all'] },
    { label: 'x', scopes: ['write', 'write'] },
    { label: 'x', scopes: ['write'], expiresAt: '2020-01-01T00:00:00Z' },
    { label: 'x', scopes: ['write'], scope: 'admin' },
  ])
    t.match(await ask('POST', '/v1/keys', body), { statusCode: 400 })
  t.match(await ask('POST', '/v1/keys', { label: 'x', scopes: ['write'] }, { 'idempotency-key': '12345678' }), {
    statusCode: 400,
  })
})

t.test('a key that another process revokes', async (t) => {
  const service = await testWriter(t)
  const keyring = openKeyring(service.registry.leader, undefined)
  const { id, key } = await newKey(service, ['write'])
  t.match(await keyring.check(key), { actor: `key:${id}` })
  await revokeKey(service.registry.leader, id)
  const later = performance.now() + 2_000
  t.intercept(performance, 'now', { value: () => later })
  t.equal(await keyring.check(key), 'revoked', 'is refused two seconds later')
})

t.test('a key that is revoked at one instance', { skip: engine === 'pglite' && 'has one instance' }, async (t) => {
  const here = await testWriter(t)
  const there = writerOver(await appOver(t, here.connection, { adminKey }))
  const { id, key } = await newKey(here, ['write'])
  const put = (id: string) => there.ask('PUT', `/v1/sources/${id}`, examples.source(id).record, bearer(key))
  t.match(await put('first'), { statusCode: 201 })
  t.match(await here.ask('DELETE', `/v1/keys/${id}`), { statusCode: 204 })
  const later = performance.now() + 2_000
  t.intercept(performance, 'now', { value: () => later })
  t.match(await put('second'), { statusCode: 401 }, 'is refused at the other two seconds later')
})

t.test('a right key is let in though its address has asked too much', async (t) => {
  const { ask, app } = await testWriter(t, { rateLimit: 2 })
  for (const status of [200, 200, 429]) t.equal((await app.inject('/v1/sources')).statusCode, status)
  t.equal((await ask('GET', '/v1/keys')).statusCode, 200)
})

t.test('a wrong key costs the same work whether its id is in use or not', async (t) => {
  const service = await testWriter(t)
  const { leader: db } = service.registry
  const { id, key } = await newKey(service, ['write'])
  const keyring = openKeyring(db, undefined)
  t.match(await keyring.check(key), { scopes: ['write'] })
  t.match(await keyring.check(key), { scopes: ['write'] })
  const asked = t.capture(db._.session, 'prepareQuery', db._.session.prepareQuery)
  const { key: stranger } = makeKey()
  const texts: unknown[] = []
  for (const guess of [keyOf(id, stranger.slice(13, 56)), stranger]) {
    t.equal(await keyring.check(guess), 'wrong')
    texts.push(asked().map(({ args: [query] }) => query.sql))
  }
  t.equal((texts[0] as unknown[]).length, 1)
  t.same(texts[0], texts[1])
})

t.test('guessing', async (t) => {
  const service = await testWriter(t, { rateLimit: 100 })
  const { app, ask, registry } = service
  const { key } = await newKey(service, ['write'])
  const [revoked, expired] = await Promise.all([newKey(service, ['write']), newKey(service, ['write'])])
  await ask('DELETE', `/v1/keys/${revoked.id}`)
  await rows(registry.leader, sql`update ${keys} set expires_at = now() - interval '1 second' where id = ${expired.id}`)
  const tryKey = async (tried: string) => (await ask('PUT', '/v1/domains/x', {}, bearer(tried))).statusCode
  const tryOften = async (tried: () => string) => {
    const statuses = new Set<number>()
    for (let tries = 0; tries < 12; tries += 1) statuses.add(await tryKey(tried()))
    return [...statuses]
  }
  t.same(await tryOften(() => revoked.key), [401], 'is not what a revoked key is for')
  t.same(await tryOften(() => expired.key), [401], 'nor an expired one')
  t.same(await tryOften(() => makeKey().key), [401, 429], 'is stopped')
  t.equal(await tryKey(key), 400, 'while a right key is let in from the same address')
  t.match(await ask('PUT', '/v1/domains/x', {}), { statusCode: 400 }, 'the administrator’s too')
  t.match(await ask('PUT', '/v1/domains/x', {}, bearer(makeKey().key)), { headers: { 'retry-after': /^\d+$/ } })
  t.match(await app.inject('/v1/domains'), { statusCode: 200 }, 'and reads go on')
  while ((await app.inject('/v1/domains')).statusCode === 200);
  t.equal(await tryKey(key), 400, 'nor does a right key wait for what others read from its address')
})

t.test('the log of the service', async (t) => {
  const lines = collectLog(t)
  const service = await testWriter(t, { logLevel: 'trace' })
  const { ask, app, registry } = service
  await write(registry, ...ground)
  const { key } = await newKey(service, ['write'])
  await ask('PUT', '/v1/domains/x', examples.domain('x').record, bearer(key))
  await ask('PUT', '/v1/domains/x', { id: key }, bearer(key))
  await app.inject({ method: 'PUT', url: `/v1/domains/x?key=${key}` })
  await ask('PUT', '/v1/domains/x', {}, bearer(`${key}x`))
  await ask('DELETE', `/v1/keys/${key}`)
  registry.close()
  const all = lines.join('')
  t.ok(lines.length > 5, 'tells of the requests')
  for (const secret of [key.slice(13, 40), adminKey]) t.notOk(all.includes(secret), 'and of no key')
})

t.test('registry keys', { skip: engine === 'pglite' && 'a file of its own' }, async (t) => {
  const { ask, connection } = await testWriter(t)
  const said: string[] = []
  const config = { ...readConfig({}), databaseUrl: connection.url }
  const run = (...words: string[]) => keysCommand({ words, config, nouns, say: (line) => said.push(line) })
  await run('list')
  t.same(said, ['There are no keys.'])
  await run('create', '--label', 'Import', '--scope', 'write', '--scope', 'bulk', '--expires', '2099-01-01T00:00:00Z')
  const key = said.at(-1)?.split('\n')[1] ?? ''
  t.match(await ask('PUT', '/v1/sources/paper', examples.source().record, bearer(key)), { statusCode: 201 })
  await run('list')
  t.match(said.at(-1), /^[0-9a-z]{8} {2}write,bulk .*expires 2099-01-01T00:00:00.000Z.*Import$/)
  await run('revoke', idOfKey(key) ?? '')
  t.match(said.at(-1), /is revoked/)
  for (const words of [
    [],
    ['create'],
    ['create', '--label', 'x', '--scope', 'all'],
    ['create', 'x', '--label', 'x', '--scope', 'write'],
    ['revoke', 'none'],
    ['list', 'x'],
    ['list', '--label', 'x'],
  ])
    await t.rejects(run(...words), { name: 'Error' }, `keys ${words.join(' ')} is refused`)
})

t.test('registry keys create says why it refuses', async (t) => {
  const refusal = (...words: string[]) =>
    keysCommand({ words: ['create', ...words], config: readConfig({}), nouns, say: t.fail }).then(
      () => t.fail('is taken'),
      ({ message }: Error) => message.split(' keys takes ')[0],
    )
  const key = ['--label', 'x', '--scope', 'write']
  t.equal(await refusal(...key, '--expires', '2020-01-01T00:00:00Z'), '--expires: This must lie in the future.')
  t.match(await refusal('--label', 'x', '--scope', 'all'), /^--scope: This must be one of: write, /)
  t.match(await refusal(...key, '--scope', 'write'), /^--scope: This names a scope twice\.$/)
  t.equal(await refusal(), '--label: This is required. --scope: This is required.')
})
