import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Config } from '../config.ts'
import { readBodies } from './bodies.ts'
import { compressAnswers } from './compression.ts'
import { answerConnectionError, answerErrors, sendError } from './errors.ts'
import { limitRequests } from './limits.ts'
import { logLines } from './log-lines.ts'
import { answerMethods } from './methods.ts'
import { shedLoad } from './overload.ts'
import { guardRequests, requestId, withoutCredentials } from './requests.ts'
import { secureAnswers } from './security.ts'
import { validatorCompiler } from './validation.ts'

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
  guardRequests(app)
  shedLoad(app)
  limitRequests(app, config.rateLimit)
  await compressAnswers(app)
  logAnswers(app)
  return app
}

/** Fastify says nothing of requests, which this service tells of itself, but for answers that break off. */
class OwnLog extends LogController {
  constructor() {
    super({ disableRequestLogging: true })
  }
  override streamError(error: Error & { code?: string }, _request: FastifyRequest, reply: FastifyReply): void {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') reply.log.error({ err: error }, 'answer broken off')
  }
}

/** Tells of each answer. What is told is free of secrets by what it is made of, so nothing looks for any in it. */
function logAnswers(app: FastifyInstance): void {
  const log = app.log.child({}, { redact: [] })
  app.addHook('onResponse', (request, reply, done) => {
    if (request.routeOptions.logLevel !== 'warn')
      log.info(
        {
          reqId: request.id,
          req: request,
          status: reply.statusCode,
          milliseconds: Math.round(reply.elapsedTime),
        },
        'answered',
      )
    done()
  })
}

/** Clients that send Chinese as it is, without % escapes, mean UTF-8; Node reads the bytes as Latin-1. */
function asUtf8(url: string): string {
  const bytes = /[\u0080-\u00ff]/.test(url) ? Buffer.from(url, 'latin1').toString('utf8') : url
  return bytes.replace(/[^\u0021-\u007e]+/gu, encodeURIComponent)
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

const secretFields = [
  'req.headers.authorization',
  'req.headers.cookie',
  'headers.authorization',
  'authorization',
  'key',
]

const describeRequest = (request: FastifyRequest) => ({
  method: request.method,
  url: withoutCredentials(request.url),
  client: request.ip,
})
