import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { asUtf8 } from './address-text.ts'
import { type Answer, type Response, respond } from './answer.ts'
import { isOfApi } from './api-address.ts'
import { respondWithProblem } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { always } from './exchanges.ts'
import { beginWork, endWork, pauseWork } from './held.ts'
import { leaveLoad, overloaded } from './load.ts'
import { announcesBody, hostsOf } from './requests.ts'

// The first stage of answering, ahead of the router. By the same functions as the routes it answers plain reads that
// are cached or take one statement, and refuses requests under overload. It exists because the router and its objects
// cost about 9 microseconds, a quarter of what a 304 takes. All else is left to the routes before anything is sent:
// requests to refuse, missing records, malformed headers, answers that may be compressed.

type Begun = Exchange['begun']
type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** The way in for plain reads. */
interface Entrance {
  /** Lets a plain read in. Undefined if the routes have the request, or if it was refused. */
  admit(request: IncomingMessage, response: ServerResponse): Exchange | undefined
  /** Sends the answer to what was let in, or leaves that to the routes where it cannot go out as it is. */
  finish(
    exchange: Exchange,
    request: IncomingMessage,
    response: ServerResponse,
    answer: Answer | undefined,
    begun?: Begun,
  ): void
}

/** Takes all requests from the routes; the caller then hands them to the entrance. */
export function openEntrance({ server, exchanges, load, mount, mayBeDeprecated }: FastifyInstance): Entrance {
  const [routes] = server.listeners('request') as [Listener]
  server.removeListener('request', routes)
  return {
    admit(request, response) {
      mount.takeOff(request)
      // Probes and pages are outside the API and are let in under any load.
      const isOwn = isRead(request) && !exchanges.isClosing() && isOfApi(request.url ?? '')
      // The routes tell what is given up.
      if (!isOwn || mayBeDeprecated(request.url ?? '')) return void routes(request, response)
      if (!isPlain(request)) return void hand(request, response)
      const exchange = exchanges.of(request)
      if (!load.direct.hasRoom(exchange.client)) return void turnAway(request, response)
      if (exchanges.take(exchange)) return void routes(request, response)
      load.direct.enter(exchange, response)
      beginWork(exchange)
      return exchange
    },
    finish(exchange, request, response, answer, begun) {
      if (answer) endWork(exchange)
      else pauseWork(exchange)
      const responded = answer && respondPlain(answer, request.headers)
      if (responded) {
        exchange.route = answer.route
        // Nobody keeps an answer, or has a record, at an address with a secret.
        exchange.isSafe = true
        send(request, response, exchange, responded)
      } else if (!response.destroyed) {
        leaveLoad(exchange)
        exchange.begun = begun
        hand(request, response)
      }
    },
  }

  /** Hands a read to the routes, unless they have more at work than they can soon answer. */
  function hand(request: IncomingMessage, response: ServerResponse): void {
    const enter = load.light.hasRoom(exchanges.of(request).client) ? routes : turnAway
    enter(request, response)
  }

  /**
   * Refuses at a fraction of the cost of the routes, so that an overload leaves time for the requests that are let in.
   */
  function turnAway(request: IncomingMessage, response: ServerResponse): void {
    const exchange = exchanges.of(request)
    exchanges.take(exchange)
    const query = { lang: /[?&]lang=([\w-]+)/.exec(request.url ?? '')?.[1] }
    const asked = { headers: request.headers, query, url: asUtf8(request.url ?? '') }
    send(request, response, exchange, respondWithProblem(overloaded, asked, exchange.id, mount))
  }

  function send(
    request: IncomingMessage,
    response: ServerResponse,
    exchange: Exchange,
    { status, headers, body }: Response,
  ): void {
    if (status === 304) exchanges.refund(exchange)
    const head = [...always, ...exchanges.limitHeaders(exchange), ...headers, ...exchanges.closing(exchange)]
    if (body) head.push('content-length', String(body.length))
    exchanges.watch(exchange, request, response)
    response.writeHead(status, head)
    response.end(body)
  }
}

function isRead(request: IncomingMessage): boolean {
  const { method, httpVersion, headers } = request
  return method === 'GET' && httpVersion === '1.1' && hostsOf(request) === 1 && !announcesBody(headers)
}

// A request with a key may count for the holder of the key instead of its address, as its route knows.
const isPlain = ({ headers }: IncomingMessage) =>
  headers.authorization === undefined && (headers['if-none-match'] !== undefined || !mayBeCoded(headers))

const mayBeCoded = ({ 'accept-encoding': accepted }: IncomingHttpHeaders) =>
  accepted !== undefined && accepted !== 'identity'

/** The response that can be sent as it is; undefined if it may be compressed, or if the client's tags are malformed. */
function respondPlain(answer: Answer, headers: IncomingHttpHeaders): Response | undefined {
  try {
    const response = respond(answer, headers)
    return response.body && mayBeCoded(headers) ? undefined : response
  } catch {
    return undefined
  }
}
