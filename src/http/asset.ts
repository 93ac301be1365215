import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

/** A file that pages load. Its address changes with its content, so that browsers may keep it for ever. */
interface Asset {
  address: string
  type: string
  body: Buffer
}

const types = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', png: 'image/png' }

export function asset(name: string, extension: keyof typeof types, content: string | Buffer): Asset {
  const body = Buffer.from(content)
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
  const text = extension === 'png' ? '' : '; charset=utf-8'
  return { address: `/assets/${name}-${hash}.${extension}`, type: types[extension] + text, body }
}

/** Serves an asset. It is compressed once, when the first client asks for it. */
export function serveAsset(app: FastifyInstance, { address, type, body }: Asset): void {
  let packed: Promise<Buffer> | undefined
  app.get(address, { schema: { hide: true } }, async (request, reply) => {
    reply.header('cache-control', 'public, max-age=31536000, immutable').type(type)
    const isWorthIt = !type.startsWith('image/png') && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
    if (!isWorthIt) return reply.send(body)
    packed ??= promisify(gzip)(body, { level: 9 })
    return reply.header('content-encoding', 'gzip').send(await packed)
  })
}
