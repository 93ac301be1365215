import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { problemResponses } from './contract-responses.ts'
import { Unavailable } from './problems.ts'

const livePage = z.object({ status: z.literal('ok') }).meta({ id: 'Liveness', examples: [{ status: 'ok' }] })

const readyPage = z
  .object({
    status: z.literal('ok'),
    mode: z
      .enum(['embedded', 'server'])
      .describe('Where the records are kept: in the `embedded` database, or on a Postgres `server`.')
      .meta({ examples: ['embedded'] }),
  })
  .meta({ id: 'Readiness', examples: [{ status: 'ok', mode: 'embedded' }] })

/** Says whether requests can be served now, by returning the mode of the database or throwing. */
export type ReadinessCheck = () => Promise<{ mode: z.infer<typeof readyPage>['mode'] }>

const checkedAgainAfter = 1000

/** Adds the probes for an orchestrator: alive at all, and ready to serve. */
export function serveHealth(app: FastifyInstance, check: ReadinessCheck): void {
  const config = { unlimited: true }
  const live = {
    operationId: 'getLiveness',
    summary: 'Tell whether the process is alive',
    description: 'Asks nothing of the database.',
    tags: ['service'],
    response: { 200: livePage, ...problemResponses(400, 500) },
  }
  app.get('/livez', { schema: live, config, logLevel: 'warn' }, async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return { status: 'ok' }
  })

  const ready = {
    operationId: 'getReadiness',
    summary: 'Tell whether requests can be served now',
    description: 'Asks the database, at most once a second, and names its mode.',
    tags: ['service'],
    response: { 200: readyPage, ...problemResponses(400, 500, 503) },
  }
  const recent = remembered(check)
  app.get('/readyz', { schema: ready, config, logLevel: 'warn' }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const { mode } = await recent().catch((error: unknown) => {
      request.log.warn({ err: error }, 'not ready')
      throw new Unavailable()
    })
    return { status: 'ok', mode }
  })
}

function remembered(check: ReadinessCheck): ReadinessCheck {
  let last: { at: number; answer: ReturnType<ReadinessCheck> } | undefined
  return () => {
    if (!last || performance.now() - last.at > checkedAgainAfter) last = { at: performance.now(), answer: check() }
    return last.answer
  }
}
