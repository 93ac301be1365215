import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { texts } from '../language/texts.ts'
import { Problem } from '../problems/problems.ts'
import { addVary } from './added-headers.ts'
import { isUnchangedSince, type LastModified, lastModifiedHeader } from './last-modified.ts'

// Answers with tags, and the requests that are conditional on them.

/** The full answer to a read, before it is known whether the client has it already. */
export interface Answer {
  /** The template of the route that this is the answer of. */
  route: string
  tag: string
  type: string
  /** As it goes over the wire, so that sending it again encodes nothing. */
  body: Buffer
  /** Names and values by turns: those that come before `Cache-Control`. */
  headers: readonly string[]
  lastModified?: LastModified
  /** For how many seconds caches may keep it without asking. */
  seconds?: number
}

/** A status, a body, and the headers that belong to them, names and values by turns. */
export interface Response {
  status: number
  headers: string[]
  body?: Buffer
}

/** The whole answer, or 304 to a client that has it. */
export function respond(answer: Answer, asked: IncomingHttpHeaders): Response {
  const { tag, type, body, headers, seconds = 0, lastModified } = answer
  const byTag = asked['if-none-match'] !== undefined
  const held = byTag ? heldTag({ headers: asked }, tag) : undefined
  const caching = [...lastModifiedHeader(lastModified), 'cache-control', cacheControl(seconds), 'etag', held ?? tag]
  const isHeld = byTag ? held !== undefined : isUnchangedSince(lastModified, asked['if-modified-since'])
  if (isHeld) return { status: 304, headers: [...headers, ...caching] }
  return { status: 200, headers: [...headers, ...caching, 'content-type', type], body }
}

const cacheControl = (seconds: number) => (seconds === 0 ? askEachTime : `public, max-age=${seconds}`)

/** Sends an answer by way of the routes, where it may be compressed. */
export function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  const { status, headers, body } = respond(answer, request.headers)
  setHeaders(reply, headers)
  return reply.code(status).send(body)
}

/** Sets headers that are given as names and values by turns. */
export function setHeaders(reply: FastifyReply, headers: readonly string[]): void {
  for (let at = 0; at < headers.length; at += 2) reply.header(headers[at] ?? '', headers[at + 1])
}

/** A strong tag for a representation that these parts determine. */
export function etagOf(...parts: (string | number)[]): string {
  return `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)}"`
}

/** An answer that is the same for everybody as long as the process lives. */
export const fixedAnswer = (route: string, type: string, body: Buffer): Answer => ({
  route,
  tag: etagOf(body.toString('latin1')),
  type,
  body,
  headers: [],
})

/** A request as Fastify or as Node has it. */
type Asking = { headers: IncomingHttpHeaders }

/** The tags of `If-Match` or `If-None-Match`; `*` stands for any; undefined where the header is absent. */
export function tagsOf({ headers }: Asking, header: 'if-match' | 'if-none-match'): '*' | string[] | undefined {
  const value = headers[header]?.trim()
  if (value === undefined) return undefined
  if (value === '*') return '*'
  if (!/^(?:\s*(?:W\/)?"[^"]*"\s*(?:,|$))+$/.test(value)) throw malformedTags(header)
  return value.match(/(?:W\/)?"[^"]*"/g) ?? []
}

const malformedTags = (header: string) =>
  new Problem(
    'bad-request',
    texts(
      `The header ${header} must be * or a list of entity tags in double quotes, such as "abc".`,
      `標頭 ${header} 須為 * 或以雙引號括住的實體標籤，例如 "abc"。`,
      `标头 ${header} 须为 * 或以双引号括住的实体标签，例如 "abc"。`,
    ),
  )

/** The tag by which the client has this representation already, in the coding that it got it in. */
function heldTag(request: Asking, tag: string): string | undefined {
  const held = tagsOf(request, 'if-none-match')
  if (held === undefined) return undefined
  return held === '*' ? tag : held.map(strong).find((candidate) => withoutCoding(candidate) === tag)
}

// If-None-Match compares weakly: the mark that a cache put on a tag does not count.
const strong = (tag: string) => tag.replace(/^W\//, '')

const askEachTime = 'public, no-cache'

/** Lets caches keep the answer for some seconds, 0 meaning that they ask each time, and names what it depends on. */
export function cacheFor(reply: FastifyReply, seconds: number, ...vary: string[]): void {
  reply.header('cache-control', cacheControl(seconds))
  if (vary.length > 0) addVary(reply, ...vary)
}

/** Tells a compressed representation apart by its tag: RFC 9110 wants a strong validator to differ wherever the bytes do. */
export function tagCoding(_request: FastifyRequest, reply: FastifyReply, _payload: unknown, done: () => void): void {
  addVary(reply, 'Accept-Encoding')
  const coding = reply.getHeader('content-encoding')
  const tag = reply.getHeader('etag')
  if (typeof coding === 'string' && typeof tag === 'string') reply.header('etag', tag.replace(/"$/, `-${coding}"`))
  done()
}

/** The tag without the coding that this service appends to it. */
export const withoutCoding = (tag: string): string => tag.replace(/-(?:br|gzip)"$/, '"')
