import { Readable } from 'node:stream'
import t from 'tap'
import { texts } from '../src/language/texts.ts'
import { problemTypes } from '../src/problems/problem-types.ts'
import { Problem, problem } from '../src/problems/problems.ts'
import { collectLog } from './support/log.ts'
import { long, testServer } from './support/things.ts'

const parsed = (lines: string[]) => lines.map((line) => JSON.parse(line))

t.test('every refusal is a problem document', async (t) => {
  const app = await testServer(t)
  const refused: [url: string, name: keyof typeof problemTypes, accept?: string][] = [
    ['/nowhere', 'not-found'],
    ['/v1/things/missing', 'not-found'],
    ['/v1/things/failing', 'internal-error'],
    ['/v1/things?domian=x', 'invalid-request'],
    ['/v1/things?format=xlsx', 'invalid-request'],
    ['/v1/things', 'not-acceptable', 'image/png'],
    ['/v1/things/%00', 'bad-request'],
    ['/v1/things/%zz', 'bad-request'],
    ['/v1/things?q=%00', 'invalid-request'],
    ['/v1/things?q=%ED%A0%80', 'bad-request'],
    [`/v1/things?q=${'x'.repeat(9000)}`, 'bad-request'],
    [`/v1/things/${'x'.repeat(600)}`, 'bad-request'],
    ['/v1/things?api_key=abc', 'bad-request'],
  ]
  for (const [url, name, accept = '*/*'] of refused) {
    const answer = await app.inject({ url, headers: { accept } })
    t.equal(answer.statusCode, problemTypes[name].status, url.slice(0, 40))
    t.match(answer.headers, { 'content-type': /^application\/problem\+json/, 'cache-control': 'no-store' })
    const requestId = answer.headers['x-request-id']
    t.match(problem.parse(answer.json()), {
      type: `/problems/${name}`,
      instance: url.split('?')[0]?.slice(0, 300),
      requestId,
    })
  }
})

t.test('what the program did not foresee is logged whole and not told', async (t) => {
  const lines = collectLog(t)
  const app = await testServer(t, { logLevel: 'error' }, () => {
    throw new Error('select secret from table')
  })
  t.notMatch((await app.inject('/v1/things/failing')).body, /secret/)
  t.match(parsed(lines), [{ err: { message: 'select secret from table', stack: /http\.test/ } }])
})

t.test('an answer that breaks off is cut and logged whole', async (t) => {
  const lines = collectLog(t)
  const app = await testServer(t, { logLevel: 'error' })
  async function* parts() {
    yield 'a part'
    throw new Error('the database is gone')
  }
  app.get('/broken', (_, reply) => reply.type('application/json').send(Readable.from(parts())))
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const answer = await fetch(`${address}/broken`, { headers: { 'accept-encoding': 'identity' } })
  t.equal(answer.status, 200)
  await t.rejects(answer.text())
  t.match(parsed(lines), [{ level: 50, err: { message: 'the database is gone', stack: /http\.test/ } }])
})

t.test('an error of another kind keeps the status that it has', async (t) => {
  for (const [statusCode, retry] of [
    [503, '5'],
    [409, undefined],
  ] as const) {
    const app = await testServer(t, {}, () => {
      throw Object.assign(new Error('10.0.0.7 refused'), { statusCode })
    })
    const answer = await app.inject('/v1/things/failing')
    t.match([answer.statusCode, answer.headers['retry-after']], [statusCode, retry])
    if (statusCode === 503) t.notMatch(answer.body, /10\.0/)
  }
})

t.test('further members of a problem stand beside the usual ones', async (t) => {
  const app = await testServer(t, {}, () => {
    throw new Problem('conflict', texts('Others refer to it.', '被引用。', '被引用。'), {
      references: ['/v1/things/other'],
    })
  })
  t.match((await app.inject('/v1/things/failing')).json(), { status: 409, references: ['/v1/things/other'] })
})

t.test('a problem speaks the language of the client', async (t) => {
  const app = await testServer(t)
  for (const [lang, accepted, language] of [
    ['', 'zh-HK', 'zh-Hant'],
    ['', 'fr, zh-CN;q=0.5, en;q=0.1', 'zh-Hans'],
    ['', 'zh;q=0, fr', 'en'],
    ['?lang=zh-Hant', 'zh-CN', 'zh-Hant'],
    ['?lang=xx', '', 'en'],
  ] as const) {
    const answer = await app.inject({ url: `/nowhere${lang}`, headers: { 'accept-language': accepted } })
    t.match(answer.headers, { 'content-language': language, vary: /Accept-Language/ })
    t.equal(answer.json().title, problemTypes['not-found'].title[language])
  }
})

