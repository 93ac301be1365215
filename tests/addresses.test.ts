import t, { type Test } from 'tap'
import { followAll, type Get } from './support/addresses.ts'
import { testApp } from './support/app.ts'
import { examples, ground, write } from './support/records.ts'
import { some } from './support/runs.ts'
import { testWriter } from './support/writer.ts'

const publicUrl = 'https://example.org/registry'

async function service(t: Test) {
  const service = await testWriter(t, { publicUrl })
  await write(service.registry, ...ground, examples.agreement('first'), examples.agreement('second'))
  return service
}

t.test('addresses under a public URL with a path', async (t) => {
  const { app, askRoutes, ask } = await service(t)
  const takesOff = (url: string) => url.slice(publicUrl.length) || '/'
  const leaves = (url: string) => url.slice('https://example.org'.length)
  const ways = [
    { way: 'that a proxy takes off, ahead of the routes', take: takesOff, inject: app.inject },
    { way: 'that a proxy takes off, by the routes', take: takesOff, inject: askRoutes },
    { way: 'that a proxy leaves, ahead of the routes', take: leaves, inject: app.inject },
    { way: 'that a proxy leaves, by the routes', take: leaves, inject: askRoutes },
  ]
  for (const { way, take, inject } of some(ways, 4)) {
    const get: Get = async (url, accept) => {
      const { statusCode, headers, body } = await inject({ url: take(url), headers: { accept } })
      return { status: statusCode, headers, body }
    }
    await t.test(way, (t) => followAll(t, publicUrl, get))
  }

  await t.test('are told of what is written', async (t) => {
    const made = await ask('PUT', '/registry/v1/domains/new', examples.domain('new').record)
    t.match(made, { statusCode: 201, headers: { location: '/registry/v1/domains/new' } })
    const key = await ask('POST', '/v1/keys', { label: 'test', scopes: ['write'] })
    t.equal(key.headers.location, `/registry/v1/keys/${key.json().id}`)
    const kept = await ask('DELETE', '/v1/sources/paper', undefined, { 'if-match': '*' })
    t.match(kept.json(), { type: '/registry/problems/conflict', instance: '/registry/v1/sources/paper' })
    t.ok(kept.json().references.every((path: string) => path.startsWith('/registry/v1/')))
    const batch = await ask('POST', '/v1/batch', {
      mode: 'partial',
      records: [{ noun: 'domains', id: 'x', op: 'delete' }],
    })
    t.match(batch.json().results[0].problem, { type: '/registry/problems/not-found', instance: '/registry/v1/batch' })
  })
})

t.test('a public URL whose path is one of the service', async (t) => {
  const { app } = await testApp(t, { publicUrl: 'https://example.org/v1' })
  await t.rejects(async () => app.ready(), { message: /PUBLIC_URL has the path \/v1/ })
})

t.test('an address that is spelt otherwise', async (t) => {
  const { app, ask } = await service(t)
  for (const [wrong, right] of [
    ['/v1/agreements/', '/v1/agreements'],
    ['/v1/agreements/?limit=1&q=A', '/v1/agreements?limit=1&q=A'],
    ['/v1/agreements/FIRST', '/v1/agreements/first'],
    ['/V1/Agreements/First/versions/', '/v1/agreements/first/versions'],
    ['/v1/agreements?format=ndjson', undefined],
    ['/v1/Agreements?format=ndjson', '/v1/agreements?format=ndjson'],
    ['/EN/agreements/', '/en/agreements'],
    ['/DOCS', '/docs'],
    ['/Problems/Not-Found', '/problems/not-found'],
    ['/registry/v1/agreements/', '/v1/agreements'],
  ] as const)
    for (const method of ['GET', 'HEAD'] as const) {
      const { statusCode, headers, body } = await app.inject({ method, url: wrong })
      if (right)
        t.match(
          { statusCode, headers, body },
          { statusCode: 308, headers: { location: `/registry${right}` }, body: '' },
        )
      else t.equal(statusCode, 200)
    }
  for (const wrong of ['/v1/agreements/NO-SUCH', '/v1/NO-SUCH/', '/en/agreements/NO-SUCH/'])
    t.equal((await app.inject(wrong)).statusCode, 404, wrong)
  t.match((await app.inject('/v1/NO-SUCH/')).json(), { detail: /\/v1\/NO-SUCH\/\./ }, 'as it was asked for')
  const { record } = examples.domain('new')
  for (const wrong of ['/V1/domains/new', '/v1/domains/new/', '/v1/domains/New'])
    t.equal((await ask('PUT', wrong, { ...record, id: undefined })).statusCode, 400, wrong)
  t.match((await ask('PUT', '/V1/domains/new', record)).json(), { detail: /\/registry\/v1\/domains\/new/ })
  t.equal((await app.inject('/v1/domains/new')).statusCode, 404, 'nothing was written')
})
