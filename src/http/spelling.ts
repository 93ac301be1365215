import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { texts } from '../language/texts.ts'
import { Problem } from '../problems/problems.ts'
import { asUtf8, withoutCopiedMarks } from './address-text.ts'
import type { Mount } from './mount.ts'
import { onlyReads } from './requests.ts'

// Addresses are in small letters and do not end with a slash. A read by another spelling is done as if it were spelt
// right, and where that finds something, the answer leads to the right address. A write is refused: no client should go on
// with a wrong one.

/** The exchanges, as far as the spelling of an address has to do with them. */
interface Noted {
  of(request: IncomingMessage): { isMisspelt?: boolean }
}

/** The URL of a request, which may be none, as the router sees it. */
export function urlReader(mount: Mount, exchanges: Noted): (request: IncomingMessage) => string {
  return (request) => {
    mount.takeOff(request)
    const url = asUtf8(request.url ?? '/')
    if (!onlyReads(request.method ?? '')) return url
    const right = respelt(url)
    if (right !== url) exchanges.of(request).isMisspelt = true
    return withoutCopiedMarks(right)
  }
}

/** The URL with its path as the service spells it. */
export function respelt(url: string): string {
  const end = url.indexOf('?')
  const path = end === -1 ? url : url.slice(0, end)
  // Swagger UI has files of its own, and answers with and without a slash.
  if (path.startsWith('/docs/') || !/[A-Z]|.\/$/.test(path)) return url
  // Escapes stay as they are: their letters are no capitals.
  const right = path.replaceAll(/%[0-9A-Fa-f]{2}|[A-Z]+/g, (part) => (part[0] === '%' ? part : part.toLowerCase()))
  return (right.replace(/(?<!\/)\/+$/, '') || '/') + url.slice(path.length)
}

/** Redirects to the right address instead of answering under a wrong one. Errors are sent as they are. */
export function redirectToCanonical(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (reply.statusCode >= 400 || reply.statusCode === 308) return payload
  if (payload instanceof Readable) payload.destroy()
  for (const name of ofAnswer) reply.removeHeader(name)
  reply.code(308).header('location', request.url)
  return ''
}

const ofAnswer = ['etag', 'last-modified', 'content-type', 'content-disposition', 'content-length', 'link']

export const wrongSpelling = (right: string) =>
  new Problem(
    'bad-request',
    texts(
      `Addresses are in small letters, without a slash at the end: ${right}.`,
      `網址須為小寫，結尾不加斜線：${right}。`,
      `网址须为小写，结尾不加斜线：${right}。`,
    ),
  )
