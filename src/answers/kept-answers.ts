import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Answer, sendAnswer } from '../http/answer.ts'
import type { Server } from '../http/server.ts'
import type { HeadWatch } from '../log/head.ts'
import { keepAtPosition, type Position } from '../memory/at-position.ts'
import { keepForEver } from '../memory/for-ever.ts'
import { withOwnMemory } from '../memory/own-memory.ts'

// An answer that depends on nothing but the address and the position of the log is right for as long as the log has not
// moved. The position is known at once for writes of this process, and within a second for those of others. An answer about
// a past position stays right.

/** The parts of a request that the cache key is made of. */
type Asking = { url?: string; headers: IncomingHttpHeaders }

/** The answers of reads at the present position. */
export interface Answers {
  /** The present position, to be noted before a reading begins. */
  present(): Position | undefined
  find(request: Asking): Answer | undefined
  /** Caches an answer from its second request on: most are requested only once, and not worth the memory. */
  keep(request: Asking, readAt: Position | undefined, answer: Answer): void
  /** Keeps an answer about a past position of this log. */
  keepPast(request: Asking, answer: Answer): void
}

const mostBytes = { answers: 16 * 1024 * 1024, seenOnce: 2 * 1024 * 1024, past: 16 * 1024 * 1024 }
const longestKeptBody = 1024 * 1024
const bytesBeside = 500
const bytesOfMark = 100

function keepAnswers({ present, epoch }: HeadWatch): Answers {
  const answers = keepAtPosition<Answer>(present, { name: 'answers', mostBytes: mostBytes.answers })
  const seenOnce = keepForEver<true>({ name: 'answers', mostBytes: mostBytes.seenOnce })
  const past = keepForEver<Answer>({ name: 'past', mostBytes: mostBytes.past })
  const pastKey = (request: Asking) => `${epoch()}\n${keyOf(request)}`
  return {
    present: answers.present,
    find: (request) => (request.url?.includes('asOf=') ? past.find(pastKey(request)) : answers.find(keyOf(request))),
    keepPast(request, answer) {
      if (answer.body.length > longestKeptBody) return
      past.keep(pastKey(request), ownAnswer(answer), answer.body.length + bytesBeside)
    },
    keep(request, readAt, answer) {
      if (answer.body.length > longestKeptBody) return
      const key = keyOf(request)
      if (seenOnce.find(key)) answers.keep(key, readAt, ownAnswer(answer), answer.body.length + bytesBeside)
      else seenOnce.keep(key, true, bytesOfMark)
    },
  }
}

const ownAnswer = (answer: Answer): Answer => ({ ...answer, body: withOwnMemory(answer.body) })

function keyOf({ url, headers }: Asking): string {
  return `${url}\n${headers.accept ?? ''}\n${headers['accept-language'] ?? ''}`
}

/** Waits until the position that a request names is reached; undefined where it names none. */
export type PositionWait = (request: FastifyRequest, reply: FastifyReply) => Promise<void> | undefined

declare module 'fastify' {
  interface FastifyInstance {
    answers: Answers
  }
  interface FastifyRequest {
    /** The position of the log when the request came; undefined where it was not known. */
    readAt: Position | undefined
  }
}

/**
 * Sends a cached answer before the key, the turn and the query are checked, once the position that a request names is
 * reached, and notes the position of the log for answers to be cached.
 */
export function serveKeptAnswers(app: Server, head: HeadWatch, waitFor: PositionWait): void {
  const answers = keepAnswers(head)
  app.decorate('answers', answers).decorateRequest('readAt', undefined)
  app.addHook('onRequest', (request, reply, done) => {
    const waiting = waitFor(request, reply)
    // Fastify catches what hooks throw, so the look-up is a hook of its own.
    if (waiting) waiting.then(() => done(), done)
    else done()
  })
  app.addHook('onRequest', (request, reply, done) => {
    const kept = request.method === 'GET' && !request.is404 ? answers.find(request) : undefined
    if (kept) return sendAnswer(request, reply, kept)
    request.readAt = answers.present()
    done()
  })
}
