import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /** Reports a request that failed because something that the service depends on is out of order. */
    noteOutage(kind: string, error: Error): void
  }
}

/** An outage is over when nothing has failed for so long. */
const overAfter = 5_000

interface Outage {
  since: number
  lastAt: number
  failed: number
}

/** Logs an outage when it begins and when it is over, however many requests fail in between. */
export function logOutages(app: FastifyInstance): void {
  const outages = new Map<string, Outage>()
  let timer: NodeJS.Timeout | undefined

  app.decorate('noteOutage', (kind: string, error: Error) => {
    const outage = outages.get(kind)
    const now = Date.now()
    if (outage) {
      outage.lastAt = now
      outage.failed += 1
      return
    }
    outages.set(kind, { since: now, lastAt: now, failed: 1 })
    app.log.error({ err: error, outage: kind }, 'requests fail')
    timer ??= setInterval(endOutages, 1000).unref()
  })

  function endOutages(): void {
    for (const [kind, { since, lastAt, failed }] of outages) {
      if (Date.now() - lastAt < overAfter) continue
      outages.delete(kind)
      app.log.info({ outage: kind, failed, seconds: Math.round((lastAt - since) / 1000) }, 'requests fail no more')
    }
    if (outages.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
  app.addHook('onClose', async () => clearInterval(timer))
}
