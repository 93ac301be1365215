import type { Socket } from 'node:net'
import Fastify from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Config } from '../config.ts'
import { keepSecret } from '../problems/secrets.ts'
import { validatorCompiler } from '../problems/validation.ts'
import { readBodies } from './bodies.ts'
import { compressAnswers } from './compression.ts'
import { answerConnectionError, refuseExpectation, refuseTunnel } from './connection-errors.ts'
import { tellDeprecations } from './deprecation.ts'
import { answerErrors } from './errors.ts'
import type { Exchanges } from './exchange.ts'
import { openExchanges } from './exchanges.ts'
import { countFailedLogins } from './failed-logins.ts'
import { limiterOf } from './limiter.ts'
import { type Load, watchLoad } from './load.ts'
import { logLines } from './log-lines.ts'
import { mountAt } from './mount.ts'
import { describeRequest, lineWithoutSecrets, logAnswers, OwnLog, secretFields } from './observability.ts'
import { watchConnections } from './open-connections.ts'
import { logOutages } from './outage-log.ts'
import { urlReader } from './spelling.ts'
import { openStages, refuseUnrouted } from './stages.ts'
import type { Queues } from './turns.ts'

declare module 'fastify' {
  interface FastifyInstance {
    connections: ReadonlySet<Socket>
    exchanges: Exchanges
    load: Load
  }
}

/** In bytes: a record is some kilobytes. */
export const longestBody = 256 * 1024

export type Server = Awaited<ReturnType<typeof createServer>>

/** A Fastify instance with this service's manners and no routes; it neither knows what is served nor listens. */
export async function createServer(
  config: Pick<Config, 'logLevel' | 'rateLimit' | 'trustProxy'> & Partial<Pick<Config, 'adminKey' | 'publicUrl'>>,
  queues?: Partial<Queues>,
) {
  if (config.adminKey) keepSecret(config.adminKey)
  const exchanges = openExchanges(config, limiterOf(config.rateLimit))
  const mount = mountAt(config.publicUrl)
  const app = Fastify({
    ...limits,
    trustProxy: config.trustProxy,
    logger: {
      level: config.logLevel,
      stream: logLines,
      redact: secretFields,
      serializers: { req: describeRequest },
      hooks: { streamWrite: lineWithoutSecrets },
    },
    logController: new OwnLog(),
    genReqId: exchanges.idOf,
    rewriteUrl: urlReader(mount, exchanges),
    frameworkErrors: refuseUnrouted,
    clientErrorHandler: answerConnectionError({ mount, exchanges }),
  }).withTypeProvider<ZodTypeProvider>()
  app.server.maxConnections = 10_000
  app.server.on('connect', refuseTunnel({ mount, exchanges }))
  app.server.on('checkExpectation', (request, response) => refuseExpectation(mount, exchanges, request, response))

  app.decorate('mount', mount).decorate('exchanges', exchanges)
  app.setValidatorCompiler(validatorCompiler)
  // A stored record goes out as the text that it is; all else is made by the program, and tests hold it to its schema.
  app.setSerializerCompiler(() => JSON.stringify)
  logOutages(app)
  answerErrors(app)
  readBodies(app)
  app.addHook('preClose', async () => exchanges.close())
  tellDeprecations(app)
  app.decorate('load', watchLoad(app))
  await openStages(app, queues)
  app.decorate('connections', watchConnections(app))
  countFailedLogins(app)
  await compressAnswers(app)
  logAnswers(app)
  return app
}

const limits = {
  requestTimeout: 30_000,
  connectionTimeout: 60_000,
  // Longer than a proxy usually keeps idle connections, so that the proxy and not this service closes them.
  keepAliveTimeout: 72_000,
  // The stages close a connection after so many: Node would refuse what comes on it after that with an empty 503.
  maxRequestsPerSocket: 0,
  bodyLimit: longestBody,
  forceCloseConnections: 'idle',
  // The guard of requests answers while closing, with a problem document.
  return503OnClosing: false,
  onProtoPoisoning: 'error',
  onConstructorPoisoning: 'error',
  // Node looks for late requests every 30 s unless told otherwise.
  // A missing Host is refused by the guard, for Node's own refusal has no body.
  http: { requireHostHeader: false, headersTimeout: 10_000, connectionsCheckingInterval: 2_000, maxHeaderSize: 16_384 },
  routerOptions: { maxParamLength: 500 },
} as const
