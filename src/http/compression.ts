import compress from '@fastify/compress'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { addVary } from './languages.ts'

/**
 * Compresses what is worth it, and tells the compressed representation apart by its tag: RFC 9110 wants a strong
 * validator to differ wherever the bytes do.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    requestEncodings: ['br', 'gzip'],
    threshold: 1024,
    customTypes: compressible,
  })
  // Registered after the plug-in, this hook of each route runs when the coding is known.
  app.addHook('onRoute', (route: RouteOptions) => {
    route.onSend = [route.onSend ?? []].flat().concat(tagCoding)
  })
}

// Server-sent events must leave at once and so stay as they are.
const compressible = /^text\/(?!event-stream)|[/+](?:x-)?(?:nd)?(?:json|yaml|xml)(?:;|$)/

function tagCoding(_request: FastifyRequest, reply: FastifyReply, _payload: unknown, done: () => void): void {
  addVary(reply, 'Accept-Encoding')
  const coding = reply.getHeader('content-encoding')
  const tag = reply.getHeader('etag')
  if (typeof coding === 'string' && typeof tag === 'string') reply.header('etag', tag.replace(/"$/, `-${coding}"`))
  done()
}

/** The tag without the coding that this service appends to it. */
export const withoutCoding = (tag: string): string => tag.replace(/-(?:br|gzip)"$/, '"')
