import { readFileSync } from 'node:fs'
import t from 'tap'
import { parse } from 'yaml'
import { createApp } from '../src/app.ts'
import { printContract } from '../src/commands/openapi.ts'
import { readConfig } from '../src/config.ts'
import { asYaml, contractOf } from '../src/http/contract/contract.ts'
import { nouns } from '../src/nouns/all.ts'
import { seededApp, testApp } from './support/app.ts'
import { readerOf } from './support/declared.ts'
import { examples } from './support/records.ts'
import { some } from './support/runs.ts'
import { adminKey, writerOver } from './support/writer.ts'

interface Parameter {
  name: string
  in: string
  required?: boolean
  description?: string
  schema: {
    description?: string
    example?: unknown
    examples?: unknown[]
    default?: unknown
    items?: { enum?: unknown[]; examples?: unknown[] }
  }
  example?: unknown
}
interface Operation {
  operationId?: string
  summary?: string
  description?: string
  tags?: string[]
  security?: object[]
  parameters?: Parameter[]
  responses: Record<string, { content?: Record<string, unknown> }>
}

const json = await printContract(nouns)
const yaml = asYaml(json)
const document = JSON.parse(json)
const operations = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method,
    operation: { ...operation, parameters: (operation.parameters ?? []).map(resolve) },
  })),
)

function resolve(parameter: Parameter & { $ref?: string }): Parameter {
  return parameter.$ref ? document.components.parameters[parameter.$ref.split('/').at(-1) ?? ''] : parameter
}

t.test('the committed contract', async (t) => {
  t.equal(readFileSync('openapi/openapi.json', 'utf8'), json, 'is what `npm run openapi` prints')
  t.equal(readFileSync('openapi/openapi.yaml', 'utf8'), yaml)
  t.equal(await printContract(nouns), json, 'however often a process prints it')
})

t.test('the contract that a service serves is the one that its routes print, wherever it stands', async (t) => {
  const { registry } = await testApp(t)
  for (const PUBLIC_URL of [undefined, 'https://example.org/registry/']) {
    const app = await createApp(readConfig({ PUBLIC_URL, LOG_LEVEL: 'silent' }), registry, 'written')
    t.teardown(() => app.close())
    await app.ready()
    const printed = PUBLIC_URL ? contractOf(app) : json
    app.swagger = () => {
      throw new Error('The contract is printed to be served.')
    }
    t.ok((await app.inject('/openapi.json')).body === printed, `at ${PUBLIC_URL}`)
    t.strictSame(parse((await app.inject('/openapi.yaml')).body), JSON.parse(printed))
    t.equal((await app.inject('/docs/openapi.json')).statusCode, 200)
  }
})

t.test('every parameter and property says what it is', async (t) => {
  const silent = operations.flatMap(({ path, method, operation }) =>
    operation.parameters
      .filter(({ description, schema }) => !(description ?? schema.description))
      .map(({ name }) => `${method} ${path} ${name}`),
  )
  const visit = (node: unknown, place: string): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [name, member] of Object.entries((node as { properties?: object }).properties ?? {}))
      if (!(member.description ?? described(member.$ref))) silent.push(`${place}/${name}`)
    for (const [key, inner] of Object.entries(node)) if (!key.startsWith('example')) visit(inner, `${place}/${key}`)
  }
  visit(document, '')
  t.same(silent, [])
})

const described = (reference = '') => document.components.schemas[reference.split('/').at(-1) ?? '']?.description

t.test('every operation', async (t) => {
  for (const { path, method, operation } of operations) {
    const name = `${method.toUpperCase()} ${path}`
    t.ok(
      operation.operationId && operation.summary && operation.description && operation.tags?.length,
      `${name} is described`,
    )
    for (const { name: parameter, schema, example } of operation.parameters)
      t.ok(
        [example, schema.example, schema.examples, schema.default].some((value) => value !== undefined),
        `${name} shows ${parameter} by an example`,
      )
    for (const { name: parameter, schema } of operation.parameters)
      if (schema.items) t.ok(schema.items.enum ?? schema.items.examples, `${name} has something to add to ${parameter}`)
    for (const [status, response] of Object.entries(operation.responses))
      if (Number(status) >= 400 && response.content) t.ok('application/problem+json' in response.content)
  }
})

/** What anybody may ask; the rest needs a key. */
// A stream of events has no end to wait for.
const openReads = operations.filter(
  ({ path, method, operation }) => method === 'get' && !operation.security && path !== '/v1/changes/stream',
)

