import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Server } from './server.ts'

/** Measures every answer by route and status and serves the figures, with those of the process, to Prometheus. */
export function serveMetrics(app: Server): void {
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
  app.exchanges.observe(({ method, route, status, milliseconds }) => {
    const labels = { method: methods.has(method) ? method : 'other', route, status: String(status) }
    durations.observe(labels, milliseconds / 1000)
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
}
