import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import type { z } from 'zod'
import { ownMember } from '../json/own-member.ts'
import { addLink } from './added-headers.ts'

// docs/versioning.md promises clients that they are told so. Nothing is deprecated at present, so only the tests use this.

/** When something was given up, when it ends, and where that is explained. */
interface Deprecation {
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
  interface FastifyInstance {
    /** Whether an address may use an operation or a parameter that is given up. */
    mayBeDeprecated(address: string): boolean
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
  const operations: RegExp[] = []
  const names = new Set<string>()
  app.addHook('onRoute', ({ url, config, schema }) => {
    for (const [name, field] of Object.entries(shapeOf(schema))) if (parameters.has(field)) names.add(name)
    if (!config?.deprecation) return
    operations.push(new RegExp(`^${url.replaceAll(/:\w+/g, '[^/]+')}$`))
    if (schema) schema.deprecated = true
  })
  app.decorate('mayBeDeprecated', (address) => {
    if (operations.length === 0 && names.size === 0) return false
    const [path = '', query] = address.split('?')
    // The router reads the escapes of a path.
    const isOperation = operations.some((one) => path.includes('%') || one.test(path))
    return isOperation || [...new URLSearchParams(query).keys()].some((name) => names.has(name))
  })
  app.addHook('onRequest', (request, reply, done) => {
    for (const deprecation of deprecationsOf(request)) tell(reply, deprecation)
    done()
  })
}

function deprecationsOf({ routeOptions: { config, schema }, query }: FastifyRequest): Deprecation[] {
  const shape = shapeOf(schema)
  const used = Object.keys((query ?? {}) as object).flatMap((name) => {
    const field = ownMember(shape, name)
    return (field && parameters.get(field)) ?? []
  })
  return config.deprecation ? [config.deprecation, ...used] : used
}

function shapeOf(schema: FastifySchema | undefined): Record<string, z.ZodType> {
  const { shape = {} } = (schema?.querystring ?? {}) as { shape?: Record<string, z.ZodType> }
  return shape
}

function tell(reply: FastifyReply, { since, until, link }: Deprecation): void {
  const seconds = Date.parse(since) / 1000
  reply.header('deprecation', `@${seconds}`)
  if (until) reply.header('sunset', new Date(until).toUTCString())
  addLink(reply, `<${reply.server.mount.address(link)}>; rel="deprecation"; type="text/html"`)
}
