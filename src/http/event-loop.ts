import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'

/** Whether the event loop lags, looked at each second. */
export interface EventLoop {
  isLagging: boolean
}

// One long task, such as opening the embedded database, is no overload; a second bad second in a row is.
export function watchEventLoop(app: FastifyInstance, longest: number): EventLoop {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  const loop = { isLagging: false }
  let badSeconds = 0
  let timer: NodeJS.Timeout | undefined
  app.addHook('onListen', async () => {
    delay.enable()
    timer = setInterval(() => {
      badSeconds = delay.mean / 1e6 > longest ? badSeconds + 1 : 0
      loop.isLagging = badSeconds >= 2
      delay.reset()
    }, 1000).unref()
  })
  app.addHook('onClose', async () => {
    clearInterval(timer)
    delay.disable()
  })
  return loop
}
