import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { PassThrough } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import fastCheck from 'fast-check'
import t from 'tap'
import { acceptManyAtOnce } from '../src/http/acceptors.ts'
import { Buckets } from '../src/http/buckets.ts'
import { limitRequest } from '../src/http/client-limit.ts'
import { drain } from '../src/http/drain.ts'
import { countWrongKey } from '../src/http/failed-logins.ts'
import { serveHealth } from '../src/http/health.ts'
import { clientOf } from '../src/http/limiter.ts'
import { takeIn, watchLoad } from '../src/http/load.ts'
import { problem } from '../src/http/problems.ts'
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
    app.get<{ Params: { holder: string } }>(
      '/held/:holder',
      { config: { unlimited: true } },
      async (request, reply) => {
        limitRequest(request, reply, request.params.holder)
        return {}
      },
    )
    for (let time = 0; time < 3; time += 1) await app.inject('/v1/things')
    t.equal((await app.inject('/v1/things')).statusCode, 429)
    for (const status of [200, 200, 429]) t.equal((await app.inject('/held/one')).statusCode, status)
    t.equal((await app.inject('/held/two')).statusCode, 200)
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
    t.equal(clientOf({ ip: '2001:db8:1:2:3::9' }), clientOf({ ip: '2001:db8:1:2:ffff:0:0:1' }))
    t.equal(clientOf({ ip: '2001:db8::9' }), '2001:db8:0:0')
    t.equal(clientOf({ ip: '::ffff:10.0.0.1' }), '10.0.0.1')
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

t.test('connections that wait are accepted in one turn, answered, and waited for', async (t) => {
  const app = await testServer(t)
  acceptManyAtOnce(app, 511)
  const { promise: permitted, resolve: permit } = withResolvers()
  const { promise: begun, resolve: begin } = withResolvers()
  app.addHook('preClose', async () => permit())
  let waiting = 0
  app.get('/slow', { config: { staysOpen: true } }, async () => {
    waiting += 1
    if (waiting === visitors.length) begin()
    await permitted
    return {}
  })
  let thisTurn = 0
  let most = 0
  app.server.on('connection', () => {
    if (thisTurn === 0) void setImmediate().then(() => (thisTurn = 0))
    thisTurn += 1
    most = Math.max(most, thisTurn)
  })
  await app.listen({ port: 0, host: '127.0.0.1', backlog: 511 })
  const { port } = app.server.address() as AddressInfo

  let visitors: Socket[] = []
  // Who listens beside the server does so a moment after it.
  while (most < 8) {
    visitors = Array.from({ length: 16 }, () => connect(port, '127.0.0.1').setEncoding('utf8'))
    await Promise.all(visitors.map((socket) => once(socket, 'connect')))
  }
  const answers = visitors.map(async (socket) => {
    socket.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n')
    let answer = ''
    for await (const chunk of socket) answer += chunk
    return answer
  })
  await begun
  const closed = app.close()
  for (const answer of await Promise.all(answers)) t.match(answer, /^HTTP\/1.1 200 .*connection: close.*\{\}$/s)
  await closed
  await t.rejects(once(connect(port, '127.0.0.1'), 'connect'), { code: 'ECONNREFUSED' })
})

t.test('what never becomes a request is answered too', async (t) => {
  const log = collectLog(t)
  const app = await testServer(t, { logLevel: 'info' })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  for (const [sent, status] of [
    [`GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    [`HEAD / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['nonsense\r\n\r\n', 400],
    ['GET /v1/things HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['GET /v1/things HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n', 400],
    ['GET /v1/things HTTP/1.1\r\nHost: a\r\nExpect: zzz\r\n\r\n', 417],
  ] as const) {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8')
    socket.write(sent)
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    await once(socket, 'close')
    const [head, document] = answer.split('\r\n\r\n')
    t.match(head, new RegExp(`^HTTP/1.1 ${status} [\\s\\S]*application/problem\\+json`))
    const [, requestId = ''] = /x-request-id: (\S+)\r/i.exec(head ?? '') ?? []
    if (sent.startsWith('HEAD')) t.equal(document, '', 'without a body where none is asked for')
    else t.match(problem.parse(JSON.parse(document ?? '')), { status, requestId })
    t.match(head, /x-content-type-options: nosniff\r/i, 'with the headers of every answer')
    t.ok(
      log.some((line) => line.includes(requestId) && JSON.parse(line).status === status),
      'which the log tells',
    )
  }
})

t.test('a request that does not arrive in time is answered, and others meanwhile', async (t) => {
  const app = await testServer(t)
  app.server.headersTimeout = 50
  app.server.requestTimeout = 100
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const parts = [
    'GET /v1/things HTTP/1.1\r\nHo',
    'PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
  ]
  const slow = parts.map(async (part) => {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8')
    socket.write(part)
    let answer = ''
    for await (const chunk of socket) answer += chunk
    return answer
  })
  t.equal((await fetch(`${base}/v1/things`)).status, 200)
  for (const answer of await Promise.all(slow)) t.match(answer, /^HTTP\/1.1 408 [\s\S]*application\/problem\+json/)
})

t.test('a server that closes finishes what it began and does not wait for idle connections', async (t) => {
  const app = await testServer(t)
  const { promise: begun, resolve: begin } = withResolvers()
  const { promise: permitted, resolve: permit } = withResolvers()
  app.get('/slow', async () => {
    begin()
    await permitted
    return {}
  })
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  const answer = fetch(`${base}/slow`)
  await begun
  const silent = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  await once(silent, 'connect')
  const closed = app.close()
  await once(silent, 'close')
  // Had it been left to time out, so would have been the answer, which began before it.
  permit()
  t.equal((await answer).status, 200)
  await closed
})

function withResolvers() {
  let resolve = () => {}
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

t.test('a drain resets nobody: the last answer on a connection says so, and the port is closed first', async (t) => {
  const app = await testServer(t)
  const acceptors = acceptManyAtOnce(app, 511)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const request = 'GET /v1/things HTTP/1.1\r\nHost: a\r\n\r\n'
  const sockets = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').setEncoding('utf8'))
  for (const socket of sockets) {
    socket.write(request)
    await once(socket, 'data')
  }
  const drained = drain(app, acceptors, 60_000)
  while (!app.exchanges.isClosing()) await setImmediate()
  await t.rejects(once(connect(port, '127.0.0.1'), 'connect'), { code: 'ECONNREFUSED' })
  for (const socket of sockets) {
    socket.write(request)
    let answer = ''
    for await (const chunk of socket) answer += chunk
    t.match(answer, /^HTTP\/1.1 200 [\s\S]*connection: close/i)
  }
  await drained
  await app.close()
})
