import { serveAsset } from '../http/asset.ts'
import type { Server } from '../http/server.ts'
import type { Registry } from '../read/registry.ts'
import { comparePageRoutes } from './analysis/compare-page-route.ts'
import { matrixPageRoutes } from './analysis/matrix-page-route.ts'
import { missingPageRoutes } from './analysis/missing-page-route.ts'
import { timelinePageRoutes } from './analysis/timeline-page-route.ts'
import { changesPageRoutes } from './changes/changes-page-route.ts'
import { entryRoutes } from './entry-routes.ts'
import { exploreRoutes } from './explore/explore-routes.ts'
import { feedRoutes } from './feeds/feed-routes.ts'
import { homeRoutes } from './home-route.ts'
import { listPageRoutes } from './list-page-route.ts'
import { machineRoutes } from './machine-routes.ts'
import { mark, markPicture } from './own-assets.ts'
import { showProblems } from './problem-page.tsx'
import { recordPageRoutes } from './record-page-route.ts'
import { searchPageRoutes } from './search-page-route.ts'
import { stylesheet } from './stylesheet.ts'
import { textPageRoutes } from './texts/text-page-routes.ts'
import { versionPageRoutes } from './version-page-route.ts'

/** All pages for people. Where no address of the service is set, links within a page are relative: pages are kept for all hosts. */
export function pageRoutes(app: Server, registry: Registry): void {
  const base = app.mount.publicUrl ?? ''
  for (const one of [stylesheet, mark, markPicture]) serveAsset(app, one)
  entryRoutes(app, registry)
  homeRoutes(app, registry, base)
  listPageRoutes(app, registry, base)
  searchPageRoutes(app, registry, base)
  matrixPageRoutes(app, registry, base)
  timelinePageRoutes(app, registry, base)
  missingPageRoutes(app, registry, base)
  comparePageRoutes(app, registry, base)
  changesPageRoutes(app, registry, base)
  textPageRoutes(app, registry, base)
  recordPageRoutes(app, registry, base)
  versionPageRoutes(app, registry, base)
  feedRoutes(app, registry)
  exploreRoutes(app, registry.nouns)
  machineRoutes(app, registry)
  showProblems(app, registry.nouns)
}
