import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import proxyAddress from '@fastify/proxy-addr'
import type { Config } from '../config.ts'
import { TooManyRequests } from '../problems/problems.ts'
import { holdsSecret } from '../problems/secrets.ts'
import { clientOf } from './clients.ts'
import type { Exchange, Exchanges, Observer } from './exchange.ts'
import type { Limiter } from './limiter.ts'
import { corsHeaders } from './methods.ts'
import { securityHeaders } from './security.ts'

/** The headers that every answer begins with. */
export const always: readonly string[] = Object.entries({ ...securityHeaders, ...corsHeaders }).flat()
const key = Symbol('exchange')
type WithExchange = IncomingMessage & { [key]?: Exchange }

export function openExchanges({ trustProxy }: Pick<Config, 'trustProxy'>, limiter: Limiter | undefined): Exchanges {
  let closing = false
  const addressOf = addressReader(trustProxy)
  const observers: Observer[] = []
  function begin(id: string, ip: string, isLast: boolean): Exchange {
    return { id, ip, client: clientOf(ip), startedAt: performance.now(), route: 'unknown', isQuiet: false, isLast }
  }
  function of(request: WithExchange): Exchange {
    request[key] ??= begin(requestId(request), addressOf(request), countOn(request.socket) >= mostOnConnection)
    return request[key]
  }
  function tell(exchange: Exchange, method: string, url: string, status: number): void {
    const { id, ip, route, isQuiet, isSafe, startedAt } = exchange
    const milliseconds = performance.now() - startedAt
    const answered = { id, ip, route, isQuiet, isSafe, method, url, status, milliseconds }
    for (const observe of observers) observe(answered)
  }
  return {
    of,
    ofConnection: (socket) => begin(randomUUID(), socket.remoteAddress ?? '', true),
    idOf: (request) => of(request).id,
    take(exchange) {
      exchange.draw ??= limiter?.take(exchange)
      return exchange.draw?.allowed === false ? new TooManyRequests(exchange.draw.secondsToNext) : undefined
    },
    refund(exchange) {
      if (exchange.draw) exchange.draw = limiter?.refund(exchange)
    },
    limitHeaders: ({ draw }) => (limiter && draw ? limiter.headersOf(draw) : []),
    closing({ id, startedAt, isLast }) {
      const timing = `total;dur=${(performance.now() - startedAt).toFixed(1)}`
      const headers = ['x-request-id', id, 'server-timing', timing]
      // A keep-alive connection would stay open and idle after the service began to close.
      return closing || isLast ? [...headers, 'connection', 'close'] : headers
    },
    watch(exchange, request, response) {
      const { method = '', url = '' } = request
      response.on('finish', () => tell(exchange, method, url, response.statusCode))
    },
    tell,
    observe: (observer) => void observers.push(observer),
    close: () => {
      closing = true
    },
    isClosing: () => closing,
  }
}

/** After so many requests a connection is closed, so that those of a client spread over the processes again. */
export const mostOnConnection = 1000

const onConnection = new WeakMap<object, number>()

function countOn(socket: object): number {
  const count = (onConnection.get(socket) ?? 0) + 1
  onConnection.set(socket, count)
  return count
}

/**
 * Reads the client's address where there is no Fastify request, by the same rules for `X-Forwarded-For`. Whatever else
 * than an address stands there may be a key, and would be logged.
 */
function addressReader(trustProxy: Config['trustProxy']): (request: IncomingMessage) => string {
  if (trustProxy === false) return ({ socket }) => socket.remoteAddress ?? ''
  const isTrusted = trustProxy === true ? () => true : proxyAddress.compile(trustProxy)
  return (request) => {
    const given = proxyAddress(request, isTrusted)
    if (isIP(given) && !given.includes('%')) return given
    // Some proxies send the port along. The zone of an address may be any text.
    const [, inBrackets, beforePort = inBrackets ?? ''] = /^\[([^\]%]+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(given) ?? []
    return isIP(beforePort) ? beforePort : (request.socket.remoteAddress ?? '')
  }
}

/** The client's own request id if it is a plain one, or a new one. */
function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) && !holdsSecret(given) ? given : randomUUID()
}
