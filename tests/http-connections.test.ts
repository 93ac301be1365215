import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { acceptManyAtOnce } from '../src/http/acceptors.ts'
import { drain } from '../src/http/drain.ts'
import { problem } from '../src/problems/problems.ts'
import { holdingServer } from './support/holding.ts'
import { collectLog } from './support/log.ts'
import { testServer } from './support/things.ts'
import { withResolvers } from './support/with-resolvers.ts'

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
    ['OPTIONS /v1/things HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n', 400],
    [
      'OPTIONS /v1/things HTTP/1.1\r\nHost: a\r\nHost: b\r\nOrigin: http://c\r\nAccess-Control-Request-Method: GET\r\nConnection: close\r\n\r\n',
      400,
    ],
    ['DELETE /v1/things HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n', 400],
    ['GET /v1/things/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 400],
    ['GET /v1/things HTTP/1.1\r\nHost: a\r\nExpect: zzz\r\n\r\n', 417],
    ['GET /v1/things HTTP/1.1\r\nHost: a\r\nHost: b\r\nExpect: zzz\r\n\r\n', 400],
    ['CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\nHost: b:443\r\n\r\n', 400],
    ['CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n', 405],
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

t.test('what is no request waits for the answers ahead of it on its connection', async (t) => {
  const { base, release } = await holdingServer(t)
  const port = Number(new URL(base).port)
  const read = (id: string) => `GET /light/${id} HTTP/1.1\r\nHost: a\r\n\r\n`
  const badBody =
    'PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'
  for (const [sent, ids, statuses] of [
    [`${read('a')}nonsense\r\n\r\n`, ['a'], [200, 400]],
    [`${read('b')}${read('c')}nonsense\r\n\r\nmore of it`, ['b', 'c'], [200, 200, 400]],
    [`${read('d')}CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n`, ['d'], [200, 405]],
    [badBody, [], [400]],
    [`${read('e')}${badBody}`, ['e'], [200, 400]],
  ] as const) {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8')
    socket.write(sent)
    for (const id of ids) await release(id)
    let answer = ''
    for await (const chunk of socket) answer += chunk
    t.same(
      [...answer.matchAll(/HTTP\/1.1 (\d+) /g)].map(([, status]) => Number(status)),
      statuses,
      sent,
    )
    for (const id of ids) t.ok(answer.includes(`{"id":"${id}"}`), 'whole')
  }
})

t.test('what is no request does not break into an answer that is being sent', async (t) => {
  const app = await testServer(t)
  const { promise: permitted, resolve: permit } = withResolvers()
  app.get('/slow', async (_request, reply) => {
    reply.hijack().raw.writeHead(200, { 'content-length': 2 }).write('o')
    await permitted
    reply.raw.end('k')
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8')
  socket.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n')
  await once(socket, 'data')
  const failed = once(app.server, 'clientError')
  socket.write('nonsense\r\n\r\n')
  await failed
  permit()
  let rest = ''
  for await (const chunk of socket) rest += chunk
  t.match(rest, /^kHTTP\/1.1 400 /)
})

t.test('a request that is answered before it is whole is answered once, however its rest comes', async (t) => {
  const app = await testServer(t)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const head = 'PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n'
  for (const [begin, rest] of [
    [`${head}Transfer-Encoding: chunked\r\n\r\n`, 'zz\r\n'],
    [`${head}Content-Length: 9\r\n\r\n`, ''],
  ] as const) {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).setEncoding('utf8')
    t.teardown(() => socket.destroy())
    socket.write(begin)
    const [first] = await once(socket, 'data')
    t.match(first, /^HTTP\/1.1 415 /)
    socket.end(rest)
    let more = ''
    for await (const chunk of socket) more += chunk
    t.equal(more, '')
  }
})

t.test('an address with Chinese that is not escaped is refused by saying how it is written', async (t) => {
  const app = await testServer(t)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  for (const [address, detail] of [
    ['/v1/things?q=上海', /%E4%B8%8A.*--data-urlencode/],
    ['/v1/things?q=a\u0001', /^The request cannot be read/],
  ] as const) {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8')
    socket.write(`GET ${address} HTTP/1.1\r\nHost: a\r\nX-Name: 上\r\n\r\n`)
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    await once(socket, 'close')
    t.match(JSON.parse(answer.split('\r\n\r\n')[1] ?? ''), { status: 400, detail })
  }
})

t.test('a tunnel that is refused ends, though its client goes on', async (t) => {
  const app = await testServer(t)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const accepted = once(app.server, 'connection')
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).setEncoding('utf8')
  t.teardown(() => socket.destroy())
  const [connection] = (await accepted) as [Socket]
  const closed = once(connection, 'close')
  socket.write('CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n')
  const [answer] = await once(socket, 'data')
  t.match(answer, /^HTTP\/1.1 405 /)
  await closed
})

t.test('requests that came together on a connection count no longer when it breaks', async (t) => {
  const { app, base, begun, release, settle } = await holdingServer(t)
  const { port } = app.server.address() as AddressInfo
  const ids = Array.from({ length: 40 }, (_, at) => `a${at}`)
  for (const round of ['x', 'y', 'z']) {
    const socket = connect(port, '127.0.0.1')
    const accepted = once(app.server, 'connection')
    socket.write(ids.map((id) => `GET /light/${round}${id} HTTP/1.1\r\nHost: a\r\n\r\n`).join(''))
    const [connection] = (await accepted) as [Socket]
    const first = begun.length
    while (begun.length < first + 15) await setImmediate()
    socket.resetAndDestroy()
    await new Promise((resolve) => connection.once('close', resolve))
    for (const id of begun.slice(first)) await release(id)
    await settle()
    t.equal(begun.length, first + 15, 'what waited for its turn does not begin')
  }
  const last = fetch(`${base}/light/last`)
  await release('last')
  t.equal((await last).status, 200)
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
  let isDrained = false
  const drained = drain(app, acceptors, 60_000).then(() => {
    isDrained = true
  })
  while (!app.exchanges.isClosing()) await setImmediate()
  await t.rejects(once(connect(port, '127.0.0.1'), 'connect'), { code: 'ECONNREFUSED' })
  for (const socket of sockets) {
    t.notOk(isDrained, 'it waits for each of them, whichever socket accepted it')
    socket.write(request)
    let answer = ''
    for await (const chunk of socket) answer += chunk
    t.match(answer, /^HTTP\/1.1 200 [\s\S]*connection: close/i)
  }
  await drained
  await app.close()
})

t.test('a server that closes waits for no request that is not whole, and for every answer', async (t) => {
  const app = await testServer(t)
  const { promise: begun, resolve: begin } = withResolvers()
  const { promise: permitted, resolve: permit } = withResolvers()
  app.get('/slow', async (_request, reply) => {
    // An answer that is being sent has promised to keep its connection.
    reply.hijack().raw.writeHead(200, { 'content-length': 2 }).write('o')
    begin()
    await permitted
    reply.raw.end('k')
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const slow = [
    'GET /v1/things HTTP/1.1\r\nHo',
    'PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    'GET /slow HTTP/1.1\r\nHost: a\r\n\r\n',
  ].map(async (part) => {
    // It keeps its own half open, as a client may.
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).setEncoding('utf8')
    t.teardown(() => socket.destroy())
    socket.write(part)
    let answer = ''
    for await (const chunk of socket) answer += chunk
    return answer
  })
  await begun
  while (![...app.connections].every(({ bytesRead }) => bytesRead > 0) || app.connections.size < 3) await setImmediate()
  const closed = app.close()
  for (const late of slow.slice(0, 2)) t.match(await late, /^HTTP\/1.1 408 [\s\S]*application\/problem\+json/)
  permit()
  t.match(await slow[2], /^HTTP\/1.1 200 [\s\S]*ok$/)
  await closed
})
