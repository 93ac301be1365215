import type { InjectOptions } from 'fastify'
import t from 'tap'
import { makeKey } from '../src/access/secret.ts'
import { holdsSecret, keepSecret, withoutSecret } from '../src/problems/secrets.ts'
import { collectLog } from './support/log.ts'
import { mills } from './support/mills.ts'
import { examples, ground, write } from './support/records.ts'
import { some } from './support/runs.ts'
import { encodings, tells } from './support/secrets.ts'
import { seedNames } from './support/seed-names.ts'
import { adminKey, testWriter } from './support/writer.ts'
import { readContract } from './support/written-contract.ts'

t.test('a secret is told by its look', async (t) => {
  keepSecret(adminKey)
  const keys = Array.from({ length: 50 }, () => makeKey().key)
  for (const [name, encode] of Object.entries(encodings)) {
    if (name !== 'its second half')
      t.same(
        keys.filter((key) => !holdsSecret(`see ${encode(key)}.`)),
        [],
        name,
      )
    t.ok(holdsSecret(`see ${encode(adminKey)}.`), `${name} of the administrator’s key`)
    t.ok(holdsSecret(`/v1/agreements?q=${encodeURIComponent(encode(adminKey))}&limit=5`), `${name} in an address`)
  }
  // Chance may write a word.
  t.ok(keys.filter((key) => !holdsSecret(key.slice(13))).length <= 2, 'without its beginning')
  for (const part of [adminKey.slice(3, 19), adminKey.slice(-16)])
    for (const encode of ['plain', 'hex', 'base64', 'base32', 'percent'])
      t.ok(holdsSecret(`see ${encodings[encode]?.(part)}.`), `a part of it in ${encode}`)
  for (const innocent of [
    'a'.repeat(64),
    '3f0f6b0e-6d1c-4a39-9d0a-0d8b5d4a2f11',
    'https://caijing.chinadaily.com.cn/a/202504/11/WS67f8d656a310e29a7c4a8a3e.html',
    Buffer.from(JSON.stringify(['-signedOn', '2024-04-26', 'shanghai-2024-04-health'])).toString('base64url'),
  ])
    t.notOk(holdsSecret(innocent), innocent)
  const names = (await seedNames()).flatMap(({ names }) => names)
  const asTyped = Object.values(mills).flatMap((mill) => names.map((name) => mill(name)))
  t.same(
    [...names, ...asTyped].filter(holdsSecret),
    [],
    'and no name of the record looks like one, however it is typed',
  )
})

/** The time of the processor that something took, in milliseconds. */
async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

t.test('no text takes longer to look through than its length asks for', async (t) => {
  const parts = [
    'A',
    'a',
    '/',
    '\\',
    '=41',
    '%41',
    '&#65;',
    '&a',
    'a1 ',
    '114 ',
    '\\u0041',
    '\u0301',
    '\u0316\u0301',
    'ab\n',
  ]
  const half = (part: string, length: number) => part.repeat(length / part.length)
  for (const first of some(parts, 5))
    for (const second of some(['A', 'a', '\u0301'], 2)) {
      const ofLength = (length: number) => `${half(first, length / 2)}${half(second, length / 2)}A`
      const short = await cpuOf(() => holdsSecret(ofLength(4_000)))
      const long = await cpuOf(() => holdsSecret(ofLength(32_000)))
      // Eight times the length; the square would be 64 times the time. Short times are noise.
      if (long > 40 * Math.max(short, 10)) t.fail(`${first}, ${second}: ${short} and ${long} ms`)
    }

  const beyond = `${'ab-'.repeat(5_000_000)}${makeKey().key}`
  t.ok(holdsSecret(beyond) && withoutSecret(beyond).length < 40_000, 'what is very long is told by its beginning alone')

  const { app } = await testWriter(t)
  await app.inject('/livez')
  const longest = (first: string, second: string) => first.repeat(4000) + second.repeat(4000)
  for (const [first, second] of some(['Aa', 'aA', '\\\\', '//', '=A'], 3).map((pair) => [...pair]))
    for (const url of ['/livez?x=', '/A'].map((start) => start + longest(first ?? '', second ?? '')))
      t.ok((await cpuOf(() => app.inject(url))) < 3000, url.slice(0, 12))
})

