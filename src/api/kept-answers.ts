import { sendAnswer } from '../http/answer.ts'
import type { Server } from '../http/server.ts'
import type { Position } from '../memory/at-position.ts'
import type { Answers } from '../read/answers.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The position of the log when the request came; undefined where it was not known. */
    readAt: Position | undefined
  }
}

/** Sends a kept answer before anything else is asked, and notes the position for those that are to be kept. */
export function serveKeptAnswers(app: Server, answers: Answers): void {
  app.decorateRequest('readAt', undefined)
  app.addHook('onRequest', (request, reply, done) => {
    const kept = request.method === 'GET' && !request.is404 ? answers.find(request) : undefined
    if (kept) return sendAnswer(request, reply, kept)
    request.readAt = answers.present()
    done()
  })
}
