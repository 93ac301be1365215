import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { tagCoding } from './answer.ts'

/** Compresses what is worth it. */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    requestEncodings: ['br', 'gzip'],
    threshold: 1024,
    brotliOptions: { params: brotli },
    customTypes: compressible,
  })
  // Registered after the plug-in, this hook of each route runs when the coding is known.
  app.addHook('onRoute', (route: RouteOptions) => {
    route.onSend = [route.onSend ?? []].flat().concat(tagCoding)
  })
}

/** Most answers are shorter than half a megabyte. A larger window would be allocated for each, which takes longer than to compress it. */
const brotli = {
  [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  [constants.BROTLI_PARAM_QUALITY]: 4,
  [constants.BROTLI_PARAM_LGWIN]: 19,
}

// Server-sent events must leave at once and so stay as they are.
const compressible = /^text\/(?!event-stream)|[/+](?:x-)?(?:nd)?(?:json|yaml|xml)(?:;|$)/
