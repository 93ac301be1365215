import { isIP } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { putHeaders } from './answer.ts'
import { Buckets, type Draw } from './buckets.ts'
import type { Exchanges } from './exchange.ts'
import { texts } from './problem-types.ts'
import { TooManyRequests } from './problems.ts'

const window = 60
const failedLoginsPerWindow = 10

declare module 'fastify' {
  interface FastifyInstance {
    failedLogins: Buckets
  }
  interface FastifyContextConfig {
    /** Probes and metrics must be answered whatever clients do. */
    unlimited?: boolean
  }
}

/** How many requests each client has left. */
export interface Limiter {
  draw(client: { ip: string }): Draw
  giveBack(client: { ip: string }): Draw
  /** The headers that tell a client how it stands, each a name and a value. */
  announce(draw: Draw): [string, string, string, string]
}

/** Holds each client to so many requests a minute; 0 sets no limit. */
export function limiterOf(perMinute: number): Limiter | undefined {
  if (perMinute === 0) return undefined
  const requests = new Buckets(perMinute, window)
  const policy = `"default";q=${perMinute};w=${window}`
  return {
    draw: (client) => requests.take(clientOf(client)),
    giveBack: (client) => requests.giveBack(clientOf(client)),
    announce: ({ remaining, secondsToFull }) => [
      'ratelimit-policy',
      policy,
      'ratelimit',
      `"default";r=${remaining};t=${secondsToFull}`,
    ],
  }
}

/** Refuses what is beyond the limit, and tells clients how they stand. */
export function limitRequests(app: FastifyInstance, exchanges: Exchanges): void {
  app.decorate('failedLogins', new Buckets(failedLoginsPerWindow, window))
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.unlimited) return done()
    const exchange = exchanges.of(request.raw)
    const isWithin = exchanges.draw(exchange)
    putHeaders(reply, exchanges.standing(exchange))
    done(isWithin ? undefined : new TooManyRequests(exchange.draw?.secondsToNext ?? 1))
  })
}

const tooManyFailures = texts(
  'Too many attempts with a wrong key came from this address.',
  '此位址以錯誤金鑰嘗試的次數過多。',
  '此地址以错误密钥尝试的次数过多。',
)

/** Refuses a client that has failed too often to even try a key; to be asked before a key is checked. */
export function refuseGuessing(request: FastifyRequest): void {
  const draw = request.server.failedLogins.look(clientOf(request))
  if (!draw.allowed) throw new TooManyRequests(draw.secondsToNext, tooManyFailures)
}

/** Counts one attempt with a wrong key against the client. */
export function takeFailedLogin(request: FastifyRequest): void {
  request.server.failedLogins.take(clientOf(request))
}

/** Who is limited as one: an IPv4 address, or the 64-bit network that one IPv6 subscriber usually has whole. */
export function clientOf({ ip }: { ip: string }): string {
  if (isIP(ip) !== 6) return ip
  const [, embedded] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip) ?? []
  if (embedded) return embedded
  const [head = '', tail] = ip.split('::').map((half) => half.split(':').filter((group) => group !== '')) as [
    string[],
    string[]?,
  ]
  const gap = tail === undefined ? [] : Array.from({ length: 8 - head.length - tail.length }, () => '0')
  return [...head, ...gap, ...(tail ?? [])].slice(0, 4).join(':')
}
