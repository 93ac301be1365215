import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { askEachTime, heldTag } from './caching.ts'
import { isUnchangedSince, type LastModified, lastModifiedHeader } from './last-modified.ts'

/** What a read is answered with, before anybody knows whether the client has it already. */
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
  putHeaders(reply, headers)
  return reply.code(status).send(body)
}

/** Sets headers that are given as names and values by turns. */
export function putHeaders(reply: FastifyReply, headers: readonly string[]): void {
  for (let at = 0; at < headers.length; at += 2) reply.header(headers[at] ?? '', headers[at + 1])
}
