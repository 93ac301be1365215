import { createHash, timingSafeEqual } from 'node:crypto'
import { hostname as getHostname } from 'node:os'
import { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { Unauthorized } from '../problems/problems.ts'
import { jsonWithoutSecrets, keepSecret } from '../problems/secrets.ts'
import type { Answered } from './exchange.ts'
import { countWrongKey } from './failed-logins.ts'
import { logLines } from './log-lines.ts'
import { metricsOf } from './metrics-of-all.ts'
import { withoutCredentials, withoutFreeTexts } from './requests.ts'

// Observes answers: a line of the log for each, and metrics for all.

const levelsWithAnswers = ['trace', 'debug', 'info']

/** Logs each answer, in pino's form; pino itself would take a quarter of the time of an answer from memory. */
export function logAnswers(app: FastifyInstance): void {
  if (!levelsWithAnswers.includes(app.log.level)) return
  const [level, pid, hostname] = [30, process.pid, getHostname()]
  app.exchanges.observe(({ id, method, url, ip, isQuiet, isSafe, status, milliseconds: exactly }) => {
    if (isQuiet) return
    const req = describeRequest({ method, url, ip, isSafe })
    const [time, milliseconds] = [Date.now(), Math.round(exactly)]
    const line = { level, time, pid, hostname, reqId: id, req, status, milliseconds, msg: 'answered' }
    logLines.write(`${JSON.stringify(line)}\n`)
  })
}

export const describeRequest = ({ method, url, ip, isSafe }: Pick<Answered, 'method' | 'url' | 'ip' | 'isSafe'>) => ({
  method,
  url: withoutFreeTexts(isSafe ? url : withoutCredentials(url)),
  client: ip,
})

export const lineWithoutSecrets = (line: string): string => `${jsonWithoutSecrets(line.trimEnd())}\n`

export const secretFields = [
  'req.headers.authorization',
  'req.headers.cookie',
  'headers.authorization',
  'authorization',
  'key',
]

/** Fastify says nothing of requests, which this service tells of itself, but for answers that break off. */
export class OwnLog extends LogController {
  constructor() {
    super({ disableRequestLogging: true })
  }
  override streamError(error: Error & { code?: string }, _request: FastifyRequest, reply: FastifyReply): void {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') reply.log.error({ err: error }, 'answer broken off')
  }
}

/** To count these, Node lists its handles, which aborts the process if one of them is just being closed. */
const unsafeMetrics = ['handles', 'requests'].flatMap((what) => [
  `nodejs_active_${what}`,
  `nodejs_active_${what}_total`,
])

/**
 * Measures every answer by route and status and serves the metrics, with those of the process, to Prometheus: to all,
 * or to holders of one of the keys.
 */
export function serveMetrics(app: FastifyInstance, keys: string[] = []): void {
  for (const key of keys) keepSecret(key)
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const name of unsafeMetrics) registry.removeSingleMetric(name)
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  new Counter({
    name: 'log_lines_lost_total',
    help: 'Log lines that standard output did not take.',
    registers: [registry],
    collect() {
      this.reset()
      this.inc(logLines.lost())
    },
  })
  const readMetrics = metricsOf(registry)
  const methods = new Set(app.supportedMethods)
  app.exchanges.observe(({ method, route, status, milliseconds }) => {
    const labels = { method: methods.has(method) ? method : 'other', route, status: String(status) }
    durations.observe(labels, milliseconds / 1000)
  })
  app.addHook('onClose', async () => registry.clear())
  app.get(
    '/metrics',
    { schema: { hide: true }, config: { unlimited: true }, logLevel: 'warn' },
    async (request, reply) => {
      const { authorization } = request.headers
      const isLetIn = keys.length === 0 || keys.some((key) => isSame(authorization, `Bearer ${key}`))
      if (!isLetIn && authorization !== undefined) countWrongKey(request, undefined)
      if (!isLetIn) throw new Unauthorized()
      return reply
        .type(registry.contentType)
        .header('cache-control', 'no-store')
        .send(await readMetrics())
    },
  )
}

function isSame(given: string | undefined, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return given !== undefined && timingSafeEqual(digest(given), digest(expected))
}
