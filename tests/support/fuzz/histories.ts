import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { type Draw, once, oneOf } from './chance.ts'
import type { Answered, Asking } from './client.ts'
import type { Schema } from './contract.ts'
import type { Means } from './requests.ts'
import { forge } from './spoiled.ts'
import { valueFor } from './values.ts'

type Members = Record<string, unknown>

/** One record from its making to its end, with what it was at each position. */
export interface Life {
  noun: string
  url: string
  path: string
  schema: Schema
  draw: Draw
  means: Means
  send: (asking: Asking) => Promise<Answered>
  fault: (what: string) => void
  tag?: string
  /** The present record; undefined before it is made and while it is deleted. */
  record?: Members
  versions: { seq: string; version: number; record: Members }[]
}

const owned = ['version', 'createdAt', 'updatedAt']
// Members whose values depend on other members and records in ways that no schema states.
const entangled = ['alternatives', 'formerIds', 'id', 'parent', 'partOf', 'predecessor', 'relations', ...owned]

export const without = (record: Members, names: string[]): Members =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)))

/** A record that the schema allows, most of the time without what is entangled. */
export function recordFor({ draw, schema, means }: Life): Members {
  const record = draw(valueFor(schema, means)) as Members
  return once(draw, 10) ? without(record, ['id', ...owned]) : without(record, entangled)
}

export function write(life: Life, method: string, body: unknown, headers: Record<string, string>): Promise<Answered> {
  const type = method === 'patch' ? 'application/merge-patch+json' : 'application/json'
  return life.send({
    method,
    path: life.path,
    url: life.url,
    headers: {
      authorization: `Bearer ${life.means.key}`,
      ...(body !== undefined && { 'content-type': type }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

export const read = (life: Life, url = life.url, path = life.path): Promise<Answered> =>
  life.send({ method: 'get', path, url, headers: {} })

/** Applies a merge patch to a value (RFC 7396). */
export function merged(target: unknown, patch: unknown): unknown {
  if (!isMembers(patch)) return patch
  const whole = isMembers(target) ? { ...target } : {}
  for (const [name, value] of Object.entries(patch))
    if (value === null) delete whole[name]
    else whole[name] = merged(whole[name], value)
  return whole
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Notes what a write has left, and reads it back. */
export async function settle(life: Life, answer: Answered, sent: Members): Promise<void> {
  const record = JSON.parse(answer.body) as Members
  for (const [name, value] of Object.entries(without(sent, ['id', ...owned])))
    if (!isDeepStrictEqual(record[name], value))
      life.fault(`keeps ${name}: ${JSON.stringify(value)} as ${JSON.stringify(record[name])}`)
  const back = await read(life)
  if (back.body !== answer.body) life.fault('is not read back as the write answered')
  life.record = record
  life.tag = String(answer.headers.etag)
  life.versions.push({ seq: String(answer.headers['registry-seq']), version: Number(record.version), record })
}

/** Writes that may not happen, and must not. */
export async function refusals(life: Life): Promise<void> {
  const { draw, tag = '"1"', record } = life
  if (!record) return
  const before = (await read(life)).body
  const expect = async (method: string, body: unknown, headers: Record<string, string>, wanted: number[]) => {
    const { statusCode } = await write(life, method, body, headers)
    if (!wanted.includes(statusCode)) life.fault(`${method} with ${JSON.stringify(headers)} is a ${statusCode}`)
  }
  const stale = forge(draw, tag).replace(/[^\x20-\x7e]/g, 'x')
  if (stale.trim() !== tag && !stale.includes(tag) && !stale.includes('*'))
    await expect('patch', { notes: 'never' }, { 'if-match': stale }, [400, 412, 428])
  await expect('put', { ...record, notes: 'never' }, {}, [428])
  await expect('patch', { [life.schema.required?.[0] ?? '']: null }, { 'if-match': tag }, [400, 422])
  await expect('put', record, { 'if-none-match': '*' }, [412])
  await expect('delete', undefined, {}, [428])
  if ((await read(life)).body !== before) life.fault('changed by a write that was refused')
}

/** Reads the record again as of each position, by each of its names. */
export async function lookBack(life: Life): Promise<void> {
  for (const { seq, version, record } of life.versions) {
    const then = await read(life, `${life.url}?asOf=${seq}`)
    if (then.statusCode !== 200) life.fault(`is a ${then.statusCode} as of its own position`)
    else if (!isDeepStrictEqual(JSON.parse(then.body), record)) life.fault('was not what it was, as of its position')
    const found = await read(life, `${life.url}/versions/${version}`, `${life.path}/versions/{n}`)
    const body = found.statusCode === 200 ? (JSON.parse(found.body) as { record?: unknown }) : {}
    if (!isDeepStrictEqual(body.record ?? body, record)) life.fault(`version ${version} is not what was written`)
  }
  const list = await read(life, `/v1/${life.noun}?id=${life.url.split('/').at(-1)}`, `/v1/${life.noun}`)
  const { data = [] } = JSON.parse(list.body) as { data?: Members[] }
  if (!isDeepStrictEqual(data, life.record ? [life.record] : [])) life.fault('is in a list as it does not stand')
}

/** One member replaced or taken away by a merge patch. */
export function patchFor({ draw, schema, means }: Life): Members {
  const names = Object.keys(schema.properties ?? {}).filter((name) => !entangled.includes(name))
  const name = oneOf(draw, names)
  if (once(draw, 4) && !schema.required?.includes(name)) return { [name]: null }
  return { [name]: draw(valueFor(schema.properties?.[name] ?? {}, means)) }
}

export const idempotencyKey = (draw: Draw): string => draw(fc.uuid())
