import { guardRoutes } from './access/guard.ts'
import { openKeyring } from './access/keyring.ts'
import { analysisRoutes } from './api/analysis/analysis-routes.ts'
import { datasetRoute } from './api/catalog/catalog-route.ts'
import { historyRoutes } from './api/changes/history-routes.ts'
import { aboutApi } from './api/contract.ts'
import { serveKeptAnswers } from './api/kept-answers.ts'
import { keyRoutes } from './api/keys/key-routes.ts'
import { answerPlainReads } from './api/plain-reads.ts'
import { nounRoutes } from './api/records/record-routes.ts'
import { searchRoutes } from './api/search/search-routes.ts'
import { writeRoutes } from './api/writes/write-routes.ts'
import type { Config } from './config.ts'
import { describeApi, serveContract } from './http/contract.ts'
import { serveHealth } from './http/health.ts'
import { serveMetrics } from './http/observability.ts'
import { serveProblems } from './http/problem-pages.ts'
import { createServer, type Server } from './http/server.ts'
import { pageRoutes } from './pages/page-routes.ts'
import type { Registry } from './read/registry.ts'

/** The API on one page. */
export async function createApp(config: Config, registry: Registry): Promise<Server> {
  const app = await createServer(config, registry.mode === 'embedded' ? 1 : undefined)
  const keyring = openKeyring(registry.db, config.adminKey)
  guardRoutes(app, keyring)
  await describeApi(app, { ...aboutApi(registry.nouns), publicUrl: config.publicUrl })
  serveMetrics(app, config.metricsKey ? [config.metricsKey, config.adminKey].filter((key) => key !== undefined) : [])
  serveKeptAnswers(app, registry.head)

  nounRoutes(app, registry, config.publicUrl)
  searchRoutes(app, registry)
  datasetRoute(app, registry, config.publicUrl)
  analysisRoutes(app, registry)
  writeRoutes(app, registry)
  keyRoutes(app, registry, keyring)
  historyRoutes(app, registry)

  pageRoutes(app, registry, config.publicUrl)
  serveProblems(app)
  serveHealth(app, async () => {
    await registry.head.refresh()
    return { mode: registry.mode, writes: await registry.takesWrites() }
  })
  await serveContract(app)
  answerPlainReads(app, registry)
  return app
}
