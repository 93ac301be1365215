import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'

/** When something was given up, when it ends, and where that is explained. */
export interface Deprecation {
  /** The day from which clients should go elsewhere. */
  since: string
  /** The last day on which it answers; undefined while that is not decided. */
  until?: string
  /** The page that says what to use instead. */
  link: string
}

declare module 'fastify' {
  interface FastifyContextConfig {
    deprecation?: Deprecation
  }
}

const parameters = new WeakMap<z.ZodType, Deprecation>()

/** Marks a parameter as given up, for the contract and for the answers of requests that use it. */
export function deprecatedParameter<Schema extends z.ZodType>(schema: Schema, deprecation: Deprecation): Schema {
  const marked = schema.meta({ ...schema.meta(), deprecated: true })
  parameters.set(marked, deprecation)
  return marked
}

/**
 * Tells who uses an operation or a parameter that is given up so, by `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and a link.
 * An operation is given up by `deprecation` in the configuration of its route.
 */
export function tellDeprecations(app: FastifyInstance): void {
  app.addHook('onRoute', ({ config, schema }) => {
    if (config?.deprecation && schema) schema.deprecated = true
  })
  app.addHook('onRequest', (request, reply, done) => {
    for (const deprecation of deprecationsOf(request)) tell(reply, deprecation)
    done()
  })
}

function deprecationsOf({ routeOptions: { config, schema }, query }: FastifyRequest): Deprecation[] {
  const { shape = {} } = (schema?.querystring ?? {}) as { shape?: Record<string, z.ZodType> }
  const used = Object.keys((query ?? {}) as object).flatMap((name) => {
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined
    return (field && parameters.get(field)) ?? []
  })
  return config.deprecation ? [config.deprecation, ...used] : used
}

function tell(reply: FastifyReply, { since, until, link }: Deprecation): void {
  const seconds = Date.parse(since) / 1000
  reply.header('deprecation', `@${seconds}`)
  if (until) reply.header('sunset', new Date(until).toUTCString())
  reply.header('link', `<${reply.server.mount.address(link)}>; rel="deprecation"; type="text/html"`)
}
