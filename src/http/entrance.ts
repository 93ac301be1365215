import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, type Response, respond } from './answer.ts'
import { respondWithProblem } from './errors.ts'
import { always, type Exchange } from './exchange.ts'
import { overloaded } from './overload.ts'
import { announcesBody, asUtf8 } from './requests.ts'
import type { Server } from './server.ts'

// The first stage of answering, ahead of the router. It does what the routes do, by the same functions, for plain reads
// whose answer is at hand or one statement away, and for those that are too much. It is there because the router and its
// objects cost about 9 of the 48 microseconds that a 304 takes the process.
// All else is left to the routes before anything is sent: what is refused, missing, malformed or may be compressed.

type Maybe<T> = T | undefined
/** Finds the answer to a plain read, at once or by asking for it. */
export type FindAnswer = (request: IncomingMessage) => Maybe<Answer> | Promise<Maybe<Answer>>

type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** Puts the first stage before the routes. */
export function openEntrance(app: Server, find: FindAnswer): void {
  const { exchanges, isClosing, load } = app
  const [routes] = app.server.listeners('request') as [Listener]
  app.server.removeListener('request', routes)
  app.server.on('request', (request, response) => {
    const enter = isRead(request) && !isClosing() ? stageOf(request) : routes
    enter(request, response)
  })

  /** What is not under `/v1` are probes and pages, which are let in whatever the load. */
  function stageOf(request: IncomingMessage): Listener {
    if (!request.url?.startsWith('/v1/')) return routes
    if (!isPlain(request)) return hand
    return load.direct.hasRoom() ? answerPlain : turnAway
  }

  /** Hands a read to the routes, unless they have more at work than they can soon answer. */
  function hand(request: IncomingMessage, response: ServerResponse): void {
    const enter = load.routed.hasRoom() ? routes : turnAway
    enter(request, response)
  }

  /** Refuses for a fraction of what it costs the routes; else little would be left for those that are let in. */
  function turnAway(request: IncomingMessage, response: ServerResponse): void {
    const exchange = exchanges.of(request)
    const query = { lang: /[?&]lang=([\w-]+)/.exec(request.url ?? '')?.[1] }
    const asked = { headers: request.headers, query, url: asUtf8(request.url ?? '') }
    send(request, response, exchange, respondWithProblem(overloaded, asked, exchange.id))
  }

  function answerPlain(request: IncomingMessage, response: ServerResponse): void {
    const exchange = exchanges.of(request)
    if (!exchanges.draw(exchange)) return void routes(request, response)
    load.direct.enter(response)
    const answer = find(request)
    if (answer instanceof Promise) {
      exchange.begun = answer
      answer.then(finish, leave)
    } else finish(answer)

    function finish(answer: Maybe<Answer>): void {
      const responded = answer && respondPlain(answer, request.headers)
      if (responded) {
        exchange.route = answer.route
        send(request, response, exchange, responded)
      } else leave()
    }
    function leave(): void {
      // The client has gone.
      if (response.destroyed) return
      load.direct.leave(response)
      hand(request, response)
    }
  }

  function send(
    request: IncomingMessage,
    response: ServerResponse,
    exchange: Exchange,
    { status, headers, body }: Response,
  ): void {
    const head = [...always, ...exchanges.standing(exchange, status), ...headers, ...exchanges.closing(exchange)]
    if (body) head.push('content-length', String(body.length))
    exchanges.watch(exchange, request, response)
    response.writeHead(status, head)
    response.end(body)
  }
}

function isRead({ method, httpVersion, headers }: IncomingMessage): boolean {
  return method === 'GET' && httpVersion === '1.1' && headers.host !== undefined && !announcesBody(headers)
}

const isPlain = ({ headers }: IncomingMessage) => headers['if-none-match'] !== undefined || !mayBeCoded(headers)

const mayBeCoded = ({ 'accept-encoding': accepted }: IncomingHttpHeaders) =>
  accepted !== undefined && accepted !== 'identity'

/** What goes out as it is; undefined where it may be compressed, or the client's tags are malformed. */
function respondPlain(answer: Answer, headers: IncomingHttpHeaders): Maybe<Response> {
  try {
    const response = respond(answer, headers)
    return response.body && mayBeCoded(headers) ? undefined : response
  } catch {
    return undefined
  }
}
