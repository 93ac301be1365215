import type { Server } from '../../http/server.ts'
import type { Registry } from '../../read/registry.ts'
import { sweep } from '../../write/idempotency.ts'
import { batchRoute } from './batch-route.ts'
import { recordWriteRoutes } from './record-write-routes.ts'

/** The writes that every noun has, and the batch. */
export function writeRoutes(app: Server, registry: Registry): void {
  for (const noun of registry.nouns.values()) recordWriteRoutes(app, registry, noun)
  batchRoute(app, registry)
  sweepHourly(app, registry)
}

function sweepHourly(app: Server, { leader }: Registry): void {
  let timer: NodeJS.Timeout | undefined
  app.addHook('onListen', async () => {
    const run = () =>
      sweep(leader).catch((error: unknown) => app.log.warn({ err: error }, 'old answers were not swept'))
    timer = setInterval(run, 3_600_000).unref()
  })
  app.addHook('onClose', async () => clearInterval(timer))
}
