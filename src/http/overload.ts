import type { ServerResponse } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
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

/** Turns requests away with 503 while more are in flight than can soon be answered, or the event loop lags. */
export function shedLoad(app: FastifyInstance, bounds = usual): Load {
  const isLagging = watchEventLoop(app, bounds.delayMilliseconds)
  const load: Load = { direct: boundOf(bounds, 5, isLagging), routed: boundOf(bounds, 1, isLagging) }
  app.addHook('onRequest', (request, reply, done) => {
    const { unlimited, staysOpen } = request.routeOptions.config
    if (unlimited) return done()
    if (!load.routed.hasRoom()) return done(overloaded)
    if (!staysOpen) load.routed.enter(reply.raw)
    done()
  })
  return load
}

/** A bound on the requests of one kind, of which so many a millisecond are answered until it is known better. */
function boundOf(
  { leastInFlight, longestWaitMilliseconds }: Bounds,
  firstPace: number,
  isLagging: () => boolean,
): Bound {
  const work = watchWork(firstPace)
  return {
    hasRoom() {
      const most = Math.max(leastInFlight, work.pace() * longestWaitMilliseconds)
      return work.inFlight() < most && !isLagging()
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

export const overloaded = new Overloaded(2, texts('The service is overloaded.', '服務負載過重。', '服务负载过重。'))

// One long task, such as opening the embedded database, is no overload; a second bad second in a row is.
function watchEventLoop(app: FastifyInstance, longest: number): () => boolean {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  let badSeconds = 0
  let timer: NodeJS.Timeout | undefined
  app.addHook('onListen', async () => {
    delay.enable()
    timer = setInterval(() => {
      badSeconds = delay.mean / 1e6 > longest ? badSeconds + 1 : 0
      delay.reset()
    }, 1000).unref()
  })
  app.addHook('onClose', async () => {
    clearInterval(timer)
    delay.disable()
  })
  return () => badSeconds >= 2
}
