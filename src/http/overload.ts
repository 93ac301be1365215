import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import { texts } from './problem-types.ts'
import { Unavailable } from './problems.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** An answer that stays open on purpose is not counted among the requests in flight. */
    staysOpen?: boolean
  }
}

type Bounds = { inFlight: number; delayMilliseconds: number }

/** Turns requests away with 503 while too many are in flight or the event loop lags. */
export function shedLoad(app: FastifyInstance, bounds: Bounds = { inFlight: 1000, delayMilliseconds: 1000 }): void {
  let inFlight = 0
  const isLagging = watchEventLoop(app, bounds.delayMilliseconds)
  app.addHook('onRequest', async (request, reply) => {
    const { unlimited, staysOpen } = request.routeOptions.config
    if (unlimited) return
    if (inFlight >= bounds.inFlight || isLagging()) throw new Unavailable(2, overloaded)
    if (staysOpen) return
    inFlight++
    reply.raw.once('close', () => inFlight--)
  })
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
