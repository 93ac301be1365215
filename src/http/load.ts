import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { texts } from '../language/texts.ts'
import { Overloaded } from '../problems/problems.ts'
import { addTo } from './clients.ts'
import { type EventLoop, watchEventLoop } from './event-loop.ts'
import { type Exchange, exchangeOf, type InFlight } from './exchange.ts'
import { holdUntilOver } from './held.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** An answer that stays open on purpose is not counted among the requests in flight. */
    staysOpen?: boolean
    /**
     * True for a request that will wait, such as a long poll: its route limits how many do, so it is not counted in
     * flight.
     */
    waits?: (request: FastifyRequest) => boolean
  }
}

interface Bounds {
  /** How many requests are let in at once, however slow they are. */
  leastInFlight: number
  /** No more are taken in than are answered in this time, so that none waits much longer. */
  longestWaitMilliseconds: number
  /** Requests answered per millisecond, assumed until it is measured. */
  firstPace: number
}

const light = { leastInFlight: 32, longestWaitMilliseconds: 100 }

/** By kind of work. A list takes ten times as long as what is answered directly, and a count over all records a hundred times. */
const usual = {
  direct: { ...light, firstPace: 5 },
  light: { ...light, firstPace: 1 },
  heavy: { leastInFlight: 16, longestWaitMilliseconds: 500, firstPace: 0.05 },
  write: { leastInFlight: 64, longestWaitMilliseconds: 1000, firstPace: 0.1 },
} satisfies Record<string, Bounds>

/** In milliseconds, on the average of a second. */
const longestLag = 1000

/** The requests of one kind that are taken in. */
interface Bound {
  /**
   * Whether one more of this client is taken in. Once there are enough in all, only clients that have less than their
   * share are, so that no client keeps the others out.
   */
  hasRoom(client: string): boolean
  /** Counts a request until it is over, or until it leaves. */
  enter(exchange: Exchange, response: ServerResponse): void
}

/** The bound of each kind of work, each with its own pace: direct answers, and the three kinds that the routes do. */
export type Load = Record<keyof typeof usual, Bound>

/** Bounds what is in flight by the pace at which it is answered; nothing is let in while the event loop lags. */
export function watchLoad(app: FastifyInstance, bounds: Record<keyof typeof usual, Bounds> = usual): Load {
  const loop = watchEventLoop(app, longestLag)
  return {
    direct: boundOf(bounds.direct, loop),
    light: boundOf(bounds.light, loop),
    heavy: boundOf(bounds.heavy, loop),
    write: boundOf(bounds.write, loop),
  }
}

/** Takes a request in among those of its kind, or turns it away with 503 while more are in flight than can soon be answered. */
export function takeIn(bound: Bound, request: FastifyRequest, reply: FastifyReply): void {
  const exchange = exchangeOf(request)
  if (!bound.hasRoom(exchange.client)) throw overloaded
  const { staysOpen, waits } = request.routeOptions.config
  if (!staysOpen && !waits?.(request)) bound.enter(exchange, reply.raw)
}

/** Stops counting a request that turned out to be of another kind, or that only waits from now on. */
export function leaveLoad(exchange: Exchange): void {
  exchange.countedIn?.forget(exchange)
  exchange.countedIn = undefined
}

export const overloaded = new Overloaded(2, texts('The service is overloaded.', '服務負載過重。', '服务负载过重。'))

function boundOf({ leastInFlight, longestWaitMilliseconds, firstPace }: Bounds, loop: EventLoop): Bound {
  const work = watchWork(firstPace)
  const open = new Map<string, number>()
  const counted: InFlight = {
    end(exchange) {
      addTo(open, exchange.client, -1)
      work.end()
    },
    forget(exchange) {
      addTo(open, exchange.client, -1)
      work.forget()
    },
  }
  return {
    hasRoom(client) {
      if (loop.isLagging) return false
      const most = Math.max(leastInFlight, work.pace() * longestWaitMilliseconds)
      if (work.inFlight() < most) return true
      const own = open.get(client) ?? 0
      return own + 1 <= most / (open.size + (own === 0 ? 1 : 0))
    },
    enter(exchange, response) {
      work.begin()
      addTo(open, exchange.client, 1)
      exchange.countedIn = counted
      holdUntilOver(exchange, response, () => {
        if (exchange.countedIn !== counted) return
        // A client that went before the work began was not answered.
        if (exchange.work || response.writableFinished) counted.end(exchange)
        else counted.forget(exchange)
        exchange.countedIn = undefined
      })
    },
  }
}

/** After how many milliseconds of work a pace is believed, and a slower one sooner. */
const paceAfter = 500
const slowAfter = 250

/** The requests in flight, and how many are answered in a millisecond in which there are any. */
function watchWork(firstPace: number) {
  let inFlight = 0
  let pace = firstPace
  let answered = 0
  let busy = 0
  let since = 0
  return {
    inFlight: () => inFlight,
    pace() {
      const busyFor = inFlight > 0 ? busy + performance.now() - since : busy
      return busyFor < slowAfter ? pace : Math.min(pace, answered / busyFor)
    },
    begin() {
      if (inFlight === 0) since = performance.now()
      inFlight++
    },
    forget() {
      inFlight--
    },
    end() {
      inFlight--
      answered++
      busy += performance.now() - since
      since = performance.now()
      if (busy < paceAfter) return
      pace = answered / busy
      answered = 0
      busy = 0
    },
  }
}
