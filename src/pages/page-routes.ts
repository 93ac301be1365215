import type { Server } from '../http/server.ts'
import type { Registry } from '../read/registry.ts'
import { matrixPageRoutes } from './analysis/matrix-page-route.ts'
import { entryRoutes } from './entry-routes.ts'
import { homeRoutes } from './home-route.ts'
import { listPageRoutes } from './list-page-route.ts'
import { machineRoutes } from './machine-routes.ts'
import { showProblems } from './problem-page.tsx'
import { recordPageRoutes } from './record-page-route.ts'
import { searchPageRoutes } from './search-page-route.ts'
import { stylesheet, stylesheetAddress } from './stylesheet.ts'

/** All pages for people. Where no address of the service is set, links within a page are relative: pages are kept for all hosts. */
export function pageRoutes(app: Server, registry: Registry, publicUrl: string | undefined): void {
  const base = publicUrl ?? ''
  app.get(stylesheetAddress, { schema: { hide: true } }, async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=31536000, immutable')
    return reply.type('text/css; charset=utf-8').send(stylesheet)
  })
  entryRoutes(app, registry)
  homeRoutes(app, registry, base)
  listPageRoutes(app, registry, base)
  searchPageRoutes(app, registry, base)
  matrixPageRoutes(app, registry, base)
  recordPageRoutes(app, registry, base)
  machineRoutes(app, registry, publicUrl)
  showProblems(app, registry.nouns)
}
