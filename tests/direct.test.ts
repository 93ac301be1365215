import { setTimeout } from 'node:timers/promises'
import type { InjectOptions } from 'light-my-request'
import t from 'tap'
import { createApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { askFromOutside, testApp } from './support/app.ts'
import { examples, ground, write } from './support/records.ts'

const day = '/v1/agreements/day'
const list = '/v1/agreements?domain=finance'
const plain = { 'x-request-id': 'the-one-and-only' }

t.test('what is answered ahead of the routes', async (t) => {
  const { app, registry, askRoutes } = await testApp(t, { rateLimit: 1000 })
  let routed = 0
  app.addHook('onSend', (_request, _reply, _payload, done) => {
    routed += 1
    done()
  })
  await write(registry, ...ground, examples.agreement('day'), examples.agreement('dated', { signedOn: '2024-05' }))
  const tag = String((await askRoutes(day)).headers.etag)
  // `Last-Modified` comes with the end of the second in which a record was written, which may lie between two questions.
  while (!(await askRoutes(day)).headers['last-modified']) await setTimeout(20)

  /** The answer in all that must be the same by either way, the order of headers, too. */
  async function ask(ask: typeof app.inject, request: InjectOptions) {
    const { statusCode, headers, rawPayload } = await ask({ ...request, headers: { ...plain, ...request.headers } })
    // On a busy machine the log may be a second old for one of the two.
    const { 'registry-age': _, ...lasting } = headers
    const told = Object.entries({ ...lasting, date: '', 'server-timing': '', ratelimit: '' })
    return { statusCode, told, body: rawPayload.toString('latin1') }
  }
  async function both(request: InjectOptions) {
    // The first answers are compared with the contract for longer than a look at the log is believed.
    await registry.head.refresh()
    const before = routed
    const direct = await ask(app.inject, request)
    const wasDirect = routed === before
    t.same(direct, await ask(askRoutes, request), `${JSON.stringify(request)} is answered the same`)
    return wasDirect
  }

  t.test('is one whole record, and what is kept', async (t) => {
    const cases: InjectOptions[] = [
      { url: day },
      { url: '/v1/agreements/%64ay' },
      { url: '/v1/agreements/%64%61y' },
      { url: day, headers: { accept: 'application/json' } },
      { url: day, headers: { accept: '*/*', 'accept-encoding': 'identity' } },
      { url: day, headers: { 'if-none-match': tag } },
      { url: day, headers: { 'if-none-match': `"other", W/${tag}` } },
      { url: day, headers: { 'if-none-match': `${tag.slice(0, -1)}-gzip"`, 'accept-encoding': 'gzip' } },
      { url: day, headers: { 'if-none-match': '*' } },
      { url: day, headers: { 'if-none-match': '"other"' } },
      { url: day, headers: { origin: 'https://elsewhere.example' } },
    ]
    for (const request of cases) t.ok(await both(request), JSON.stringify(request))
    await ask(askRoutes, { url: list })
    await ask(askRoutes, { url: list })
    t.ok(await both({ url: list }), 'a list that was asked for before')
    const { etag } = (await app.inject(list)).headers
    t.ok(await both({ url: list, headers: { 'if-none-match': String(etag) } }))
  })

  t.test('is nothing else', async (t) => {
    const cases: InjectOptions[] = [
      { url: '/V1/agreements/day' },
      { url: '/v1/agreements/none' },
      { url: '/v1/agreements/Day' },
      { url: '/v1/agreements/%44ay' },
      { url: '/v1/agreements/d%2fy' },
      { url: '/v1/agreements/%00' },
      { url: '/v1/agreements/day/' },
      { url: '/v1/constructor/day' },
      { url: `${day}?fields=id` },
      { url: day, method: 'HEAD' },
      { url: day, method: 'OPTIONS' },
      { url: day, payload: '{}' },
      { url: day, headers: { 'if-none-match': 'bare' } },
      { url: day, headers: { accept: 'image/png' } },
      { url: day, headers: { accept: 'application/ld+json' } },
      { url: list, headers: { 'accept-encoding': 'gzip' } },
      { url: day, headers: { 'if-none-match': '"other"', 'accept-encoding': 'br' } },
      { url: list, headers: { accept: 'text/csv' } },
    ]
    for (const request of cases) t.notOk(await both(request), JSON.stringify(request))
    // Fastify answers this one itself, and calls no hook.
    await both({ url: '/v1/agreements/%zz' })
  })

  t.test('moves with the log', async (t) => {
    await app.inject(day)
    await write(registry, examples.agreement('day', { signedOn: '2024-06' }))
    t.match((await app.inject(day)).json(), { version: 2, signedOn: '2024-06' })
    t.equal((await app.inject({ url: day, headers: { 'if-none-match': tag } })).statusCode, 200)
  })

  t.test('is what was asked for before, though the log has moved between', async (t) => {
    const other = '/v1/agreements?domain=finance&sort=id'
    await ask(askRoutes, { url: other })
    await write(registry, examples.agreement('between'))
    await ask(askRoutes, { url: other })
    t.ok(await both({ url: other }))
  })

  t.test('is counted and told of', async (t) => {
    const count = async () => {
      const { body } = await app.inject('/metrics')
      return Number(/_count\{method="GET",route="\/v1\/agreements\/:id",status="200"\} (\d+)/.exec(body)?.[1])
    }
    const before = await count()
    await app.inject(day)
    t.equal(await count(), before + 1)
  })
})

t.test(
  'a condition that cannot be read is refused, also where the answer is kept and a position is waited for',
  async (t) => {
    const { app, registry } = await testApp(t)
    await write(registry, ...ground, examples.agreement('day'))
    for (const time of ['first', 'second', 'third', 'fourth']) {
      await registry.head.refresh()
      const answer = await app.inject({ url: `${list}&minSeq=1`, headers: { 'if-none-match': 'abc' } })
      t.equal(answer.statusCode, 400, `the ${time} time`)
    }
  },
)

t.test('a client that has used up its requests', async (t) => {
  const { app, registry } = await testApp(t, { rateLimit: 2 })
  await write(registry, ...ground, examples.agreement('day'))
  const { etag } = (await app.inject(day)).headers
  t.match((await app.inject({ url: day, headers: { 'if-none-match': String(etag) } })).headers.ratelimit, /r=1;/)
  t.equal((await app.inject(day)).statusCode, 200)
  t.equal((await app.inject(day)).statusCode, 429)
  t.equal((await app.inject('/v1/agreements/none')).statusCode, 429)
})

t.test('a client behind a trusted proxy is limited by its own address', async (t) => {
  const { app, registry } = await testApp(t, { rateLimit: 1, trustProxy: ['127.0.0.1', '192.0.2.8'] })
  await write(registry, ...ground, examples.agreement('day'))
  const from = (client: string) => app.inject({ url: day, headers: { 'x-forwarded-for': client } })
  const answers = [await from('192.0.2.1'), await from('192.0.2.2'), await from('192.0.2.9, 192.0.2.1')]
  t.same(
    answers.map(({ statusCode }) => statusCode),
    [200, 200, 429],
  )
})

t.test('a service that is closing answers, and asks for no more on the same connection', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground, examples.agreement('day'))
  let answer: Response | undefined
  app.addHook('preClose', async () => {
    answer = await fetch(`${base}${day}`, { headers: { 'accept-encoding': 'identity' } })
  })
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  await app.close()
  t.equal(answer?.status, 200)
  t.equal(answer?.headers.get('connection'), 'close')
})

