import { once } from 'node:events'
import { type IncomingMessage, request as requestOver } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { PassThrough } from 'node:stream'
import fastCheck from 'fast-check'
import type { InjectOptions } from 'light-my-request'
import t from 'tap'
import { takesOnly } from '../src/http/bodies.ts'
import { Buckets } from '../src/http/buckets.ts'
import { clientOf } from '../src/http/clients.ts'
import { countWrongKey } from '../src/http/failed-logins.ts'
import { serveHealth } from '../src/http/health.ts'
import { limitRequest } from '../src/http/limiter.ts'
import { takeIn, watchLoad } from '../src/http/load.ts'
import { serveMetrics } from '../src/http/observability.ts'
import { collectLog } from './support/log.ts'
import { tag, testServer } from './support/things.ts'

t.test('limits', async (t) => {
  t.test('announce what remains and refuse what is too much', async (t) => {
    const app = await testServer(t, { rateLimit: 2 })
    serveHealth(app, async () => ({ mode: 'embedded', writes: true }))
    const first = await app.inject('/v1/things/long')
    t.match(first.headers, { 'ratelimit-policy': '"default";q=2;w=60', ratelimit: '"default";r=1;t=30' })
    const same = { url: '/v1/things/long', headers: { 'if-none-match': tag } }
    for (const _ of [1, 2, 3]) t.equal((await app.inject(same)).statusCode, 304, 'what is unchanged costs nothing')
    t.equal((await app.inject('/v1/things/long')).statusCode, 200)
    const refused = await app.inject('/v1/things/long')
    t.equal(refused.statusCode, 429)
    t.ok(Number(refused.headers['retry-after']) > 0)
    t.equal((await app.inject('/livez')).statusCode, 200)
  })
  t.test('count every answer, also one that no route gives', async (t) => {
    const app = await testServer(t, { rateLimit: 1, trustProxy: ['127.0.0.1'] })
    serveHealth(app, async () => ({ mode: 'embedded', writes: true }))
    const guarded = { config: { needsKey: true }, onRequest: takesOnly('application/json') }
    app.put('/guarded', guarded, async () => ({}))
    const preflight = { origin: 'https://a.example', 'access-control-request-method': 'GET' }
    const authorization = 'Bearer x'
    const cases: [status: number, request: InjectOptions][] = [
      [204, { method: 'OPTIONS', url: '/v1/things' }],
      [204, { method: 'OPTIONS', url: '/v1/things', headers: preflight }],
      [204, { method: 'OPTIONS', url: '/livez' }],
      [404, { method: 'OPTIONS', url: '/nowhere' }],
      [404, { url: '/nowhere' }],
      [405, { method: 'DELETE', url: '/v1/things' }],
      [405, { method: 'POST', url: '/livez' }],
      [400, { method: 'PUT', url: '/V1/things/a' }],
      [400, { url: '/v1/things/%zz' }],
      [400, { url: `/v1/things/${'x'.repeat(600)}` }],
      [400, { url: '/v1/things?api_key=abc' }],
      [415, { method: 'PUT', url: '/guarded', payload: 'a', headers: { authorization, 'content-type': 'text/plain' } }],
    ]
    for (const [at, [status, request]] of cases.entries()) {
      const headers = { ...request.headers, 'x-forwarded-for': `203.0.113.${at}` }
      const ask = () => app.inject({ ...request, headers })
      const name = `${request.method ?? 'GET'} ${request.url?.toString().slice(0, 40)}`
      t.match(await ask(), { statusCode: status, headers: { ratelimit: /r=0;/ } }, name)
      const refused = { statusCode: 429, headers: { 'retry-after': /^\d+$/, 'access-control-allow-origin': '*' } }
      t.match(await ask(), refused, `${name} again`)
    }
  })
  t.test('count what Node hands over apart from other requests', async (t) => {
    const app = await testServer(t, { rateLimit: 1, trustProxy: ['127.0.0.1'] })
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const ask = async (client: string, method: string, path: string, headers = {}) => {
      const sent = requestOver({ port, method, path, headers: { ...headers, 'x-forwarded-for': client } }).end()
      const [answer] = (await Promise.race([once(sent, 'response'), once(sent, 'connect')])) as [IncomingMessage]
      answer.resume()
      return answer.statusCode
    }
    for (const status of [417, 429]) t.equal(await ask('203.0.113.1', 'GET', '/v1/things', { expect: 'x' }), status)
    for (const status of [405, 429]) t.equal(await ask('203.0.113.2', 'CONNECT', 'a:443'), status)
  })
  t.test('count what the parser refuses, and metrics and the log tell of it once', async (t) => {
    const lines = collectLog(t)
    const app = await testServer(t, { rateLimit: 1, logLevel: 'info' })
    serveMetrics(app)
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const send = async (text: string) => {
      const socket = connect(port, '127.0.0.1').setEncoding('utf8')
      socket.write(text)
      let answer = ''
      for await (const chunk of socket) answer += chunk
      return answer
    }
    t.match(await send('nonsense\r\n\r\n'), /^HTTP\/1.1 400 [\s\S]*\r\nratelimit: "default";r=0;/)
    t.match(await send('nonsense\r\n\r\n'), /^HTTP\/1.1 429 [\s\S]*\r\nretry-after: \d+\r\n/)
    t.match(await send('CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n'), /^HTTP\/1.1 429 /)
    t.equal((await app.inject('/v1/things')).statusCode, 429, 'and against what is a request')
    const { body } = await app.inject('/metrics')
    t.match(body, /^http_request_duration_seconds_count\{method="other",route="unknown",status="400"\} 1$/m)
    t.match(body, /^http_request_duration_seconds_count\{method="other",route="unknown",status="429"\} 2$/m)
    const told = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'answered')
    t.match(told, [{ status: 400, req: { client: '127.0.0.1' } }, { status: 429 }, { status: 429 }, { status: 429 }])
  })
  t.test('stop the guessing of keys, by address and by the key that is guessed', async (t) => {
    const app = await testServer(t, { trustProxy: ['127.0.0.1'] })
    app.get<{ Params: { id: string } }>('/guarded/:id', async (request) => countWrongKey(request, request.params.id))
    const guess = (id: string, address: string) =>
      app.inject({ url: `/guarded/${id}`, headers: { 'x-forwarded-for': address } })
    for (let time = 0; time < 10; time += 1) t.equal((await guess(`${time}`, '203.0.113.1')).statusCode, 200)
    t.match(await guess('other', '203.0.113.1'), { statusCode: 429, headers: { 'retry-after': /^\d+$/ } })
    t.equal((await guess('other', '203.0.113.2')).statusCode, 200, 'others behind the proxy are not meant')
    for (let time = 0; time < 10; time += 1) await guess('same', `198.51.100.${time}`)
    t.equal((await guess('same', '198.51.100.99')).statusCode, 429, 'many addresses count together for one key')
  })
  t.test('count for the holder of a key, whatever else comes from the address', async (t) => {
    const app = await testServer(t, { rateLimit: 2 })
    app.get<{ Params: { holder: string } }>('/held/:holder', { config: { needsKey: true } }, async (request, reply) => {
      limitRequest(request, reply, request.params.holder)
      return {}
    })
    const askAs = (holder: string) => app.inject({ url: `/held/${holder}`, headers: { authorization: 'Bearer x' } })
    for (let time = 0; time < 3; time += 1) await app.inject('/v1/things')
    t.equal((await app.inject('/v1/things')).statusCode, 429)
    for (const status of [200, 200, 429]) t.equal((await askAs('one')).statusCode, status)
    t.equal((await askAs('two')).statusCode, 200)
  })
  t.test('never give out more than the capacity and what time brings', async () => {
    const step = fastCheck.record({ wait: fastCheck.nat(5000), draws: fastCheck.nat(20) })
    fastCheck.assert(
      fastCheck.property(fastCheck.array(step), (steps) => {
        let now = 0
        const buckets = new Buckets(10, 60, () => now)
        const given = steps.reduce((sum, { wait, draws }) => {
          now += wait
          return sum + Array.from({ length: draws }, () => buckets.take('a').allowed).filter(Boolean).length
        }, 0)
        return given <= 10 + (now / 60_000) * 10 + 1e-6
      }),
    )
  })
  t.test('count a subscriber of IPv6 as one', async (t) => {
    t.equal(clientOf('2001:db8:1:2:3::9'), clientOf('2001:db8:1:2:ffff:0:0:1'))
    t.equal(clientOf('2001:db8::9'), '2001:db8:0:0')
    t.equal(clientOf('::ffff:10.0.0.1'), '10.0.0.1')
  })
})

t.test('a full house answers 503 and recovers', async (t) => {
  const app = await testServer(t)
  const one = { leastInFlight: 1, longestWaitMilliseconds: 0, firstPace: 1 }
  const load = watchLoad(app, { direct: one, light: one, heavy: one, write: one })
  app.addHook('onRequest', (request, reply, done) => {
    takeIn(load.light, request, reply)
    done()
  })
  const held = new PassThrough()
  held.write('begun')
  app.get('/held', (_request, reply) => {
    reply.type('application/octet-stream').send(held)
  })
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  const open = await fetch(`${base}/held`, { headers: { 'accept-encoding': 'identity' } })
  const refused = await fetch(`${base}/v1/things`)
  t.match([refused.status, refused.headers.has('retry-after')], [503, true])
  held.end()
  await open.text()
  // The slot is free when the server has seen the end of the answer, which may be a moment after the client has.
  for (let status = 503; status !== 200; ) status = (await fetch(`${base}/v1/things`)).status
})