t.test('validation', async (t) => {
  const app = await testServer(t)
  t.test('tells all violations of the path and the query, with the nearest name and value', async (t) => {
    const answer = await app.inject('/v1/things/1?domian=x&domain=helth&limit=0')
    t.match(problem.parse(answer.json()).errors, [
      { parameter: 'id', detail: 'This is no id.' },
      { parameter: 'domain', suggestion: 'health' },
      { parameter: 'limit' },
      { parameter: 'domian', suggestion: 'domain' },
    ])
  })
  t.test('points into the body', async (t) => {
    const payload = { 'na/me': 1, parts: [{ color: 'x', colour: 'gren' }] }
    const { errors } = (await app.inject({ method: 'PUT', url: '/v1/things/a', payload })).json()
    t.match(errors, [
      { pointer: '/name', detail: 'This is required.' },
      { pointer: '/parts/0/colour', suggestion: 'green' },
      { pointer: '/parts/0/color', suggestion: 'colour' },
      { pointer: '/na~1me', suggestion: 'name' },
    ])
  })
})

t.test('bodies that cannot be read', async (t) => {
  const app = await testServer(t)
  const json = 'application/json'
  for (const [type, payload, status] of [
    [json, '{', 400],
    [json, '', 400],
    [json, '{"__proto__":{}}', 400],
    [json, '{"name":"\\u0000","parts":[]}', 400],
    [json, '{"name":"\\ud800","parts":[]}', 400],
    [json, '['.repeat(5000) + ']'.repeat(5000), 400],
    [json, JSON.stringify('x'.repeat(300_000)), 413],
    ['text/csv', 'a,b', 415],
    ['text/plain', 'a', 415],
  ] as const) {
    const headers = { 'content-type': type }
    const answer = await app.inject({ method: 'PUT', url: '/v1/things/a', payload, headers })
    t.equal(problem.parse(answer.json()).status, status, payload.slice(0, 30))
  }
  for (const [coding, status, detail] of [
    ['gzip', 400, /not valid in the encoding/],
    ['compress', 415, /br and gzip/],
  ] as const) {
    const headers = { 'content-type': json, 'content-encoding': coding }
    const answer = await app.inject({ method: 'PUT', url: '/v1/things/a', payload: 'not encoded', headers })
    t.match(problem.parse(answer.json()), { status, detail }, coding)
  }
  t.equal((await app.inject({ method: 'GET', url: '/v1/things', payload: '{}' })).statusCode, 400, 'a body on GET')
})

t.test('methods', async (t) => {
  const app = await testServer(t)
  const refused = await app.inject({ method: 'DELETE', url: '/v1/things/a', headers: { origin: 'https://a.example' } })
  t.match([refused.statusCode, refused.headers.allow], [405, 'GET, HEAD, OPTIONS, PUT'])
  t.equal(refused.headers['access-control-allow-origin'], '*')
  const options = await app.inject({ method: 'OPTIONS', url: '/v1/things' })
  t.match([options.statusCode, options.headers.allow], [204, 'GET, HEAD, OPTIONS'])
  t.equal((await app.inject({ method: 'OPTIONS', url: '/nowhere' })).statusCode, 404)
  const asked = { origin: 'https://a.example', 'access-control-request-method': 'GET' }
  const preflight = await app.inject({ method: 'OPTIONS', url: '/v1/things', headers: asked })
  t.match(preflight.headers, { 'access-control-allow-origin': '*', 'access-control-allow-methods': /GET/ })
  const head = await app.inject({ method: 'HEAD', url: '/v1/things/long' })
  t.match([head.statusCode, head.body, head.headers['content-length']], [200, '', String(Buffer.byteLength(long))])
  t.match((await app.inject('/v1/things')).headers['access-control-expose-headers'], /ETag.*Registry-Seq/)
})

t.test('a request keeps a plain id of its own', async (t) => {
  const app = await testServer(t)
  const idOf = async (given: string) =>
    (await app.inject({ url: '/v1/things', headers: { 'x-request-id': given } })).headers['x-request-id']
  t.equal(await idOf('abc-12345'), 'abc-12345')
  t.match(await idOf('short'), /^[\w-]{36}$/)
  t.match(await idOf('not\tplain at all'), /^[\w-]{36}$/)
})
