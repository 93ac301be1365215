import fc from 'fast-check'
import { type Draw, once, oneOf } from './chance.ts'
import type { Asking } from './client.ts'
import type { Operation, Parameter } from './contract.ts'
import { badParameter, badTypes, breakBody, forge, spoilBody } from './spoiled.ts'
import { valueFor, type World } from './values.ts'

/** Values from the service's answers that a client may send again. */
export interface HandedOut {
  tags: string[]
  cursors: string[]
}

/** The inputs for making requests. */
export interface Means extends World {
  key: string
  handedOut: HandedOut
  /** Is told what was refused although its shape is right. */
  refused: (noun: string, answer: string) => void
}

/** One request of an operation by itself, well formed or spoiled. */
export function requestOf(draw: Draw, operation: Operation, means: Means): Asking {
  const { method, path } = operation
  const query: string[] = []
  const headers: Record<string, string> = {}
  let url = path
  for (const parameter of chosenOf(draw, operation)) {
    for (const value of valuesOf(draw, parameter, operation, means)) {
      if (parameter.in === 'path') url = url.replace(`{${parameter.name}}`, encoded(value || '-'))
      else if (parameter.in === 'query') query.push(`${encoded(parameter.name)}=${encoded(value)}`)
      else if (isHeader(value)) headers[parameter.name] = value
    }
  }
  if (once(draw, 20)) query.push(`${oneOf(draw, ['__proto__', 'domian', 'a[b]', '%E9', '', 'toString'])}=1`)
  const asked = query.length > 0 ? `${url}?${query.join('&')}` : url
  const body = bodyOf(draw, operation, means)
  return {
    method: method === 'get' && once(draw, 12) ? 'head' : method,
    path,
    url: asked,
    headers: { ...keyOf(draw, operation, means), ...conditions(draw, means), ...headers, ...body.headers },
    ...(body.body !== undefined && { body: body.body }),
  }
}

// Half of a surrogate pair has no percent-encoding.
const encoded = (text: string) => encodeURIComponent(text.toWellFormed())
const isHeader = (text: string) => /^[\t\x20-\x7e\x80-\xff]*$/.test(text)

function chosenOf(draw: Draw, { parameters }: Operation): Parameter[] {
  const wanted = parameters.filter(({ required }) => required)
  const others = parameters.filter(({ required }) => !required)
  return [...wanted, ...draw(fc.subarray(others, { maxLength: Math.min(others.length, 4) }))]
}

function valuesOf(draw: Draw, parameter: Parameter, operation: Operation, means: Means): string[] {
  const { name, schema } = parameter
  // A wait of its own length would say nothing of how long an answer takes.
  if (name === 'wait') return [oneOf(draw, ['0', '1', '26', '-1', 'x'])]
  if (once(draw, 6)) return [draw(badParameter)]
  if (['cursor', 'after', 'last-event-id'].includes(name)) return [cursorOf(draw, means)]
  if (/^if-(none-)?match$/.test(name)) return [tagOf(draw, means)]
  const examples = [parameter.example ?? schema.example ?? schema.examples?.[0] ?? []].flat()
  if (examples.length > 0 && once(draw, 3)) return examples.map(String)
  const nouns = operation.path.split('/')
  if (name === 'id' && !once(draw, 4)) {
    const ids = means.idsOf(nouns[2] ?? '')
    if (ids.length > 0) return parameter.in === 'path' ? [oneOf(draw, ids)] : [oneOf(draw, ids), oneOf(draw, ids)]
  }
  return [draw(valueFor(schema, means))].flat().map(String)
}

function cursorOf(draw: Draw, { handedOut }: Means): string {
  const cursor = oneOf(draw, ['now', 'W10', ...handedOut.cursors])
  return once(draw, 2) ? cursor : forge(draw, cursor)
}

function tagOf(draw: Draw, { handedOut }: Means): string {
  const tag = oneOf(draw, ['*', '"x"', 'W/"x"', 'x', ...handedOut.tags])
  return once(draw, 2) ? tag : forge(draw, tag)
}

function conditions(draw: Draw, means: Means): Record<string, string> {
  if (!once(draw, 5)) return {}
  return oneOf<Record<string, string>>(draw, [
    { 'if-none-match': tagOf(draw, means) },
    {
      'if-modified-since': oneOf(draw, [
        'Sat, 28 Nov 2026 00:00:00 GMT',
        'yesterday',
        '0',
        'Fri, 01 Jan 2100 00:00:00 GMT',
      ]),
    },
    {
      accept: oneOf(draw, [
        'text/csv',
        'application/ld+json',
        'image/png',
        '*/*;q=0',
        ',,;',
        'text/html',
        '/'.repeat(500),
      ]),
    },
    { 'accept-language': oneOf(draw, ['zh-HK', 'zh-Hans;q=0.3, en;q=nine', '*', 'x'.repeat(500), ';;']) },
    { 'x-request-id': oneOf(draw, ['a', 'x'.repeat(300), '<b>', 'id']) },
    { range: 'bytes=0-1' },
    { expect: 'zzz' },
    { 'accept-encoding': oneOf(draw, ['gzip', 'br;q=x', 'identity;q=0, *;q=0']) },
  ])
}

function keyOf(draw: Draw, { needsKey }: Operation, { key }: Means): Record<string, string> {
  if (!needsKey) return {}
  const good = `Bearer ${key}`
  return once(draw, 8)
    ? oneOf<Record<string, string>>(draw, [
        {},
        { authorization: 'Basic eDp5' },
        { authorization: 'Bearer' },
        { authorization: forge(draw, good).replace(/[^\x20-\x7e]/g, '?') },
      ])
    : { authorization: good }
}

interface Body {
  body?: string | Buffer
  headers: Record<string, string>
}

function bodyOf(draw: Draw, { bodies, method }: Operation, means: Means): Body {
  const [type, schema] = oneOf(draw, Object.entries(bodies)) ?? []
  if (!type || !schema) return method !== 'get' && once(draw, 6) ? { body: '{"a":1}', headers: {} } : { headers: {} }
  const good = draw(valueFor(schema, means))
  const text = /ndjson/.test(type) ? '{"noun":"domains","op":"delete","id":"no-such"}\n' : JSON.stringify(good)
  const headers = { 'content-type': type }
  switch (draw(fc.nat(5))) {
    case 0:
      return { body: breakBody(draw, text), headers }
    case 1:
      return { body: text, headers: oneOf(draw, badTypes) }
    case 2:
      return { body: text, headers }
    default:
      return { body: spoilBody(draw, good), headers }
  }
}