t.test('what Swagger UI sends on "Try it out"', async (t) => {
  const service = await seededApp(t, { adminKey })
  const { app } = service
  const undeclared = readerOf(document)
  for (const { path, method, operation } of openReads) {
    const query = new URLSearchParams()
    let url = path
    for (const { name, in: place, schema, example } of operation.parameters) {
      const value = example ?? schema.example ?? schema.default
      // A feed begins after a cursor or since a day, not both.
      if (value === undefined || name === 'since') continue
      if (place === 'path') url = url.replace(`{${name}}`, encodeURIComponent(String(value)))
      else for (const each of [value].flat()) query.append(name, String(each))
    }
    const answer = await app.inject({ method: 'GET', url: `${url}?${query}` })
    t.equal(answer.statusCode, 200, `${method} ${url}?${query} returns data`)
    t.same(undeclared(method, path, answer).slice(0, 5), [], `${method} ${url}?${query} is answered as declared`)
    if (String(answer.headers['content-type']).includes('application/json')) {
      t.equal(answer.headers['content-type'], 'application/json; charset=utf-8', url)
      const body = answer.json()
      // A record without a fault shows well, and its checks are an empty list. Editions are there once one is released.
      const mayBeEmpty = path.endsWith('/checks') || path === '/v1/editions'
      if (!mayBeEmpty) t.ok(!Array.isArray(body.data) || body.data.length > 0, 'and not an empty list')
    }
  }

  const shown = openReads.flatMap(({ path, operation }) =>
    operation.parameters.flatMap((parameter) =>
      parameter.schema.examples && !path.includes('{') ? [{ path, operation, ...parameter }] : [],
    ),
  )
  // One alone of each of them, so that no other hides what it does.
  for (const { path, operation, name, schema } of some(shown, 4)) {
    const query = new URLSearchParams([schema.examples?.[0]].flat().map((value) => [name, String(value)]))
    for (const required of operation.parameters.filter((other) => other.required && other.name !== name))
      query.append(required.name, String(required.schema.example ?? required.example))
    // These name parameters that the same query gives.
    if (['unknownOf', 'knownOf'].includes(name)) {
      const named = operation.parameters.find((other) => other.name === query.get(name))
      query.append('unknown', 'only')
      for (const value of [named?.schema.examples?.[0]].flat()) query.append(named?.name ?? '', String(value))
    }
    const answer = await app.inject(`${path}?${query}`)
    t.equal(answer.statusCode, 200, `${path}?${query}`)
    t.same(undeclared('get', path, answer).slice(0, 5), [], `${path}?${query} is answered as declared`)
  }

  const { ask } = writerOver(service)
  const { record } = examples.domain('new', { citations: [{ source: 'legco-2024-10' }] })
  for (const [method, path, url, payload, headers] of [
    ['GET', '/v1/agreements', '/v1/agreements?format=csv'],
    ['GET', '/v1/agreements', '/v1/agreements?format=xlsx'],
    ['GET', '/v1/agreements', '/v1/agreements?format=ndjson&limit=3'],
    ['GET', '/v1/agreements', '/v1/Agreements/'],
    ['GET', '/v1/agreements', '/v1/agreements?fields=id&fields=title&include=parties'],
    ['GET', '/v1/agreements', '/v1/agreements?limit=2', undefined, { 'if-none-match': '*' }],
    ['GET', '/v1/agreements', '/v1/agreements', undefined, { accept: 'image/png' }],
    ['GET', '/v1/agreements/{id}', '/v1/agreements/shanghai-2024-04-health?fields=id&include=citations.source'],
    ['GET', '/v1/agreements/{id}', '/v1/agreements/shanghai-2024-04-health?format=jsonld'],
    ['GET', '/v1/agreements/{id}', '/v1/agreements/no-such'],
    ['GET', '/v1/matrix', '/v1/matrix?format=csv'],
    ['PUT', '/v1/domains/{id}', '/v1/domains/new', record],
    ['PUT', '/v1/domains/{id}', '/v1/domains/new', { ...record, notes: 'x' }],
    ['PUT', '/v1/domains/{id}', '/v1/domains/new', 'x', { 'content-type': 'text/plain' }],
    ['PATCH', '/v1/domains/{id}', '/v1/domains/new', { parent: 'finance' }, { 'if-match': '*' }],
    ['PATCH', '/v1/domains/{id}', '/v1/domains/new', { parent: 'none' }, { 'if-match': '*' }],
    ['DELETE', '/v1/domains/{id}', '/v1/domains/new', undefined, { 'if-match': '*' }],
    ['GET', '/v1/domains/{id}', '/v1/domains/new'],
    ['GET', '/v1/domains/{id}/versions', '/v1/domains/new/versions'],
    ['POST', '/v1/domains/{id}/restore', '/v1/domains/new/restore'],
    ['POST', '/v1/batch', '/v1/batch', { dryRun: true, records: [{ noun: 'domains', record }] }],
    ['POST', '/v1/batch', '/v1/batch', { records: [{ noun: 'nothing' }] }],
    ['POST', '/v1/keys', '/v1/keys', { label: 'x', scopes: ['write'] }],
    ['GET', '/v1/keys', '/v1/keys'],
    ['GET', '/v1/keys/{id}', '/v1/keys/00000000'],
  ] as const) {
    const answer = await ask(method, url, payload, headers)
    t.same(undeclared(method.toLowerCase(), path, answer).slice(0, 5), [], `${method} ${url} is answered as declared`)
  }
})
