import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { askEachTime, heldTag } from './caching.ts'
import { varyOn } from './languages.ts'
import { corsHeaders } from './methods.ts'
import type { Measure } from './metrics.ts'
import { overloadAnswer } from './overload.ts'
import { announcesBody, requestId, serverTiming } from './requests.ts'
import { securityHeaders } from './security.ts'
import type { Server } from './server.ts'

// Most requests ask for one thing by its address and get it. Routing, hooks and headers set one by one cost more than
// such an answer itself, so it goes out ahead of them, by the same rules; so does the refusal of what is too much.
// Whatever else is refused, missing, malformed, compressed or out of the ordinary is left to the routes, before anything
// of it was sent.

export interface DirectAnswer {
  /** The template of the route that this is the answer of. */
  route: string
  tag: string
  type: string
  /** As it goes over the wire, so that sending it again encodes nothing. */
  body: Buffer
  /** Those that come before the tag, without what every answer has. */
  headers: Readonly<Record<string, string>>
}

type Maybe<T> = T | undefined
export type FindDirectly = (request: IncomingMessage) => Maybe<DirectAnswer> | Promise<Maybe<DirectAnswer>>

const always = Object.entries({ ...securityHeaders, ...corsHeaders }).flat()

/** Answers what can be found directly, and leaves the rest to the routes. */
export function answerDirectly(app: Server, measure: Measure, find: FindDirectly): void {
  const { isClosing, load, limiter, log, addressOf } = app.rules
  const [routes] = app.server.listeners('request') as [(request: IncomingMessage, response: ServerResponse) => void]
  app.server.removeListener('request', routes)
  app.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const answer = isRead(request) && !isClosing() ? ahead(request) : routes
    answer(request, response)
  })

  /** Who answers a read. Beside `/v1` there are probes, which are let in whatever the load. */
  function ahead(request: IncomingMessage) {
    if (!request.url?.startsWith('/v1/')) return routes
    if (!isPlain(request)) return hand
    return load.direct.hasRoom() ? takeIn : turnAway
  }

  /** Hands a read to the routes, unless they have more at work than they can soon answer. */
  function hand(request: IncomingMessage, response: ServerResponse): void {
    const answer = load.routed.hasRoom() ? routes : turnAway
    answer(request, response)
  }

  function turnAway(request: IncomingMessage, response: ServerResponse): void {
    const startedAt = performance.now()
    const id = requestId(request)
    const { status, head, body } = overloadAnswer(request, id)
    const ip = addressOf(request)
    send(request, response, { startedAt, id, ip, route: 'unknown', status, head: [...always, ...head], body })
  }

  function takeIn(request: IncomingMessage, response: ServerResponse): void {
    const startedAt = performance.now()
    const { headers } = request
    const ip = addressOf(request)
    const draw = limiter?.draw({ ip })
    if (draw?.allowed === false) return void routes(request, response)
    load.direct.enter(response)
    const found = find(request)
    if (found instanceof Promise) found.then(answer, leave)
    else answer(found)

    function leave(): void {
      // The client has gone.
      if (response.destroyed) return
      limiter?.giveBack({ ip })
      load.direct.leave(response)
      hand(request, response)
    }

    function answer(found: Maybe<DirectAnswer>): void {
      const tag = found && tagToSend(headers, found.tag)
      if (!tag) return void leave()
      const id = requestId(request)
      const standing = tag.isHeld ? limiter?.giveBack({ ip }) : draw
      const head = limiter && standing ? [...always, ...limiter.announce(standing)] : [...always]
      for (const name in found.headers) head.push(name, asSent(name, found.headers[name] ?? ''))
      head.push('cache-control', askEachTime, 'etag', tag.value)
      if (!tag.isHeld) head.push('content-type', found.type)
      head.push('x-request-id', id)
      const [status, body] = tag.isHeld ? [304, undefined] : [200, found.body]
      send(request, response, { startedAt, id, ip, route: found.route, status, head, body })
    }
  }

  function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
    const { startedAt, id, ip, route, status, head, body } = answer
    const { url = '' } = request
    if (isClosing()) head.push('connection', 'close')
    head.push('server-timing', serverTiming(performance.now() - startedAt))
    if (body) head.push('content-length', String(body.length))
    response.on('finish', () => {
      const milliseconds = performance.now() - startedAt
      measure({ method: 'GET', status, milliseconds }, route)
      log({ id, method: 'GET', url, ip, status, milliseconds })
    })
    response.writeHead(status, head)
    response.end(body)
  }
}

interface Answer {
  startedAt: number
  id: string
  ip: string
  route: string
  status: number
  /** Names and values of headers by turns. */
  head: string[]
  body?: Buffer
}

function isRead({ method, httpVersion, headers }: IncomingMessage): boolean {
  return method === 'GET' && httpVersion === '1.1' && headers.host !== undefined && !announcesBody(headers)
}

const isPlain = ({ headers }: IncomingMessage) => headers['if-none-match'] !== undefined || !mayBeCoded(headers)

const mayBeCoded = ({ 'accept-encoding': accepted }: IncomingHttpHeaders) =>
  accepted !== undefined && accepted !== 'identity'

/** The tag to answer with, unless the answer may be compressed or the client's tags are malformed. */
function tagToSend(headers: IncomingHttpHeaders, tag: string): Maybe<{ value: string; isHeld: boolean }> {
  if (headers['if-none-match'] === undefined) return { value: tag, isHeld: false }
  try {
    const held = heldTag({ headers }, tag)
    if (held !== undefined) return { value: held, isHeld: true }
  } catch {
    return undefined
  }
  return mayBeCoded(headers) ? undefined : { value: tag, isHeld: false }
}

const varies = new Map<string, string>()

/** The value of a header, which for `Vary` names the coding, too. There are but a few of them. */
function asSent(name: string, value: string): string {
  if (name !== 'vary') return value
  const known = varies.get(value) ?? varyOn(value, 'Accept-Encoding')
  varies.set(value, known)
  return known
}
