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

/** Turns requests away with 503 while more are in flight than can soon be answered, or the event loop lags. */
export function shedLoad(app: FastifyInstance, bounds = usual): void {
  const work = watchWork()
  const isLagging = watchEventLoop(app, bounds.delayMilliseconds)
  app.addHook('onRequest', (request, reply, done) => {
    const { unlimited, staysOpen } = request.routeOptions.config
    if (unlimited) return done()
    const most = Math.max(bounds.leastInFlight, work.pace() * bounds.longestWaitMilliseconds)
    if (work.inFlight() >= most || isLagging()) return done(new Overloaded(2, overloaded))
    if (staysOpen) return done()
    work.begin()
    reply.raw.once('close', work.end)
    done()
  })
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
