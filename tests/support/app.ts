import inject, { type InjectOptions } from 'light-my-request'
import type { Test } from 'tap'
import { createApp } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import type { Connection } from '../../src/database/connect.ts'
import type { Server } from '../../src/http/server.ts'
import type { Nouns } from '../../src/model/noun.ts'
import { nouns as allNouns } from '../../src/nouns/all.ts'
import { openRegistry, type Registry, type RegistrySettings } from '../../src/read/registry.ts'
import { requireDeclared } from './as-declared.ts'
import { testDatabase } from './database.ts'

export interface TestApp {
  app: Server
  registry: Registry
  connection: Connection & { url?: string }
  /** Asks the routes alone. */
  askRoutes: Server['inject']
}

/** The whole service over a fresh database. */
export async function testApp(t: Test, settings: Partial<Config> = {}): Promise<TestApp> {
  return appOver(t, await testDatabase(t), settings)
}

/** The whole service over the seeds. */
export async function seededApp(t: Test, settings: Partial<Config> = {}): Promise<TestApp> {
  return appOver(t, await testDatabase(t, 'seeds'), settings)
}

/** The whole service over a database that a test has made ready. */
export async function appOver(
  t: Test,
  connection: TestApp['connection'],
  settings: Partial<Config> = {},
  nouns: Nouns = allNouns,
  remembering: RegistrySettings = {},
): Promise<TestApp> {
  const registry = await openRegistry(connection, nouns, remembering)
  const config = { ...readConfig({ LOG_LEVEL: 'silent', RATE_LIMIT: '0' }), ...settings }
  // To print a contract takes a second, and the one of these nouns is in writing.
  const app = await createApp(config, registry, nouns === allNouns ? 'written' : 'printed')
  const askRoutes = app.inject.bind(app) as typeof app.inject
  app.inject = askFromOutside(app)
  t.teardown(async () => {
    await app.close()
    registry.close()
  })
  return { app, registry, connection, askRoutes }
}

/** Asks as from outside, where some requests are answered ahead of the routes, and takes no answer that is not declared. */
export function askFromOutside(app: Server): Server['inject'] {
  return (async (request: string | InjectOptions) => {
    await app.ready()
    // To read by the contract is prepared before anything is asked, for it holds the event loop for a while.
    const requireAnswer = await requireDeclared(app)
    const answer = await inject((request, response) => void app.server.emit('request', request, response), request)
    requireAnswer(request, answer)
    return answer
  }) as Server['inject']
}
