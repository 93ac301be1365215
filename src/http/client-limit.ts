import type { FastifyReply, FastifyRequest } from 'fastify'
import { setHeaders } from './answer.ts'
import { TooManyRequests } from './problems.ts'

/** Counts a request for the holder of a key, or for its address; refuses what is beyond the limit, and tells clients how they stand. */
export function limitRequest(request: FastifyRequest, reply: FastifyReply, holder?: string): void {
  const { exchanges } = request.server
  const exchange = exchanges.of(request.raw)
  exchange.holder = holder
  const isWithin = exchanges.draw(exchange)
  setHeaders(reply, exchanges.standing(exchange))
  if (!isWithin) throw new TooManyRequests(exchange.draw?.secondsToNext ?? 1)
}
