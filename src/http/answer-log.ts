import { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { withoutCredentials } from './requests.ts'

/** What the log tells of an answer. */
export interface Answered {
  id: string
  method: string
  url: string
  ip: string
  status: number
  milliseconds: number
}

export type LogAnswer = (answered: Answered) => void

/** Tells of each answer. What is told is free of secrets by what it is made of, so nothing looks for any in it. */
export function logAnswers(app: FastifyInstance): LogAnswer {
  const log = app.log.child({}, { redact: [] })
  function tell({ id, method, url, ip, status, milliseconds }: Answered): void {
    log.info({ reqId: id, req: { method, url, ip }, status, milliseconds: Math.round(milliseconds) }, 'answered')
  }
  app.addHook('onResponse', (request, reply, done) => {
    const { id, method, url, ip } = request
    if (request.routeOptions.logLevel !== 'warn')
      tell({ id, method, url, ip, status: reply.statusCode, milliseconds: reply.elapsedTime })
    done()
  })
  return tell
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
