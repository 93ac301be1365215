import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Answered } from './answer-log.ts'

export type Measure = (answer: Pick<Answered, 'method' | 'status' | 'milliseconds'>, route: string) => void

/** Measures every answer by route and status and serves the figures, with those of the process, to Prometheus. */
export function serveMetrics(app: FastifyInstance): Measure {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  const methods = new Set(app.supportedMethods)
  // To find a series by its labels costs more than to count into it.
  const series = new Map<string, Histogram.Internal<'method' | 'route' | 'status'>>()
  const measure: Measure = ({ method, status, milliseconds }, route) => {
    const name = `${method} ${route} ${status}`
    const known = series.get(name) ?? durations.labels(method, route, String(status))
    series.set(name, known)
    known.observe(milliseconds / 1000)
  }
  // The template of a route and not its path, for paths are without number.
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown')
    const method = methods.has(request.method) ? request.method : 'other'
    measure({ method, status: reply.statusCode, milliseconds: reply.elapsedTime }, route)
    done()
  })
  app.addHook('onClose', async () => registry.clear())
  app.get(
    '/metrics',
    { schema: { hide: true }, config: { unlimited: true }, logLevel: 'warn' },
    async (_request, reply) => {
      return reply
        .type(registry.contentType)
        .header('cache-control', 'no-store')
        .send(await registry.metrics())
    },
  )
  return measure
}
