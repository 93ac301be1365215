import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import Negotiator from 'negotiator'
import { texts } from '../language/texts.ts'
import { Problem } from '../problems/problems.ts'
import { addVary } from './added-headers.ts'
import { htmlType } from './html.ts'
import { type Format, mediaType, mediaTypesOf } from './media-types.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The formats of a route that has several; where the client does not care, it gets the first one. */
    formats?: readonly Format[]
  }
  interface FastifyRequest {
    /** The format to answer in, on routes that name theirs; undefined where `format` names none of them, which validation refuses. */
    format: Format | undefined
  }
}

/** Chooses the format of each answer that comes in several, by `format` or else by `Accept`, ahead of the turn that depends on it. */
export function chooseFormats(app: FastifyInstance): void {
  app.decorateRequest('format', undefined)
  app.addHook('onRoute', (route) => {
    const { formats } = route.config ?? {}
    if (!formats) return
    const choose: onRequestHookHandler = (request, reply, done) => {
      addVary(reply, 'Accept')
      const { format } = request.query as { format?: unknown }
      request.format =
        format === undefined ? preferred(request.headers.accept, formats) : formats.find((name) => name === format)
      done(format === undefined && request.format === undefined ? notAcceptable(formats) : undefined)
    }
    route.onRequest = [route.onRequest ?? []].flat().concat(choose)
  })
}

function preferred(accept: string | undefined, formats: readonly Format[]): Format | undefined {
  const best = preferredType(accept, formats.flatMap(mediaTypesOf))
  return formats.find((name) => mediaTypesOf(name).some((type) => type === best))
}

/** Whether a page suits this client better than JSON; without a preference JSON does. */
export function prefersHtml(request: FastifyRequest, reply: FastifyReply): boolean {
  addVary(reply, 'Accept')
  return preferredType(request.headers.accept, [mediaType('json'), htmlType]) === htmlType
}

/** The media type that a client prefers among some. Where the client does not care, that is the first one. */
export function preferredType(accept: string | undefined, types: string[]): string | undefined {
  if (!accept || accept === '*/*') return types[0]
  return new Negotiator({ headers: { accept: withoutParameters(accept) } }).mediaType(types)
}

/** Longest part of the header that is read, so that no client makes the service compare thousands of types. */
const longest = 1000

// Negotiator refuses `application/json; charset=utf-8` where `application/json` is offered, but clients send it.
function withoutParameters(accept: string): string {
  return accept.slice(0, longest).replace(/;(?!\s*q\s*=)[^;,]*/gi, '')
}

function notAcceptable(offered: readonly Format[]): Problem {
  const names = offered.join(', ')
  return new Problem(
    'not-acceptable',
    texts(`This resource comes as ${names}.`, `此資源的格式有：${names}。`, `此资源的格式有：${names}。`),
    { formats: offered },
  )
}