t.test('a key in a header that answers and the log repeat is not repeated', async (t) => {
  const lines = collectLog(t)
  const { app } = await testWriter(t, { logLevel: 'info', trustProxy: true })
  const { key } = makeKey()
  const preflight = { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' }
  const asked: InjectOptions[] = [
    { url: '/v1/dataset', headers: { host: `${key}.example` } },
    { url: '/v1/dataset', headers: { 'x-forwarded-host': `${key}.example` } },
    { method: 'OPTIONS', url: '/v1/dataset', headers: { ...preflight, 'access-control-request-headers': key } },
  ]
  for (const request of asked) {
    const { statusCode, headers, body } = await app.inject(request)
    t.equal(statusCode, 400)
    t.notOk(`${JSON.stringify(headers)}${body}`.includes(key))
  }
  for (const client of [key, `fe80::1%${key}`, `[fe80::1%${key}]`, '203.0.113.7:4711', '[2001:db8::1]:80'])
    await app.inject({ url: '/v1/dataset', headers: { 'x-forwarded-for': client } })
  const log = lines.join('\n')
  t.notOk(log.includes(key))
  for (const client of ['203.0.113.7', '2001:db8::1']) t.match(log, `"client":"${client}"`)
})

t.test('a key that an address holds in a way that nothing looks for is not logged', async (t) => {
  const lines = collectLog(t)
  const { app } = await testWriter(t, { logLevel: 'info' })
  const { key } = makeKey()
  const bits = each(key, (code) => code.toString(2).padStart(8, '0'))
  const base32 = (bits.match(/.{1,5}/g) ?? []).map((five) => Number.parseInt(five, 2).toString(32)).join('')
  const codes = each(key, (code) => `0x${code.toString(16)}+`)
  const inParts = (key.slice(13).match(/.{1,13}/g) ?? []).map((part) => `q=${part}`)
  const told = [base32, codes, bits]
  for (const way of told)
    for (const url of [`/v1/search?limit=5&q=${way}`, `/v1/agreements?party=${way}`, `/v1/agreements?cursor=${way}`])
      await app.inject(url)
  for (const url of [`/v1/agreements/${base32}`, `/v1/agreements?${base32}=1`, `/v1/search?${inParts.join('&')}`])
    await app.inject(url)
  await app.inject('/en/agreements?q=health&domain=finance&party=cn-sh')
  const log = lines.join('\n')
  for (const way of told) t.notOk(log.includes(way), way)
  for (const part of inParts) t.notOk(log.includes(part), part)
  t.match(log, `/v1/search?limit=5&q=[${base32.length} characters]`)
  t.match(log, '/en/agreements?q=[6 characters]&domain=finance&party=cn-sh', 'all else is told')
})

const each = (text: string, one: (code: number) => string) => [...text].map((c) => one(c.charCodeAt(0))).join('')

t.test('a statement that fails is logged without what a client wrote', async (t) => {
  const lines = collectLog(t)
  const { app, ask, registry } = await testWriter(t, { logLevel: 'info' })
  await write(registry, ...ground)
  for (const table of ['mechanisms', 'idempotency'])
    await registry.db.execute(`alter table ${table} rename to ${table}_gone`)
  const words = 'qwertz-as-nobody-else-writes'
  const record = { ...examples.agreement('x').record, notes: words }
  const answers = [
    await app.inject(`/v1/search?q=${words}`),
    await app.inject(`/v1/mechanisms?q=${words}`),
    await ask('PUT', '/v1/agreements/x', record, { 'idempotency-key': words }),
  ]
  for (const { statusCode } of answers) t.equal(statusCode, 500)
  const log = lines.join('\n')
  t.match(log, /"msg":"request failed"/)
  t.match(log, 'idempotency', 'it tells the statement')
  t.notMatch(log, 'qwertz')
})

const headerNames = [
  'x-request-id',
  'x-reason',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'user-agent',
  'host',
].concat(['accept', 'accept-language', 'origin', 'last-event-id', 'content-type', 'x-forwarded-for'])

/** A record with one of its values, after another, replaced, and with one that it does not have. */
function* changedAt(value: unknown, next: () => string): Generator<unknown> {
  yield next()
  if (Array.isArray(value)) {
    for (const [at, inner] of value.entries())
      for (const changed of changedAt(inner, next)) yield value.with(at, changed)
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, [next()]: 'x' }
    yield { ...value, note: next() }
    for (const [name, inner] of Object.entries(value))
      for (const changed of changedAt(inner, next)) yield { ...value, [name]: changed }
  }
}

