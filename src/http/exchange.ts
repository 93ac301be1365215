import type { IncomingMessage, ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import proxyAddress from '@fastify/proxy-addr'
import type { Config } from '../config.ts'
import { type Problem, TooManyRequests } from '../problems/problems.ts'
import type { Answer } from './answer.ts'
import type { Draw } from './buckets.ts'
import type { Limiter } from './limiter.ts'
import { corsHeaders } from './methods.ts'
import { requestId } from './requests.ts'
import { securityHeaders } from './security.ts'

/**
 * A request and its answer, as all stages of answering know it. It refers to neither of their objects: V8 soon moves
 * objects of every request to its old space, and all that they refer to would be collected late and at a high cost.
 */
export interface Exchange {
  id: string
  /** The client's address. */
  ip: string
  /**
   * The holder of the key that came with the request, if the route needs one: the request counts against the limit of
   * the key.
   */
  holder?: string
  startedAt: number
  /** The template of the route, for metrics: the number of paths has no bound. */
  route: string
  /** Whether it is left out of the log. */
  isQuiet: boolean
  /** Whether the answer repeats what this client alone sent, so that no cache may give it to another. */
  isPrivate?: boolean
  /** Whether its address is spelt otherwise than the service spells it. */
  isMisspelt?: boolean
  /** Whether its address has been looked through, and holds no secret. */
  isSafe?: boolean
  /** Whether its connection ends with its answer. */
  isLast: boolean
  /** How the client stands with its limit; undefined where there is none. */
  draw?: Draw
  /** Where it is counted as in flight. */
  countedIn?: InFlight
  /** How far the work on it is; undefined while it only waits. */
  work?: 'begun' | 'ended'
  /** Whether its answer is closed, sent or not; known where it holds something. */
  isClosed?: boolean
  /** Frees what it holds. */
  held?: (() => void)[]
  /** The read that was begun before the router, so that the routes need not begin it again. */
  begun?: Promise<Answer | undefined>
}

/** The requests of one kind that are in flight. */
export interface InFlight {
  /** Counts one as answered. */
  end(exchange: Exchange): void
  /** Stops counting one, as if it had never come. */
  forget(exchange: Exchange): void
}

/** The data on an exchange that observers get when its answer is sent. */
export interface Answered extends Pick<Exchange, 'id' | 'ip' | 'route' | 'isQuiet' | 'isSafe'> {
  method: string
  url: string
  status: number
  milliseconds: number
}

type Observer = (answered: Answered) => void

/** The steps that every request passes, whichever stage answers it, and the observers of every answer. */
export interface Exchanges {
  of(request: IncomingMessage): Exchange
  idOf(request: IncomingMessage): string
  /** Counts a request against the limit of its client, once, and gives the refusal of one beyond it. */
  take(exchange: Exchange): Problem | undefined
  /** Counts a request no longer that is answered by 304, to encourage conditional requests. */
  refund(exchange: Exchange): void
  /** The headers on the client's limit. */
  limitHeaders(exchange: Exchange): string[]
  /** The headers that every answer ends with. */
  closing(exchange: Exchange): string[]
  /** Tells the observers of the exchange when its answer is sent. */
  watch(exchange: Exchange, request: IncomingMessage, response: ServerResponse): void
  observe(observer: Observer): void
  /** Begins to close connections with their answers. */
  close(): void
  isClosing(): boolean
}

/** The headers that every answer begins with. */
export const always: readonly string[] = Object.entries({ ...securityHeaders, ...corsHeaders }).flat()
const key = Symbol('exchange')
type WithExchange = IncomingMessage & { [key]?: Exchange }

export function openExchanges({ trustProxy }: Pick<Config, 'trustProxy'>, limiter: Limiter | undefined): Exchanges {
  let closing = false
  const addressOf = addressReader(trustProxy)
  const observers: Observer[] = []
  function of(request: WithExchange): Exchange {
    request[key] ??= {
      id: requestId(request),
      ip: addressOf(request),
      startedAt: performance.now(),
      route: 'unknown',
      isQuiet: false,
      isLast: countOn(request.socket) >= mostOnConnection,
    }
    return request[key]
  }
  return {
    of,
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
      response.on('finish', () => {
        const { id, ip, route, isQuiet, isSafe, startedAt } = exchange
        const milliseconds = performance.now() - startedAt
        const answered = { id, ip, route, isQuiet, isSafe, method, url, status: response.statusCode, milliseconds }
        for (const observe of observers) observe(answered)
      })
    },
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
