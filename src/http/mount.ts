import type { IncomingMessage } from 'node:http'

// Within the service every address is a path from its own root. If the public URL has a path, it is added to addresses
// that leave and removed from those that come, so that the rest of the service does not deal with it. A proxy in front
// may remove it already.

declare module 'fastify' {
  interface FastifyInstance {
    mount: Mount
  }
}

/** Where on its host the service stands. */
export interface Mount {
  /** The address of the service as it is configured. */
  publicUrl?: string
  /** The path of the public URL: empty, or with a slash before it and none after. */
  base: string
  /** The address from the root of the host of what is at a path of the service. */
  address(path: string): string
  /** The same for all members `href` of a JSON text. */
  json(body: Buffer): Buffer
  /** The same for all links, forms and assets of a page. */
  html(page: string): string
  /** Takes the path off the address of a request, once. */
  takeOff(request: IncomingMessage): void
}

export function mountAt(publicUrl: string | undefined): Mount {
  const base = publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '')
  const taken = new WeakSet<IncomingMessage>()
  const address = (path: string) => (isOwn(path) ? `${base}${path}` : path)
  if (base === '') return { publicUrl, base, address, json: (body) => body, html: (page) => page, takeOff: () => {} }
  return {
    publicUrl,
    base,
    address,
    json(body) {
      // These bytes are a member and never part of a value, because a quote within a text is escaped.
      if (!body.includes('"href":"/')) return body
      return Buffer.from(body.toString('latin1').replaceAll(/(?<="href":")\/(?!\/)/g, `${base}/`), 'latin1')
    },
    html: (page) => page.replaceAll(/(?<= (?:href|src|action)=")\/(?!\/)/g, `${base}/`),
    takeOff(request) {
      if (taken.has(request)) return
      taken.add(request)
      request.url = withoutBase(request.url ?? '/', base)
    },
  }
}

const isOwn = (address: string) => /^\/(?!\/)/.test(address)

function withoutBase(url: string, base: string): string {
  const rest = url.startsWith(base) ? url.slice(base.length) : undefined
  if (rest === undefined || !/^([/?]|$)/.test(rest)) return url
  return rest.startsWith('/') ? rest : `/${rest}`
}
