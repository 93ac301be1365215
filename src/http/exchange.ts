import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { Problem } from '../problems/problems.ts'
import type { Answer } from './answer.ts'
import type { Draw } from './buckets.ts'

/**
 * A request and its answer, as all stages of answering know it. It refers to neither of their objects: V8 soon moves
 * objects of every request to its old space, and all that they refer to would be collected late and at a high cost.
 */
export interface Exchange {
  id: string
  /** The client's address. */
  ip: string
  /** The client that limits and turns take it for. */
  client: string
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

export type Observer = (answered: Answered) => void

/** The exchange that a request of a route is part of. */
export const exchangeOf = ({ server, raw }: FastifyRequest): Exchange => server.exchanges.of(raw)

/** The steps that every request passes, whichever stage answers it, and the observers of every answer. */
export interface Exchanges {
  of(request: IncomingMessage): Exchange
  idOf(request: IncomingMessage): string
  /** The exchange of what came on a connection without becoming a request. */
  ofConnection(socket: Socket): Exchange
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
  /** Tells the observers of an answer that was sent now. */
  tell(exchange: Exchange, method: string, url: string, status: number): void
  observe(observer: Observer): void
  /** Begins to close connections with their answers. */
  close(): void
  isClosing(): boolean
}
