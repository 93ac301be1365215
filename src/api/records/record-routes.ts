import type { Server } from '../../http/server.ts'
import type { Registry } from '../../read/registry.ts'
import { listRoute } from './list-route.ts'
import { recordRoute } from './record-route.ts'

/** The two reads that every noun has. */
export function nounRoutes(app: Server, registry: Registry, publicUrl: string | undefined): void {
  for (const noun of registry.nouns.values()) {
    listRoute(app, registry, noun)
    recordRoute(app, registry, noun, publicUrl)
  }
}
