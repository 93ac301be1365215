import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { addLink, addVary } from '../http/added-headers.ts'
import { type Answer, etagOf, sendAnswer } from '../http/answer.ts'
import { contentType } from '../http/formats.ts'
import type { Moment } from '../log/moments.ts'
import type { View } from '../read/registry.ts'

export const json = contentType('json')

/** The body of an answer and its properties, besides the headers that a route has set. */
export type Content = Pick<Answer, 'tag' | 'body'> & Partial<Pick<Answer, 'type' | 'seconds' | 'lastModified'>>

/**
 * Sends what was read at a position of the log, and caches it while the log stands there. Only the address, the
 * client's preferences and the position may decide the answer.
 */
export function sendRead(
  request: FastifyRequest,
  reply: FastifyReply,
  { head, past }: Pick<View, 'head' | 'past'>,
  seq: number,
  text: string | Buffer,
  { type = json, lastModified }: Pick<Content, 'type' | 'lastModified'> = {},
): FastifyReply {
  const language = String(reply.getHeader('content-language') ?? '')
  const tag = etagOf(head.epoch(), seq, request.server.mount.address(request.url), language, type)
  const body = typeof text === 'string' ? Buffer.from(text) : text
  head.seen(seq)
  reply.header('registry-seq', String(seq))
  const answer = toAnswer(request, reply, { tag, body, type, lastModified, seconds: secondsOf(past) })
  const { readAt } = request
  const { answers } = request.server
  if (isKept(request, answer) && !past) answers.keep(request, readAt && { ...readAt, seq }, answer)
  if (isKept(request, answer) && past?.fixed) answers.keepPast(request, answer)
  return sendAnswer(request, reply, answer)
}

/** Sends an answer that the address, the client's preferences and the position of the log do not fully determine. */
export function sendContent(request: FastifyRequest, reply: FastifyReply, content: Content): FastifyReply {
  return sendAnswer(request, reply, toAnswer(request, reply, content))
}

// Cached answers are sent before the key is checked, so answers of routes that need a key are not cached.
function isKept(request: FastifyRequest, { type }: Answer): boolean {
  return request.method === 'GET' && type === json && request.routeOptions.config.scope === undefined
}

const ownHeaders = ['vary', 'link', 'content-language', 'registry-seq'] as const

function toAnswer(request: FastifyRequest, reply: FastifyReply, content: Content): Answer {
  addVary(reply, 'Accept-Encoding')
  const body =
    content.type === undefined || content.type === json ? request.server.mount.json(content.body) : content.body
  const headers = ownHeaders.flatMap((name) => (reply.hasHeader(name) ? [name, String(reply.getHeader(name))] : []))
  return { type: json, ...content, body, route: request.routeOptions.url ?? '', headers }
}

/** For how many seconds caches may keep an answer without asking: what stood at a fixed position stays as it was. */
export function secondsOf(past: Moment | undefined): number {
  return past?.fixed ? 86_400 : 0
}

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
