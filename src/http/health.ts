import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { keepForAWhile } from '../memory/for-a-while.ts'
import { Unavailable } from '../problems/problems.ts'
import { problemResponses } from './contract/contract-responses.ts'

const livePage = z.object({ status: z.literal('ok') }).meta({ id: 'Liveness', examples: [{ status: 'ok' }] })

const readyPage = z
  .object({
    status: z
      .enum(['ok', 'read-only'])
      .describe('`read-only`: reads are answered, and no write can be kept at the moment.')
      .meta({ examples: ['ok'] }),
    mode: z
      .enum(['embedded', 'server'])
      .describe('Where the records are kept: in the `embedded` database, or on a Postgres `server`.')
      .meta({ examples: ['embedded'] }),
  })
  .meta({ id: 'Readiness', examples: [{ status: 'ok', mode: 'embedded' }] })

/** Says whether requests can be served now, by returning the mode of the database or throwing. */
export type ReadinessCheck = () => Promise<{ mode: z.infer<typeof readyPage>['mode']; writes: boolean }>

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
    description:
      'Asks the database, at most once a second, and names its mode. While reads are answered and writes are not, that is 200 with the status `read-only`.',
    tags: ['service'],
    response: { 200: readyPage, ...problemResponses(400, 500, 503) },
  }
  const readHealth = rememberHealth(check)
  app.get('/readyz', { schema: ready, config, logLevel: 'warn' }, async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    const health = await readHealth()
    if (!health || 'failure' in health) throw new NotReady(health?.failure)
    return { status: health.writes ? 'ok' : 'read-only', mode: health.mode }
  })
}

class NotReady extends Unavailable {
  readonly reason = 'not ready'
  constructor(cause: unknown) {
    super()
    this.cause = cause
  }
}

type Health = Awaited<ReturnType<ReadinessCheck>> | { failure: unknown }

/** The outcome of the latest check, that of a failed one, too. */
function rememberHealth(check: ReadinessCheck): () => Promise<Health | undefined> {
  const health = keepForAWhile<Health>({ name: 'health', milliseconds: checkedAgainAfter, most: 1 })
  return () => health.share('', () => check().catch((failure: unknown) => ({ failure })))
}
