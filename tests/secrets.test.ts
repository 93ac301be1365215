import type { InjectOptions } from 'fastify'
import t from 'tap'
import { makeKey } from '../src/access/secret.ts'
import { printContract } from '../src/commands/openapi.ts'
import { holdsSecret, keepSecret } from '../src/http/secrets.ts'
import { collectLog } from './support/log.ts'
import { mills } from './support/mills.ts'
import { examples, ground, write } from './support/records.ts'
import { seedNames } from './support/seed-names.ts'
import { adminKey, testWriter } from './support/writer.ts'

const each = (text: string, one: (code: number) => string) => [...text].map((c) => one(c.charCodeAt(0))).join('')
const hex = (code: number) => code.toString(16).padStart(2, '0')

/** Ways to write a secret so that whoever reads it has it. */
const encodings: Record<string, (secret: string) => string> = {
  plain: (secret) => secret,
  'as a header': (secret) => `Bearer ${secret}`,
  quoted: (secret) => `"${secret}"`,
  percent: (secret) => each(secret, (code) => `%${hex(code)}`),
  'double percent': (secret) => each(secret, (code) => `%25${hex(code)}`),
  entities: (secret) => each(secret, (code) => `&#${code};`),
  'entities in hex': (secret) => each(secret, (code) => `&#x${hex(code)};`),
  json: (secret) => each(secret, (code) => `\\u00${hex(code)}`),
  base64: (secret) => Buffer.from(secret).toString('base64'),
  'base64 of a header': (secret) => Buffer.from(`Authorization: Bearer ${secret}`).toString('base64url'),
  hex: (secret) => Buffer.from(secret).toString('hex'),
  'its second half': (secret) => secret.slice(secret.length / 2),
}

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
  }
  // Chance may write a word.
  t.ok(keys.filter((key) => !holdsSecret(key.slice(13))).length <= 2, 'without its beginning')
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

const headerNames = [
  'x-request-id',
  'x-reason',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'user-agent',
  'host',
].concat(['accept', 'accept-language', 'origin', 'last-event-id', 'content-type', 'x-forwarded-for'])

interface Operation {
  parameters?: { $ref?: string; name: string; in: string }[]
  requestBody?: object
}

t.setTimeout(120_000)

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

  const { paths, components } = JSON.parse((await printContract(registry.nouns)).json)
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
  const { record } = examples.organization('x')
  for (const name of Object.keys(record)) {
    const url = '/v1/organizations/x'
    const payload = { ...record, [name]: next() }
    await send({ method: 'PUT', url, headers: { authorization: `Bearer ${adminKey}` }, payload })
    await send({
      method: 'PUT',
      url,
      headers: { authorization: `Bearer ${adminKey}` },
      payload: { ...record, note: next() },
    })
  }
  const history = await app.inject('/v1/changes?include=record&limit=1000')
  const metrics = await app.inject('/metrics')
  const all = [...lines, ...told, history.body, metrics.body].join('\n')
  t.ok(told.length > 1000, `${told.length} answers`)
  for (const way of new Set(ways)) {
    t.notOk(all.includes(way), `as ${way}`)
    t.notOk(all.includes(encodeURIComponent(way)), `as ${way}, escaped`)
  }
  t.notOk(all.includes(key.slice(13, 33)))
  t.match(await ask('GET', '/v1/keys'), { statusCode: 200 }, 'the key works on')
})
