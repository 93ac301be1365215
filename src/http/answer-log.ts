import { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { Answered, Exchanges } from './exchange.ts'
import { withoutCredentials } from './requests.ts'

/** Logs each answer. What is logged is free of secrets by what it is made of, so nothing looks for any in it. */
export function logAnswers(app: FastifyInstance, exchanges: Exchanges): void {
  const log = app.log.child({}, { redact: [] })
  exchanges.observe(({ id, method, url, ip, isQuiet, status, milliseconds }) => {
    if (isQuiet) return
    log.info({ reqId: id, req: { method, url, ip }, status, milliseconds: Math.round(milliseconds) }, 'answered')
  })
}

export const describeRequest = ({ method, url, ip }: Pick<Answered, 'method' | 'url' | 'ip'>) => ({
  method,
  url: withoutCredentials(url),
  client: ip,
})

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