t.test('what is too much is turned away ahead of the routes, in the same words', async (t) => {
  const { registry } = await testApp(t)
  await write(registry, ...ground, examples.agreement('day'))
  let letGo = () => {}
  const held = new Promise<undefined>((resolve) => {
    letGo = () => resolve(undefined)
  })
  let findRecord = registry.findRecord
  const app = await createApp(readConfig({ LOG_LEVEL: 'silent', RATE_LIMIT: '1000000' }), {
    ...registry,
    findRecord: (...asked) => findRecord(...asked),
    readBodies: async (...wanted) => (await held) ?? registry.readBodies(...wanted),
  })
  t.teardown(() => app.close())
  let routed = 0
  app.addHook('onSend', (_request, _reply, _payload, done) => {
    routed += 1
    done()
  })
  const askOutside = askFromOutside(app)
  await app.ready()
  const open = Array.from({ length: 300 }, () => askOutside(list))
  // On a busy machine the lists take a moment to be handed to the routes.
  let status = 503
  for (const until = Date.now() + 30_000; status === 503 && Date.now() < until; ) {
    await setTimeout(10)
    status = (await askOutside(day)).statusCode
  }
  t.equal(status, 200, 'lists are in the way of no record')
  findRecord = () => held
  open.push(...Array.from({ length: 600 }, () => askOutside(day)))
  const cases: InjectOptions[] = [
    { url: day },
    { url: list, headers: { 'accept-encoding': 'gzip', 'accept-language': 'zh-HK' } },
    { url: `${list}&lang=zh-Hans`, headers: { origin: 'https://elsewhere.example' } },
    { url: '/v1/agreements/金融' },
    { url: '/v1?lang=en' },
  ]
  for (const request of cases) {
    const asked = { ...request, headers: { ...plain, ...request.headers } }
    const before = routed
    const direct = await askOutside(asked)
    t.equal(routed, before, 'no route is asked')
    t.equal(direct.statusCode, 503)
    const byRoute = await app.inject(asked)
    t.equal(direct.body, byRoute.body)
    const timeless = { date: '', 'server-timing': '', ratelimit: '' }
    t.match(direct.headers, { ratelimit: /r=\d+/ })
    t.same({ ...direct.headers, ...timeless }, { ...byRoute.headers, ...timeless })
  }
  t.equal((await askOutside('/livez')).statusCode, 200, 'probes are let in')
  t.equal(
    (await askOutside({ url: list, method: 'HEAD' })).statusCode,
    503,
    'what is no plain read is told by the routes',
  )
  letGo()
  await Promise.all(open)
  t.equal((await askOutside(list)).statusCode, 200)
  t.equal((await askOutside(day)).statusCode, 404)
})

t.test('what fails is told by the routes, and tried once', async (t) => {
  const { registry } = await testApp(t)
  let asked = 0
  const findRecord = async () => {
    asked += 1
    throw new Error('The database is gone.')
  }
  const app = await createApp(readConfig({ LOG_LEVEL: 'silent' }), { ...registry, findRecord })
  t.teardown(() => app.close())
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  const answer = await fetch(`${base}${day}`, { headers: { 'accept-encoding': 'identity' } })
  t.match([answer.status, answer.headers.get('content-type')], [500, /problem/])
  t.equal(asked, 1)
})
