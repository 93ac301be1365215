import type { Server } from '../../http/server.ts'
import type { Registry } from '../../read/registry.ts'
import { checksRoutes } from './checks-routes.ts'
import { citationRoutes } from './citations-route.ts'
import { continuityRoutes } from './continuity-route.ts'
import { gapRoutes } from './gaps-route.ts'
import { matrixRoutes } from './matrix-route.ts'
import { reconciliationRoutes } from './reconciliation-routes.ts'
import { timelineRoutes } from './timeline-route.ts'

/** The questions about many records together: counts, reconciliation, continuity, gaps, citations. */
export function analysisRoutes(app: Server, registry: Registry): void {
  matrixRoutes(app, registry)
  timelineRoutes(app, registry)
  reconciliationRoutes(app, registry)
  continuityRoutes(app, registry)
  gapRoutes(app, registry)
  citationRoutes(app, registry)
  checksRoutes(app, registry)
}
