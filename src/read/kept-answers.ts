import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cacheFor, notModified } from '../http/caching.ts'
import type { DirectAnswer } from '../http/direct.ts'
import type { Server } from '../http/server.ts'
import type { HeadWatch } from '../log/head.ts'

// An answer that depends on nothing but the address and the position of the log is right for as long as the log has not
// moved. The position is known at once for writes of this process, and within a second for those of others.

interface Kept extends DirectAnswer {
  epoch: string
  seq: number
}

/** What answers are told apart by. */
type Asked = { url: string; headers: IncomingHttpHeaders }

const mostBytes = 16 * 1024 * 1024
const longestBody = 1024 * 1024
const keptHeaders = ['vary', 'link', 'content-language', 'last-modified'] as const

/** Answers of reads, each with the position of the log at which it was right. */
export interface KeptAnswers {
  /** Whether an address was asked before, among the last few thousand: what is asked but once is not worth keeping. */
  isAskedAgain(url: string): boolean
  keep(asked: Asked, answer: Omit<Kept, 'epoch'>): void
  find(asked: Asked): Kept | undefined
}

export function keepAnswers(head: HeadWatch): KeptAnswers {
  const kept = new Map<string, Kept>()
  let bytes = 0
  function drop(name: string): void {
    bytes -= kept.get(name)?.body.length ?? 0
    kept.delete(name)
  }
  return {
    isAskedAgain: watchRepetition(),
    keep(asked, answer) {
      const position = head.current()
      if (position?.seq !== answer.seq || answer.body.length > longestBody) return
      const name = nameOf(asked)
      drop(name)
      kept.set(name, { ...answer, epoch: position.epoch })
      bytes += answer.body.length
      for (const oldest of kept.keys()) {
        if (bytes <= mostBytes) break
        drop(oldest)
      }
    },
    find(asked) {
      const answer = kept.get(nameOf(asked))
      const position = head.current()
      return answer && position?.seq === answer.seq && position.epoch === answer.epoch ? answer : undefined
    },
  }
}

const mostWatched = 5_000

function watchRepetition(): (url: string) => boolean {
  let recent = new Set<string>()
  let older = new Set<string>()
  return (url) => {
    if (recent.has(url) || older.has(url)) return true
    recent.add(url)
    if (recent.size >= mostWatched) [older, recent] = [recent, new Set()]
    return false
  }
}

function nameOf({ url, headers }: Asked): string {
  return `${url}\n${headers.accept ?? ''}\n${headers['accept-language'] ?? ''}`
}

/** Keeps an answer as a route is about to send it. */
export function keepReply(
  answers: KeptAnswers,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Pick<Kept, 'seq' | 'tag' | 'type' | 'body'>,
): void {
  // What is kept is sent before anybody looks for a key.
  if (request.method !== 'GET' || request.routeOptions.config.scope !== undefined) return
  if (!answers.isAskedAgain(request.url)) return
  const present = keptHeaders.filter((name) => reply.hasHeader(name))
  const headers = Object.fromEntries(present.map((name) => [name, String(reply.getHeader(name))]))
  answers.keep(request, {
    ...answer,
    route: request.routeOptions.url ?? '',
    headers: { ...headers, 'registry-seq': String(answer.seq) },
  })
}

/** Sends a kept answer before anything else is asked. */
export function serveKeptAnswers(app: Server, answers: KeptAnswers): void {
  app.addHook('onRequest', (request, reply, done) => {
    const answer = request.method === 'GET' && !request.is404 ? answers.find(request) : undefined
    if (!answer) return done()
    reply.headers(answer.headers)
    cacheFor(reply, 0)
    if (notModified(request, reply, answer.tag)) reply.send()
    else reply.type(answer.type).send(answer.body)
  })
}
