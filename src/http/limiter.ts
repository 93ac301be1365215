import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from '../problems/problems.ts'
import { setHeaders } from './answer.ts'
import { Buckets, type Draw } from './buckets.ts'
import { type Exchange, exchangeOf } from './exchange.ts'
import { shareBuckets } from './shared-buckets.ts'

// Every request counts once, whichever stage answers it: for its address as it comes, or for the holder of a key where the
// route needs one. Until that key is checked, a refusal counts for the address. Probes, metrics and 304s count for nobody.

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Probes and metrics must be answered whatever clients do. */
    unlimited?: boolean
    /** Whether it answers only who has a key. */
    needsKey?: boolean
  }
}

/** In seconds. */
export const window = 60

type Counted = Pick<Exchange, 'client' | 'holder'>

/** How many requests each client has left. */
export interface Limiter {
  take(counted: Counted): Draw
  refund(counted: Counted): Draw
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
    take: ({ holder, client }) => requests.take(holder ?? client),
    refund: ({ holder, client }) => requests.refund(holder ?? client),
    headersOf: ({ remaining, secondsToFull }) => [
      'ratelimit-policy',
      policy,
      'ratelimit',
      `"default";r=${remaining};t=${secondsToFull}`,
    ],
  }
}

/** Counts a request, for the holder of a key or for its address, and refuses what is beyond the limit. */
export function limitRequest(request: FastifyRequest, reply: FastifyReply, holder?: string): void {
  exchangeOf(request).holder = holder
  const beyond = countRequest(request, reply)
  if (beyond) throw beyond
}

/** Whether a request counts only after its key is checked. */
export const countsForKey = ({ routeOptions, headers }: FastifyRequest): boolean =>
  routeOptions.config.needsKey === true && headers.authorization !== undefined

/** Counts a request that is not counted yet, tells its client how it stands, and gives the refusal of what is beyond the limit. */
export function countRequest(request: FastifyRequest, reply: FastifyReply): Problem | undefined {
  if (request.routeOptions.config.unlimited) return undefined
  const { exchanges } = request.server
  const exchange = exchanges.of(request.raw)
  const beyond = exchanges.take(exchange)
  setHeaders(reply, exchanges.limitHeaders(exchange))
  return beyond
}
