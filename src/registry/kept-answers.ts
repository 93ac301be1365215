import type { FastifyReply, FastifyRequest } from 'fastify'
import { cacheFor, notModified } from '../http/caching.ts'
import type { Server } from '../http/server.ts'
import type { HeadWatch } from './head.ts'

// An answer that depends on nothing but the address and the position of the log is right for as long as the log has not
// moved. The position is known at once for writes of this process, and within a second for those of others.

interface Kept {
  epoch: string
  seq: number
  tag: string
  /** As it goes over the wire, so that sending it again encodes nothing. */
  body: Buffer
  type: string
  headers: Record<string, string>
}

const mostBytes = 32 * 1024 * 1024
const longestBody = 1024 * 1024
const keptHeaders = ['vary', 'link', 'content-language', 'last-modified'] as const

/** Answers of reads, each with the position of the log at which it was right. */
export interface KeptAnswers {
  keep(
    request: FastifyRequest,
    reply: FastifyReply,
    answer: Pick<Kept, 'seq' | 'tag' | 'type'> & { body: string },
  ): void
  find(request: FastifyRequest): Kept | undefined
}

export function keepAnswers(head: HeadWatch): KeptAnswers {
  const kept = new Map<string, Kept>()
  const isAskedAgain = watchRepetition()
  let bytes = 0
  function drop(name: string): void {
    bytes -= kept.get(name)?.body.length ?? 0
    kept.delete(name)
  }
  return {
    keep(request, reply, answer) {
      const position = head.current()
      if (request.method !== 'GET' || position?.seq !== answer.seq || answer.body.length > longestBody) return
      if (!isAskedAgain(request.url)) return
      const headers = Object.fromEntries(
        keptHeaders.flatMap((name) => (reply.hasHeader(name) ? [[name, String(reply.getHeader(name))]] : [])),
      )
      const name = nameOf(request)
      drop(name)
      const body = Buffer.from(answer.body)
      kept.set(name, { ...answer, body, epoch: position.epoch, headers })
      bytes += body.length
      for (const oldest of kept.keys()) {
        if (bytes <= mostBytes) break
        drop(oldest)
      }
    },
    find(request) {
      const answer = kept.get(nameOf(request))
      const position = head.current()
      return answer && position?.seq === answer.seq && position.epoch === answer.epoch ? answer : undefined
    },
  }
}

const mostWatched = 5_000

/** Whether something was asked before, among the last few thousand: what is asked but once is not worth keeping. */
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

function nameOf({ url, headers }: FastifyRequest): string {
  return `${url}\n${headers.accept ?? ''}\n${headers['accept-language'] ?? ''}`
}

/** Sends a kept answer before anything else is asked. */
export function serveKeptAnswers(app: Server, answers: KeptAnswers): void {
  app.addHook('onRequest', (request, reply, done) => {
    const answer = request.method === 'GET' && !request.is404 ? answers.find(request) : undefined
    if (!answer) return done()
    reply.headers(answer.headers).header('registry-seq', answer.seq)
    cacheFor(reply, 0)
    if (notModified(request, reply, answer.tag)) reply.send()
    else reply.type(answer.type).send(answer.body)
  })
}
