import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { sendAt } from '../answers/send-at.ts'
import { htmlContent } from '../http/html.ts'
import type { Mount } from '../http/mount.ts'
import type { Registry } from '../read/registry.ts'
import type { Reader } from './reader.ts'

/**
 * The policy for browsers: a page loads nothing but the service's own stylesheet. It is the same for every answer, so a
 * 304 fits the copy that a browser holds.
 */
export const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  // Tools that audit a page ask for robots.txt in its name.
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join(';')

/** The page as it goes over the wire. Its links are paths of the service until here. */
export const renderPage = (page: VNode, mount: Mount): Buffer =>
  Buffer.from(mount.html(`<!doctype html>${renderToString(page)}`))

/** A page and the position of the log that it was read at. */
export interface Shown {
  seq: number
  page: VNode
  /** Set where the page is true of today only, so that it is made anew each time. */
  isOfToday?: boolean
}

/** Sends a page, tagged by all that it says. */
export async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  registry: Registry,
  { tag: language }: Reader,
  { seq, page, isOfToday }: Shown,
): Promise<FastifyReply> {
  const body = renderPage(page, request.server.mount)
  const headers = [
    ['content-security-policy', pagePolicy],
    ['content-language', language],
    ['vary', 'Accept-Encoding'],
  ].flat()
  return sendAt(request, reply, registry, seq, { type: htmlContent, body, headers, isKept: !isOfToday })
}
