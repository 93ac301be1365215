import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { setHeaders } from './answer.ts'
import { sendError } from './errors.ts'
import { always } from './exchanges.ts'
import { countsForKey, limitRequest } from './limiter.ts'
import { takeIn } from './load.ts'
import { answerPreflights, watchMethods } from './methods.ts'
import { chooseFormats } from './negotiation.ts'
import { problemOfHosts, refuseKeyIn, refuseMalformed } from './requests.ts'
import { redirectToCanonical } from './spelling.ts'
import { isWrite, type Queues, takeTurns } from './turns.ts'

/**
 * The stages of every request that the entrance leaves to the routes, in their order: the limit of its client, the checks
 * of the request, the load, its format, its turn, and the last headers of its answer. Hooks of one kind run in the order in which they are
 * added; docs/architecture.md lists those that are added elsewhere, too.
 */
export async function openStages(app: FastifyInstance, queues?: Partial<Queues>): Promise<void> {
  const { exchanges, load } = app
  const methods = watchMethods(app)

  app.addHook('onRequest', (request, reply, done) => {
    begin(request, reply)
    if (!countsForKey(request)) limitRequest(request, reply)
    const problem = problemOfHosts(request.raw)
    if (problem) throw problem
    refuseKeyIn(request)
    if (request.method === 'OPTIONS' && methods.answerOptions(request, reply)) return
    done()
  })
  await answerPreflights(app)
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404) methods.refuseUnknown(request)
    refuseMalformed(request)
    if (!request.routeOptions.config.unlimited) takeIn(isWrite(request) ? load.write : load.light, request, reply)
    done()
  })
  chooseFormats(app)
  takeTurns(app, queues)
  app.addHook('onSend', (request, reply, payload, done) => {
    const exchange = exchanges.of(request.raw)
    const sent = exchange.isMisspelt ? redirectToCanonical(request, reply, payload) : payload
    const location = reply.getHeader('location')
    if (typeof location === 'string') reply.header('location', app.mount.address(location))
    if (reply.statusCode === 304) {
      exchanges.refund(exchange)
      setHeaders(reply, exchanges.limitHeaders(exchange))
    }
    // An answer that contains the address this client used is valid for this client alone.
    if (exchange.isPrivate) reply.header('cache-control', 'private, no-cache')
    setHeaders(reply, exchanges.closing(exchange))
    done(null, sent)
  })
}

/** Refuses what the router takes for no address, for which the framework calls no hook. */
export function refuseUnrouted(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { exchanges } = request.server
  begin(request, reply)
  setHeaders(reply, exchanges.closing(exchanges.of(request.raw)))
  sendError(error, request, reply)
}

function begin(request: FastifyRequest, reply: FastifyReply): void {
  const { exchanges } = request.server
  const exchange = exchanges.of(request.raw)
  const { url, logLevel } = request.routeOptions
  if (!request.is404) exchange.route = url ?? 'unknown'
  exchange.isQuiet = logLevel === 'warn'
  exchanges.watch(exchange, request.raw, reply.raw)
  setHeaders(reply, always)
}
