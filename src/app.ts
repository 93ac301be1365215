import { analysisRoutes } from './analysis/routes.ts'
import type { Config } from './config.ts'
import { about } from './contract.ts'
import { datasetRoute } from './formats/dataset.ts'
import { frontRoutes } from './front/routes.ts'
import { historyRoutes } from './history/routes.ts'
import { describeApi, serveContract } from './http/contract.ts'
import { answerDirectly } from './http/direct.ts'
import { serveHealth } from './http/health.ts'
import { serveMetrics } from './http/metrics.ts'
import { serveProblems } from './http/problem-pages.ts'
import { createServer, type Server } from './http/server.ts'
import { guardRoutes } from './keys/guard.ts'
import { openKeyring } from './keys/keyring.ts'
import { keyRoutes } from './keys/routes.ts'
import { serveKeptAnswers } from './registry/kept-answers.ts'
import { findDirectly } from './registry/record-answer.ts'
import type { Registry } from './registry/registry.ts'
import { nounRoutes } from './registry/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { writeRoutes } from './writes/routes.ts'

/** The API on one page. */
export async function createApp(config: Config, registry: Registry): Promise<Server> {
  const app = await createServer(config)
  const keyring = openKeyring(registry.db, config.adminKey)
  guardRoutes(app, keyring)
  await describeApi(app, { ...about, publicUrl: config.publicUrl })
  const measure = serveMetrics(app)
  serveKeptAnswers(app, registry.answers)

  nounRoutes(app, registry, config.publicUrl)
  searchRoutes(app, registry)
  datasetRoute(app, registry, config.publicUrl)
  analysisRoutes(app, registry)
  writeRoutes(app, registry)
  keyRoutes(app, registry, keyring)
  historyRoutes(app, registry)

  frontRoutes(app, registry)
  serveProblems(app)
  serveHealth(app, async () => {
    await registry.head.refresh()
    return { mode: registry.mode }
  })
  await serveContract(app)
  answerDirectly(app, measure, findDirectly(registry))
  return app
}
