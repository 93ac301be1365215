import t from 'tap'
import { parse } from 'yaml'
import { contractOf, serveContract } from '../src/http/contract/contract.ts'
import { type ReadinessCheck, serveHealth } from '../src/http/health.ts'
import { serveMetrics } from '../src/http/observability.ts'
import { serveProblems } from '../src/http/problem-pages.ts'
import { problemNames } from '../src/problems/problem-types.ts'
import { testServer } from './support/things.ts'

t.test('service pages', async (t) => {
  const app = await testServer(t)
  let database: ReadinessCheck = async () => {
    throw new Error('no server')
  }
  serveProblems(app)
  serveHealth(app, () => database())
  serveMetrics(app)
  serveContract(app)
  t.match((await app.inject('/livez')).json(), { status: 'ok' })
  t.equal((await app.inject('/readyz')).statusCode, 503)
  database = async () => ({ mode: 'embedded', writes: true })
  await app.inject('/v1/things/missing')
  const metrics = await app.inject('/metrics')
  t.match(metrics.body, /http_request_duration_seconds_count{method="GET",route="\/v1\/things\/:id",status="404"} 1/)

  t.test('explain each kind of problem', async (t) => {
    t.equal((await app.inject('/problems')).json().data.length, problemNames.length)
    for (const name of problemNames) t.equal((await app.inject(`/problems/${name}`)).statusCode, 200)
    const headers = { accept: 'text/html', 'accept-language': 'zh-TW' }
    const html = await app.inject({ url: '/problems/gone', headers })
    t.match(html, {
      headers: { 'content-type': /html/, 'content-language': 'zh-Hant' },
      body: /lang="zh-Hant".*已移除/s,
    })
    t.equal((await app.inject('/problems/constructor')).statusCode, 404)
  })

  t.test('print a clean contract', async (t) => {
    const contract = (await app.inject('/openapi.json')).json()
    t.match(contract, { openapi: '3.1.0', info: { license: { name: 'MIT' } }, servers: [{ url: '/' }] })
    t.strictSame(parse((await app.inject('/openapi.yaml')).body), contract)
    t.equal(contractOf(app), (await app.inject('/openapi.json')).body)
    t.notMatch(JSON.stringify(contract), /9007199254740991|ThingInput|"pattern":"\^\(\?:/)
    const { responses, parameters } = contract.paths['/v1/things/{id}'].get
    t.match(responses, { 404: { $ref: '#/components/responses/NotFound' }, 200: { headers: { ETag: {} } } })
    t.match(parameters, [{ $ref: '#/components/parameters/domain' }])
    t.match(contract.components.parameters.limit, { example: 10, schema: { maximum: 200 } })
    t.match(contract.components.responses.NotFound.content, { 'application/problem+json': {} })
  })
})

t.test('metrics behind a key', async (t) => {
  const app = await testServer(t)
  serveMetrics(app, ['a-key-for-metrics-of-32-characters'])
  const ask = (authorization: string) => app.inject({ url: '/metrics', headers: { authorization } })
  t.equal((await app.inject('/metrics')).statusCode, 401)
  t.equal((await ask('Bearer another-key-for-metrics-of-32-letters')).statusCode, 401)
  t.equal((await ask('Bearer a-key-for-metrics-of-32-characters')).statusCode, 200)
  for (let time = 1; time < 10; time += 1) await ask(`Bearer guess-${time}`)
  t.equal((await ask('Bearer guess-10')).statusCode, 429, 'guesses are counted')
  t.equal((await app.inject('/metrics')).statusCode, 401, 'a request without a key is none')
  t.equal(
    (await ask('Bearer a-key-for-metrics-of-32-characters')).statusCode,
    200,
    'and the right key is let in all the same',
  )
})
