import { guardRoutes } from './access/guard.ts'
import { openKeyring } from './access/keyring.ts'
import { serveKeptAnswers } from './answers/kept-answers.ts'
import { tellAge } from './api/age.ts'
import { checksRoutes } from './api/analysis/checks-routes.ts'
import { citationRoutes } from './api/analysis/citations-route.ts'
import { continuityRoutes } from './api/analysis/continuity-route.ts'
import { gapRoutes } from './api/analysis/gaps-route.ts'
import { matrixRoutes } from './api/analysis/matrix-route.ts'
import { reconciliationRoutes } from './api/analysis/reconciliation-routes.ts'
import { timelineRoutes } from './api/analysis/timeline-route.ts'
import { changeRoutes } from './api/changes/change-routes.ts'
import { editionRoutes } from './api/changes/edition-routes.ts'
import { snapshotRoutes } from './api/changes/snapshot-routes.ts'
import { versionRoutes } from './api/changes/version-routes.ts'
import { aboutApi } from './api/contract.ts'
import { datasetRoute } from './api/dataset-route.ts'
import { indexRoute } from './api/index-route.ts'
import { keyRoutes } from './api/keys/key-routes.ts'
import { takeMinSeq } from './api/min-seq.ts'
import { answerPlainReads } from './api/plain-reads.ts'
import { recordRoutes } from './api/records/record-routes.ts'
import { searchRoutes } from './api/search/search-routes.ts'
import { lookTwice } from './api/second-look.ts'
import { writeRoutes } from './api/writes/write-routes.ts'
import { writtenContract } from './api/written-contract.ts'
import type { Config } from './config.ts'
import { describeApi, serveContract } from './http/contract/contract.ts'
import { serveHealth } from './http/health.ts'
import { serveMetrics } from './http/observability.ts'
import { serveProblems } from './http/problem-pages.ts'
import { createServer, type Server } from './http/server.ts'
import { oneHeavyAtOnce } from './http/turns.ts'
import { readHead } from './log/head.ts'
import { pageRoutes } from './pages/page-routes.ts'
import type { Registry } from './read/registry.ts'

/**
 * The whole service on one page: the API, the pages for people, its health and its metrics. It serves its contract as it
 * is written in `openapi/`, or as its routes print it.
 */
export async function createApp(
  config: Config,
  registry: Registry,
  contract: 'written' | 'printed' = 'printed',
): Promise<Server> {
  const app = await createServer(config, registry.mode === 'embedded' ? oneHeavyAtOnce : undefined)
  const keyring = openKeyring(registry.leader, config.adminKey)
  guardRoutes(app, keyring)
  const waitForMinSeq = takeMinSeq(app, registry)
  lookTwice(app, registry)
  const about = aboutApi(registry.nouns)
  await describeApi(app, about, contract === 'written' ? writtenContract(app.mount, about.exampleAddress) : undefined)

  serveMetrics(app, config.metricsKey ? [config.metricsKey, config.adminKey].filter((key) => key !== undefined) : [])
  serveKeptAnswers(app, registry.head, waitForMinSeq)
  tellAge(app, registry.head)

  indexRoute(app, registry)
  recordRoutes(app, registry)
  searchRoutes(app, registry)
  datasetRoute(app, registry)
  matrixRoutes(app, registry)
  timelineRoutes(app, registry)
  reconciliationRoutes(app, registry)
  continuityRoutes(app, registry)
  gapRoutes(app, registry)
  citationRoutes(app, registry)
  checksRoutes(app, registry)
  writeRoutes(app, registry)
  keyRoutes(app, registry, keyring)
  versionRoutes(app, registry)
  changeRoutes(app, registry)
  snapshotRoutes(app, registry)
  editionRoutes(app, registry)

  pageRoutes(app, registry)
  serveProblems(app)
  serveHealth(app, async () => {
    // While the leader does not answer, replicas may.
    await Promise.all([registry.head.refresh(), registry.requireReader()]).catch(() => readHead(registry.db))
    return { mode: registry.mode, writes: await registry.takesWrites().catch(() => false) }
  })
  serveContract(app)
  answerPlainReads(app, registry)
  return app
}
