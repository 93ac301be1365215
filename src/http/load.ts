import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type EventLoop, watchEventLoop } from './event-loop.ts'
import { texts } from './problem-types.ts'
import { Overloaded } from './problems.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** An answer that stays open on purpose is not counted among the requests in flight. */
    staysOpen?: boolean
  }
}

interface Bounds {
  /** So many requests are taken in at once however slow they are. */
  leastInFlight: number
  /** No more are taken in than are answered in this time, so that none waits much longer. */
  longestWaitMilliseconds: number
  delayMilliseconds: number
}

const usual: Bounds = { leastInFlight: 32, longestWaitMilliseconds: 100, delayMilliseconds: 1000 }

/** The requests of one kind that are taken in. */
export interface Bound {
  hasRoom(): boolean
  /** Counts a request until its answer is closed. */
  enter(response: ServerResponse): void
  /** Counts no more a request that is of the other kind. */
  leave(response: ServerResponse): void
}

/** What is answered directly and what the routes answer, each by its own pace: a list takes ten times as long as a record. */
export interface Load {
  direct: Bound
  routed: Bound
}

/** Bounds what is in flight by the pace at which it is answered; nothing is let in while the event loop lags. */
export function watchLoad(app: FastifyInstance, bounds = usual): Load {
  const loop = watchEventLoop(app, bounds.delayMilliseconds)
  return { direct: boundOf(bounds, 5, loop), routed: boundOf(bounds, 1, loop) }
}

/** Takes a request in, or turns it away with 503 while more are in flight than can soon be answered. */
export function takeIn({ routed }: Load, request: FastifyRequest, reply: FastifyReply): void {
  if (!routed.hasRoom()) throw overloaded
  if (!request.routeOptions.config.staysOpen) routed.enter(reply.raw)
}

export const overloaded = new Overloaded(2, texts('The service is overloaded.', '服務負載過重。', '服务负载过重。'))

/** A bound on the requests of one kind, of which so many a millisecond are answered until it is known better. */
function boundOf({ leastInFlight, longestWaitMilliseconds }: Bounds, firstPace: number, loop: EventLoop): Bound {
  const work = watchWork(firstPace)
  return {
    hasRoom() {
      const most = Math.max(leastInFlight, work.pace() * longestWaitMilliseconds)
      return work.inFlight() < most && !loop.isLagging
    },
    enter(response) {
      work.begin()
      response.once('close', work.end)
    },
    leave(response) {
      response.removeListener('close', work.end)
      work.forget()
    },
  }
}

/** After how many milliseconds of work a pace is believed, and a slower one sooner. */
const paceAfter = 500
const slowAfter = 250

/** The requests in flight, and how many are answered in a millisecond in which there are any. */
function watchWork(firstPace: number, now = () => performance.now()) {
  let inFlight = 0
  let pace = firstPace
  let answered = 0
  let busy = 0
  let since = 0
  return {
    inFlight: () => inFlight,
    pace() {
      const busyFor = inFlight > 0 ? busy + now() - since : busy
      return busyFor < slowAfter ? pace : Math.min(pace, answered / busyFor)
    },
    begin() {
      if (inFlight === 0) since = now()
      inFlight++
    },
    forget() {
      inFlight--
    },
    end() {
      inFlight--
      answered++
      busy += now() - since
      since = now()
      if (busy < paceAfter) return
      pace = answered / busy
      answered = 0
      busy = 0
    },
  }
}
