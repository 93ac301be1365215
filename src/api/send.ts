import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendAt } from '../answers/send-at.ts'
import { addLink, addVary } from '../http/added-headers.ts'
import { etagOf } from '../http/answer.ts'
import type { LastModified } from '../http/last-modified.ts'
import { contentType } from '../http/media-types.ts'
import type { View } from '../read/registry.ts'

export const json = contentType('json')

/** The parts of an answer besides the headers that a route has set. */
export interface Sent {
  tag: string
  body: Buffer
  type?: string
  lastModified?: LastModified
}

/** The log that was read, and the moment of it where it was read as it stood then. */
type Reading = Pick<View, 'head' | 'past'>

/**
 * Sends what was read at a position of the log, and caches it while the log stands there. Only the address, the
 * client's preferences and the position may decide the answer.
 */
export function sendRead(
  request: FastifyRequest,
  reply: FastifyReply,
  reading: Reading,
  seq: number,
  text: string | Buffer,
  { type = json, lastModified }: Pick<Sent, 'type' | 'lastModified'> = {},
): FastifyReply {
  const language = String(reply.getHeader('content-language') ?? '')
  const tag = etagOf(reading.head.epoch(), seq, request.server.mount.address(request.url), language, type)
  const body = typeof text === 'string' ? Buffer.from(text) : text
  // Cached answers are sent before the key is checked, so answers of routes that need a key are not cached.
  const isKept = request.method === 'GET' && type === json && request.routeOptions.config.scope === undefined
  return sendTagged(request, reply, reading, seq, { tag, body, type, lastModified }, isKept)
}

/** Sends an answer that the address, the client's preferences and the position of the log do not fully determine. */
export function sendTagged(
  request: FastifyRequest,
  reply: FastifyReply,
  reading: Reading,
  seq: number,
  { body, type = json, ...sent }: Sent,
  isKept = false,
): FastifyReply {
  addVary(reply, 'Accept-Encoding')
  const headers = ownHeaders.flatMap((name) => (reply.hasHeader(name) ? [name, String(reply.getHeader(name))] : []))
  const mounted = type === json ? request.server.mount.json(body) : body
  return sendAt(request, reply, reading, seq, { ...sent, type, body: mounted, headers, isKept })
}

const ownHeaders = ['vary', 'link', 'content-language'] as const

/** Sends what is not the same twice and so has no tag: text as it is, or in parts. */
export function sendUntagged(reply: FastifyReply, type: string, text: Buffer | Readable): FastifyReply {
  return reply.type(type).send(text)
}

/** Joins members into the text of a JSON object; those without a value are left out. */
export function joinMembers(members: Record<string, string | undefined>): string {
  const present = Object.entries(members).filter(([, value]) => value !== undefined)
  return `{${present.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`
}

/** The text of a JSON object with one more member, where it may have none yet. */
export function withMember(object: string, name: string, value: string): string {
  const begun = object === '{}' ? '{' : `${object.slice(0, -1)},`
  return `${begun}${JSON.stringify(name)}:${value}}`
}

const comma = 0x2c

/** The text of an object that holds a list before its other members. As one string, a long one would stay in memory for a while. */
export function joinList(name: string, items: Buffer[], members: string): Buffer {
  const [head, tail] = [Buffer.from(`{"${name}":[`), Buffer.from(`],${members.slice(1)}`)]
  const length = items.reduce((sum, item) => sum + item.length, Math.max(0, items.length - 1))
  const joined = Buffer.allocUnsafe(head.length + length + tail.length)
  joined.set(head)
  let at = head.length
  for (const item of items) {
    if (at > head.length) joined[at++] = comma
    joined.set(item, at)
    at += item.length
  }
  joined.set(tail, at)
  return joined
}

/** Only these top-level fields of a stored record. */
export function pick(body: string, fields: string[]): string {
  const document = JSON.parse(body) as Record<string, unknown>
  return JSON.stringify(Object.fromEntries(Object.entries(document).filter(([name]) => fields.includes(name))))
}

/** Names the next page, with every parameter as it was given. */
export function linkNext(request: FastifyRequest, reply: FastifyReply, cursor: string | null): void {
  if (cursor === null) return
  const [path = '', query = ''] = request.server.mount.address(request.url).split('?', 2)
  const kept = query.split('&').filter((part) => part !== '' && !/^cursor(=|$)/.test(part))
  addLink(reply, `<${path}?${[...kept, `cursor=${cursor}`].join('&')}>; rel="next"`)
}
