import type { FastifyReply, FastifyRequest } from 'fastify'
import { TooManyRequests } from '../problems/problems.ts'
import { setHeaders } from './answer.ts'
import { Buckets, type Draw } from './buckets.ts'
import { clientOf } from './clients.ts'
import { shareBuckets } from './shared-buckets.ts'

/** In seconds. */
export const window = 60

interface Client {
  ip: string
  holder?: string
}

/** How many requests each client has left. */
export interface Limiter {
  take(client: Client): Draw
  refund(client: Client): Draw
  /** The headers that tell a client how it stands, each a name and a value. */
  headersOf(draw: Draw): [string, string, string, string]
}

/** Holds each client to so many requests a minute; 0 sets no limit. */
export function limiterOf(perMinute: number): Limiter | undefined {
  if (perMinute === 0) return undefined
  const requests = new Buckets(perMinute, window)
  shareBuckets('requests', requests)
  const policy = `"default";q=${perMinute};w=${window}`
  return {
    take: (client) => requests.take(client.holder ?? clientOf(client)),
    refund: (client) => requests.refund(client.holder ?? clientOf(client)),
    headersOf: ({ remaining, secondsToFull }) => [
      'ratelimit-policy',
      policy,
      'ratelimit',
      `"default";r=${remaining};t=${secondsToFull}`,
    ],
  }
}

/**
 * Counts a request for the holder of a key, or for its address; refuses what is beyond the limit, and tells clients how
 * they stand.
 */
export function limitRequest(request: FastifyRequest, reply: FastifyReply, holder?: string): void {
  const { exchanges } = request.server
  const exchange = exchanges.of(request.raw)
  exchange.holder = holder
  const isWithin = exchanges.take(exchange)
  setHeaders(reply, exchanges.limitHeaders(exchange))
  if (!isWithin) throw new TooManyRequests(exchange.draw?.secondsToNext ?? 1)
}
