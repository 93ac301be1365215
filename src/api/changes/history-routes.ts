import type { Server } from '../../http/server.ts'
import type { Registry } from '../../read/registry.ts'
import { changeRoutes } from './change-routes.ts'
import { editionRoutes } from './edition-routes.ts'
import { snapshotRoutes } from './snapshot-routes.ts'
import { versionRoutes } from './version-routes.ts'

/** History and sync: versions, changes, snapshot, manifest, editions. */
export function historyRoutes(app: Server, registry: Registry): void {
  versionRoutes(app, registry)
  changeRoutes(app, registry)
  snapshotRoutes(app, registry)
  editionRoutes(app, registry)
}
