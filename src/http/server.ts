import type { IncomingMessage } from 'node:http'
import Fastify from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Config } from '../config.ts'
import { describeRequest, type LogAnswer, logAnswers, OwnLog, secretFields } from './answer-log.ts'
import { readBodies } from './bodies.ts'
import { addressReader } from './client-address.ts'
import { compressAnswers } from './compression.ts'
import { answerConnectionError, answerErrors, sendError } from './errors.ts'
import { type Limiter, limitRequests } from './limits.ts'
import { logLines } from './log-lines.ts'
import { answerMethods } from './methods.ts'
import { type Load, shedLoad } from './overload.ts'
import { asUtf8, guardRequests, requestId } from './requests.ts'
import { secureAnswers } from './security.ts'
import { dropSilentConnections } from './silent-connections.ts'
import { takeTurns } from './turns.ts'
import { validatorCompiler } from './validation.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** What holds for every request, for what answers without the hooks that hold the routes to it. */
    rules: {
      isClosing(): boolean
      load: Load
      limiter: Limiter | undefined
      log: LogAnswer
      addressOf(request: IncomingMessage): string
    }
  }
}

export type Server = Awaited<ReturnType<typeof createServer>>

/** A Fastify instance with this service's manners and no routes; it neither knows what is served nor listens. */
export async function createServer(config: Pick<Config, 'logLevel' | 'rateLimit' | 'trustProxy'>) {
  const app = Fastify({
    ...limits,
    trustProxy: config.trustProxy,
    logger: { level: config.logLevel, stream: logLines, redact: secretFields, serializers: { req: describeRequest } },
    logController: new OwnLog(),
    genReqId: requestId,
    rewriteUrl: (request) => asUtf8(request.url ?? '/'),
    frameworkErrors: sendError,
    clientErrorHandler: answerConnectionError,
  }).withTypeProvider<ZodTypeProvider>()
  app.server.maxConnections = 10_000

  app.setValidatorCompiler(validatorCompiler)
  // A stored record goes out as the text that it is; all else is made by the program, and tests hold it to its schema.
  app.setSerializerCompiler(() => JSON.stringify)
  answerErrors(app)
  readBodies(app)
  secureAnswers(app)
  await answerMethods(app)
  const isClosing = guardRequests(app)
  dropSilentConnections(app)
  const load = shedLoad(app)
  takeTurns(app)
  const limiter = limitRequests(app, config.rateLimit)
  await compressAnswers(app)
  const log = logAnswers(app)
  app.decorate('rules', { isClosing, load, limiter, log, addressOf: addressReader(config.trustProxy) })
  return app
}

const limits = {
  requestTimeout: 30_000,
  connectionTimeout: 60_000,
  // Longer than a proxy usually keeps idle connections, so that the proxy and not this service closes them.
  keepAliveTimeout: 72_000,
  maxRequestsPerSocket: 1000,
  bodyLimit: 256 * 1024,
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
