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

const usual: Bounds = { leastInFlight: 32, longestWaitMilliseconds: 250, delayMilliseconds: 1000 }

/** The requests that are taken in. */
export interface Load {
  hasRoom(): boolean
  /** Counts a request until its answer is closed. */
  enter(response: ServerResponse): void
  /** Counts no more a request that somebody else will enter. */
  handOver(response: ServerResponse): void
}

/** Turns requests away with 503 while more are in flight than can soon be answered, or the event loop lags. */
export function shedLoad(app: FastifyInstance, bounds = usual): Load {
  const work = watchWork()
  const isLagging = watchEventLoop(app, bounds.delayMilliseconds)
  const load: Load = {
    hasRoom() {
      const most = Math.max(bounds.leastInFlight, work.pace() * bounds.longestWaitMilliseconds)
      return work.inFlight() < most && !isLagging()
    },
    enter(response) {
      work.begin()
      response.once('close', work.end)
    },
    handOver(response) {
      response.removeListener('close', work.end)
      work.forget()
    },
  }
  app.addHook('onRequest', (request, reply, done) => {
    const { unlimited, staysOpen } = request.routeOptions.config
    if (unlimited) return done()
    if (!load.hasRoom()) return done(new Overloaded(2, overloaded))
    if (!staysOpen) load.enter(reply.raw)
    done()
  })
  return load
}

/** Until it is known how quick the service is. */
const firstPace = 1
const paceAfter = 500

/** The requests in flight, and how many are answered in a millisecond in which there are any. */
function watchWork(now = () => performance.now()) {
  let inFlight = 0
  let pace = firstPace
  let answered = 0
  let busy = 0
  let since = 0
  return {
    inFlight: () => inFlight,
    pace: () => pace,
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

const overloaded = texts('The service is overloaded.', '服務負載過重。', '服务负载过重。')

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
