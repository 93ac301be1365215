import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { withoutCoding } from './compression.ts'
import { addVary } from './languages.ts'
import { texts } from './problem-types.ts'
import { BadRequest } from './problems.ts'

/** A strong tag for a representation that these parts determine. */
export function etagOf(...parts: (string | number)[]): string {
  return `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)}"`
}

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
  new BadRequest(
    texts(
      `The header ${header} must be * or a list of entity tags in double quotes, such as "abc".`,
      `標頭 ${header} 須為 * 或以雙引號括住的實體標籤，例如 "abc"。`,
      `标头 ${header} 须为 * 或以双引号括住的实体标签，例如 "abc"。`,
    ),
  )

/** Tags the answer and says whether the client has it already; if so the answer is 304 and only has to be sent. */
export function notModified(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  reply.header('etag', tag)
  const match = heldTag(request, tag)
  if (match === undefined) return false
  reply.code(304).header('etag', match)
  return true
}

/** The tag by which the client has this representation already, in the coding that it got it in. */
export function heldTag(request: Asking, tag: string): string | undefined {
  const held = tagsOf(request, 'if-none-match')
  if (held === undefined) return undefined
  return held === '*' ? tag : held.map(strong).find((candidate) => withoutCoding(candidate) === tag)
}

// If-None-Match compares weakly: the mark that a cache put on a tag does not count.
const strong = (tag: string) => tag.replace(/^W\//, '')

export const askEachTime = 'public, no-cache'

/** Lets caches keep the answer for some seconds, 0 meaning that they ask each time, and names what it depends on. */
export function cacheFor(reply: FastifyReply, seconds: number, ...vary: string[]): void {
  reply.header('cache-control', seconds === 0 ? askEachTime : `public, max-age=${seconds}`)
  if (vary.length > 0) addVary(reply, ...vary)
}
