import type { FastifyReply, FastifyRequest } from 'fastify'
import { cacheFor, etagOf, notModified } from '../http/caching.ts'
import { keepReply } from '../read/kept-answers.ts'
import type { Past, Registry } from '../read/registry.ts'

export const json = 'application/json; charset=utf-8'

/** Sends an answer that depends on nothing but the address, what the client accepts, and the position of the log. */
export function sendRead(
  request: FastifyRequest,
  reply: FastifyReply,
  registry: Registry,
  seq: number,
  text: string | Buffer,
  type = json,
): FastifyReply {
  registry.head.seen(seq)
  reply.header('registry-seq', seq)
  const language = String(reply.getHeader('content-language') ?? '')
  const tag = etagOf(registry.head.epoch(), seq, request.url, language, type)
  const body = typeof text === 'string' ? Buffer.from(text) : text
  if (type === json && !registry.past) keepReply(registry.answers, request, reply, { seq, tag, body, type })
  return sendBytes(request, reply, tag, body, type, secondsOf(registry.past))
}

/** For how many seconds caches may keep an answer without asking: what stood at a fixed position stays as it was. */
export function secondsOf(past: Past | undefined): number {
  return past?.fixed ? 86_400 : 0
}

/** Sends bytes as they are, or 304 to a client that has them. */
export function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  tag: string,
  body: Buffer,
  type = json,
  seconds = 0,
): FastifyReply {
  cacheFor(reply, seconds)
  if (notModified(request, reply, tag)) return reply.send()
  return reply.type(type).send(body)
}

/** Joins members into the text of a JSON object; those without a value are left out. */
export function joinMembers(members: Record<string, string | undefined>): string {
  const present = Object.entries(members).filter(([, value]) => value !== undefined)
  return `{${present.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`
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
  const [path = '', query = ''] = request.url.split('?', 2)
  const kept = query.split('&').filter((part) => part !== '' && !/^cursor(=|$)/.test(part))
  reply.header('link', `<${path}?${[...kept, `cursor=${cursor}`].join('&')}>; rel="next"`)
}
