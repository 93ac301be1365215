import type { Server } from '../http/server.ts'
import type { Registry } from '../registry/registry.ts'
import { citationRoutes } from './citations/routes.ts'
import { continuityRoutes } from './continuity/routes.ts'
import { gapRoutes } from './gaps/routes.ts'
import { matrixRoutes } from './matrix/routes.ts'
import { reconciliationRoutes } from './reconciliation/routes.ts'
import { timelineRoutes } from './timeline/routes.ts'

/** What can be asked of the records together. */
export function analysisRoutes(app: Server, registry: Registry): void {
  matrixRoutes(app, registry)
  timelineRoutes(app, registry)
  reconciliationRoutes(app, registry)
  continuityRoutes(app, registry)
  gapRoutes(app, registry)
  citationRoutes(app, registry)
}