interface Operation {
  parameters?: { $ref?: string; name: string; in: string }[]
  requestBody?: object
}

t.test('no secret reaches a log, a problem, a header, a metric or the history', async (t) => {
  const lines = collectLog(t)
  const service = await testWriter(t, { logLevel: 'trace' })
  const { app, ask, registry } = service
  await write(registry, ...ground)
  const { key } = (await ask('POST', '/v1/keys', { label: 'test', scopes: ['admin'] })).json()
  const ways = [key, adminKey].flatMap((secret) => Object.values(encodings).map((encode) => encode(secret)))
  let turn = 0
  const next = () => ways[turn++ % ways.length] ?? ''
  const told: string[] = []
  const send = async (request: InjectOptions) => {
    const { headers, body, statusCode } = await app.inject(request)
    // What a refusal says, and whatever its headers say.
    told.push(JSON.stringify(headers), ...(statusCode >= 400 ? [body] : []))
  }

  for (const way of new Set(ways))
    for (const start of ['/', '/en/', '/tc/agreements/', '/problems/', '/en/agreements?party='])
      for (const accept of ['text/html', 'application/json'])
        await send({ url: `${start}${encodeURIComponent(way)}`, headers: { accept } })
  const { paths, components } = readContract()
  for (const [path, operations] of Object.entries<Record<string, Operation>>(paths))
    for (const [method, { parameters = [], requestBody }] of Object.entries(operations)) {
      const whole = parameters.map((one) => components.parameters[one.$ref?.split('/').at(-1) ?? ''] ?? one)
      const base = path.replaceAll(/\{\w+\}/g, 'x')
      const authorization = `Bearer ${key}`
      const content = requestBody && {
        'content-type': method === 'patch' ? 'application/merge-patch+json' : 'application/json',
      }
      const request = (more: object): InjectOptions => ({
        // A stream would be open for ever.
        method: (path.endsWith('/stream') ? 'HEAD' : method.toUpperCase()) as 'GET',
        url: base,
        headers: { authorization, 'if-match': '*', ...content },
        payload: requestBody && {},
        ...more,
      })
      const withHeader = (name: string) => {
        const value = next()
        const headers = { authorization, 'if-match': '*', ...content, [name]: value }
        return send(request({ headers }))
      }
      await send(request({ url: path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(next())) }))
      for (const { name, in: place } of whole)
        if (place === 'query') await send(request({ url: `${base}?${name}=${encodeURIComponent(next())}` }))
      await send(request({ url: `${base}?${encodeURIComponent(next())}=1` }))
      for (let count = 0; count < 4; count += 1) await withHeader(headerNames[turn % headerNames.length] ?? '')
      if (!requestBody) continue
      await send(request({ payload: { [next()]: next(), id: next() } }))
      await send(request({ payload: [next(), next()] }))
    }
  const records = [...ground, examples.agreement('x'), examples.area('x'), examples.person('x'), examples.measure('x')]
  for (const { noun, record } of records)
    for (const changed of changedAt(record, () => next())) {
      const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json', 'if-match': '*' }
      await send({ method: 'PUT', url: `/v1/${noun}/${record.id}`, headers, payload: JSON.stringify(changed) })
    }
  const history = await app.inject('/v1/changes?include=record&limit=1000')
  const metrics = await app.inject('/metrics')
  const all = [...lines, ...told, history.body, metrics.body].join('\n')
  t.ok(told.length > 1000, `${told.length} answers`)
  for (const way of new Set(ways)) t.notOk(all.includes(way), `as ${way}`)
  for (const secret of [key.slice(13), adminKey]) t.same(tells(all, secret), [], 'nor when it is decoded')
  t.match(await ask('GET', '/v1/keys'), { statusCode: 200 }, 'the key works on')
})
