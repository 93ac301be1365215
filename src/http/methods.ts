import cors from '@fastify/cors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ConfigProblem } from '../config.ts'
import { texts } from '../language/texts.ts'
import { Problem } from '../problems/problems.ts'
import { respelt, wrongSpelling } from './spelling.ts'

/** The headers of this service's own, beside those that pages of other origins may read anyway. */
const exposedHeaders = [
  'Allow',
  'Content-Disposition',
  'Content-Location',
  'Deprecation',
  'ETag',
  'Idempotency-Replayed',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Registry-Seq',
  'Registry-Since',
  'Registry-Age',
  'Retry-After',
  'Server-Timing',
  'Sunset',
  'WWW-Authenticate',
  'X-Request-Id',
]

/** The headers that the CORS plug-in puts on every answer; preflights get more. */
export const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': exposedHeaders.join(', '),
}

declare module 'fastify' {
  interface FastifyInstance {
    /** The route table: the methods of each path. */
    paths: ReadonlyMap<string, ReadonlySet<string>>
  }
}

/** The known methods of each path. */
interface Methods {
  /** Answers OPTIONS where it is no preflight; says whether it did. */
  answerOptions(request: FastifyRequest, reply: FastifyReply): boolean
  /** Refuses a method that a known path does not have. */
  refuseUnknown(request: FastifyRequest): void
}

/** Stops the start where something that sees only the routes added after it would miss some. */
export function beforeRoutes({ paths }: FastifyInstance, what: string): void {
  const [first] = paths.keys()
  if (first !== undefined) throw new Error(`${what} has to be called before the route ${first} is added.`)
}

/** Collects the methods of all paths from the routes that are added after this. */
export function watchMethods(app: FastifyInstance): Methods {
  const paths = new Map<string, Set<string>>()
  const patterns = new Map<string, RegExp>()
  app.decorate('paths', paths)
  app.addHook('onRoute', ({ url, method }) => {
    // The route that the CORS plug-in adds for all preflights is no path of its own.
    if (url === '*') return
    const methods = paths.get(url) ?? new Set()
    for (const each of [method].flat()) methods.add(each)
    paths.set(url, methods)
    patterns.set(url, patternOf(url))
  })

  app.addHook('onReady', async () => {
    const { base } = app.mount
    if (base && [...paths.keys()].some((url) => beginsLike(url, base)))
      throw new ConfigProblem(`The setting PUBLIC_URL has the path ${base}, which is one of the service's own.`)
  })

  const allowed = (url: string): string | undefined => {
    const path = pathOf(url)
    const matching = [...paths].filter(([url]) => patterns.get(url)?.test(path))
    if (matching.length === 0) return undefined
    return [...new Set(matching.flatMap(([, methods]) => [...methods])), 'OPTIONS'].sort().join(', ')
  }

  return {
    answerOptions(request, reply) {
      const allow = allowed(request.url)
      if (allow === undefined) {
        reply.callNotFound()
        return true
      }
      reply.header('allow', allow)
      const isPreflight = request.headers.origin && request.headers['access-control-request-method']
      if (!isPreflight) reply.code(204).send()
      return !isPreflight
    },
    refuseUnknown(request) {
      const allow = allowed(request.url)
      if (allow !== undefined) throw notAllowed(request.method, allow)
      const right = respelt(request.url)
      if (right !== request.url && allowed(right)) throw wrongSpelling(pathOf(request.server.mount.address(right)))
    },
  }
}

/** Lets pages of any origin read. */
export async function answerPreflights(app: FastifyInstance): Promise<void> {
  await app.register(cors, {
    origin: corsHeaders['access-control-allow-origin'],
    methods: ['GET', 'HEAD', 'OPTIONS'],
    exposedHeaders,
    maxAge: 86_400,
  })
}

const pathOf = (url: string) => url.split('?', 1)[0] ?? ''

/** Whether addresses of a route may begin with a path, so that nobody could tell whether a proxy took it off. */
function beginsLike(url: string, path: string): boolean {
  const parts = url.split('/')
  return path.split('/').every((part, at) => parts[at] === part || parts[at]?.startsWith(':'))
}

// Each method has its own routes, so a path has the methods of every pattern that it fits.
function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((part) => {
      if (part === '*') return '.*'
      return part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    })
    .join('/')
  return new RegExp(`^${source}$`)
}

const notAllowed = (method: string, allow: string) =>
  new Problem(
    'method-not-allowed',
    texts(
      `This path does not have the method ${method}; it has ${allow}.`,
      `此路徑不支援 ${method}；可用的方法：${allow}。`,
      `此路径不支持 ${method}；可用的方法：${allow}。`,
    ),
    {},
    { allow },
  )
