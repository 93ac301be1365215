import { sql } from 'drizzle-orm'
import t from 'tap'
import { guardRoutes } from '../src/access/guard.ts'
import { type Scope, scopes } from '../src/access/key-schema.ts'
import { makeKey } from '../src/access/secret.ts'
import { readConfig } from '../src/config.ts'
import { rows } from '../src/database/rows.ts'
import { keys } from '../src/database/service-tables.ts'
import { createServer } from '../src/http/server.ts'
import { nouns } from '../src/nouns/all.ts'
import { adminKey, testWriter, type Writer } from './support/writer.ts'

const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

async function newKey({ ask }: Writer, scopes: Scope[], more = {}): Promise<{ id: string; key: string }> {
  const answer = await ask('POST', '/v1/keys', { label: 'test', scopes, ...more })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return answer.json()
}

/** Each route that is not an open read, with what it takes. */
function lockedRoutes(): { method: 'GET' | 'PUT' | 'PATCH' | 'DELETE' | 'POST'; url: string; scope: Scope }[] {
  const records = [...nouns.keys()].flatMap((noun) => [
    { method: 'PUT' as const, url: `/v1/${noun}/x`, scope: 'write' as const },
    { method: 'PATCH' as const, url: `/v1/${noun}/x`, scope: 'write' as const },
    { method: 'DELETE' as const, url: `/v1/${noun}/x`, scope: 'delete' as const },
    { method: 'POST' as const, url: `/v1/${noun}/x/restore`, scope: 'write' as const },
  ])
  return [
    ...records,
    { method: 'POST', url: '/v1/batch', scope: 'bulk' },
    { method: 'POST', url: '/v1/keys', scope: 'admin' },
    { method: 'GET', url: '/v1/keys', scope: 'admin' },
    { method: 'GET', url: '/v1/keys/00000000', scope: 'admin' },
    { method: 'DELETE', url: '/v1/keys/00000000', scope: 'admin' },
  ]
}

t.test('every route, every scope, every state of a key', async (t) => {
  const service = await testWriter(t)
  const { app, ask, registry } = service
  app.failedLogins.take = (client) => app.failedLogins.look(client)

  const contract = (await app.inject('/openapi.json')).json() as { paths: Record<string, Record<string, object>> }
  const documented = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, secured: 'security' in operation })),
  )
  const expected = lockedRoutes().length
  t.equal(documented.filter(({ secured }) => secured).length, expected, 'the contract says which routes need a key')
  for (const { path, method, secured } of documented)
    t.equal(secured, method !== 'get' || path.startsWith('/v1/keys'), `${method} ${path}`)

  const held = new Map(await Promise.all(scopes.map(async (scope) => [scope, await newKey(service, [scope])] as const)))
  const revoked = await newKey(service, ['admin'])
  await ask('DELETE', `/v1/keys/${revoked.id}`)
  const expired = await newKey(service, ['admin'])
  await rows(registry.leader, sql`update ${keys} set expires_at = now() - interval '1 second' where id = ${expired.id}`)
  const good = held.get('admin')?.key ?? ''
  const bad: [string, Record<string, string>][] = [
    ['no key', { authorization: '' }],
    ['a wrong key', bearer(makeKey().key)],
    ['a mistyped key', bearer(`${good.slice(0, -1)}${good.endsWith('x') ? 'y' : 'x'}`)],
    ['a wrong secret', bearer(makeKey().key.replace(/^rcr_.{8}/, good.slice(0, 12)))],
    ['a shorter administrator’s key', bearer(adminKey.slice(0, -1))],
    ['another scheme', { authorization: `Basic ${good}` }],
    ['two keys', bearer(`${good} ${good}`)],
    ['a revoked key', bearer(revoked.key)],
    ['an expired key', bearer(expired.key)],
  ]
  for (const { method, url, scope } of lockedRoutes()) {
    for (const [name, headers] of bad) {
      const answer = await ask(method, url, method === 'GET' ? undefined : {}, headers)
      if (answer.statusCode !== 401 || !/^Bearer/.test(String(answer.headers['www-authenticate'])))
        t.fail(`${method} ${url} with ${name} is answered ${answer.statusCode}`)
    }
    for (const [owned, { key }] of held) {
      const answer = await ask(method, url, method === 'GET' ? undefined : {}, bearer(key))
      const allowed = owned === scope || owned === 'admin'
      if ((answer.statusCode === 403) === allowed || answer.statusCode === 401)
        t.fail(`${method} ${url} with ${owned} is answered ${answer.statusCode}`)
      if (!allowed) t.match(answer.json(), { scope, detail: new RegExp(`"${scope}"`) })
    }
  }
  t.match(await app.inject({ method: 'HEAD', url: '/v1/keys' }), { statusCode: 401 })
  t.equal((await registry.head.refresh()).seq, 0, 'and nothing was written')

  const bulk = held.get('bulk')?.key ?? ''
  const deletion = { records: [{ noun: 'domains', id: 'x', op: 'delete' }] }
  t.match(await ask('POST', '/v1/batch', deletion, bearer(bulk)), { statusCode: 403 }, 'a batch deletes with `delete`')
  const both = await newKey(service, ['bulk', 'delete'])
  t.match(await ask('POST', '/v1/batch', deletion, bearer(both.key)), { statusCode: 422 })
  for (const [, headers] of bad) t.match(await ask('GET', '/v1/agreements', undefined, headers), { statusCode: 200 })
  for (const name of ['key', 'api_key', 'access_token'])
    t.match(await app.inject({ method: 'PUT', url: `/v1/domains/x?${name}=${good}` }), { statusCode: 400 })
})

t.test('a route without a scope', async (t) => {
  const app = await createServer(readConfig({ LOG_LEVEL: 'silent' }))
  t.teardown(() => app.close())
  guardRoutes(app, { check: async () => 'wrong', forget: () => {} })
  t.throws(() => app.post('/v1/open', async () => 'x'), /names no scope/, 'cannot be added if it writes')
})
