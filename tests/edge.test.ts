import t from 'tap'
import { always } from '../src/http/exchanges.ts'
import { testApp } from './support/app.ts'
import { examples, ground, write } from './support/records.ts'
import { testWriter } from './support/writer.ts'
import { readContract } from './support/written-contract.ts'

const pages = ['/en', '/en/agreements', '/en/search?q=day', '/en/matrix', '/sitemap.xml', '/robots.txt']
const machines = ['/opensearch.xml', '/llms.txt', '/docs/', '/openapi.json', '/metrics', '/problems/not-found', '/']

/** An address of every read of the contract, of one record that there is, and of every page. */
function addresses(): string[] {
  const { paths } = readContract() as { paths: Record<string, object> }
  const ids: Record<string, string> = { agreements: 'day', sources: 'paper', mechanisms: 'shanghai', regions: 'cn-hk' }
  const reads = Object.entries(paths).flatMap(([path, methods]) => ('get' in methods ? [path] : []))
  const asked = reads
    .filter((path) => !path.endsWith('/stream'))
    .map((path) => path.replaceAll(/\/v1\/([\w-]+)\/\{id\}/g, (_, noun) => `/v1/${noun}/${ids[noun] ?? 'none'}`))
    .map((path) => path.replace('{n}', '1').replaceAll(/\{\w+\}/g, 'x'))
  const formats = ['ndjson', 'csv', 'xlsx'].map((format) => `/v1/agreements?format=${format}`)
  return [
    ...asked,
    ...formats,
    ...pages,
    ...machines,
    '/v1/agreements?limit=1&include=domain',
    '/v1/agreements/day?format=jsonld',
    '/v1/changes?since=2020-01-01',
    '/v1/search?q=day',
    '/nowhere',
  ]
}

t.test('no cache gives one client what it holds of the Host of another', async (t) => {
  const service = await testApp(t)
  await write(service.registry, ...ground, examples.agreement('day'))
  const ask = (url: string, host: string) =>
    service.app.inject({ url, headers: { host, accept: url.startsWith('/v1') ? '*/*' : 'text/html, */*' } })
  const telling: string[] = []
  for (const url of addresses()) {
    for (let time = 0; time < 2; time += 1) {
      const { body, headers } = await ask(url, 'elsewhere.example')
      if (!`${JSON.stringify(headers)}${body}`.includes('elsewhere.example')) continue
      telling.push(url)
      t.match(headers['cache-control'], /private|no-store/, `${url} is for this client alone`)
    }
    const { body, headers } = await ask(url, 'here.example')
    t.notOk(`${JSON.stringify(headers)}${body}`.includes('elsewhere.example'), url)
  }
  t.ok(telling.includes('/v1/dataset'), 'some answers tell their own address')
})

/** What pages of other origins may read in any case. */
const safe = 'cache-control content-language content-length content-type expires last-modified pragma'.split(' ')
/** What is between the service, caches and the browser. */
const others = 'vary content-encoding transfer-encoding connection date accept-ranges x-accel-buffering'.split(' ')

t.test('pages of other origins may read all headers that are this service’s own', async (t) => {
  const service = await testWriter(t)
  const { ask, app, registry } = service
  await write(registry, ...ground, examples.agreement('day'))
  const origin = 'https://elsewhere.example'
  const answers = []
  for (const url of addresses()) answers.push(await app.inject({ url, headers: { origin } }))
  const { noun, record } = examples.source('news')
  const repeated = { origin, 'idempotency-key': 'once-and-again' }
  for (let time = 0; time < 2; time += 1) answers.push(await ask('PUT', `/v1/${noun}/news`, record, repeated))
  answers.push(await ask('POST', '/v1/batch', {}, { origin, authorization: 'Bearer none' }))
  answers.push(await app.inject({ method: 'DELETE', url: '/v1/agreements', headers: { origin } }))
  t.ok(answers.some(({ headers }) => headers['idempotency-replayed']))
  const exposed = String(answers[0]?.headers['access-control-expose-headers']).toLowerCase().split(', ')
  const readable = new Set([...exposed, ...safe, ...others, ...always])
  const names = new Set(answers.flatMap(({ headers }) => Object.keys(headers)))
  t.same(
    [...names].filter((name) => !readable.has(name)),
    [],
  )
  for (const name of ['registry-since', 'registry-seq', 'retry-after', 'etag', 'link']) t.ok(exposed.includes(name))
})
