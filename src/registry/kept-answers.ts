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
  body: string
  type: string
  headers: Record<string, string>
}

const mostCharacters = 32 * 1024 * 1024
const longestBody = 1024 * 1024
const keptHeaders = ['vary', 'link', 'content-language', 'last-modified'] as const

/** Answers of reads, each with the position of the log at which it was right. */
export interface KeptAnswers {
  keep(request: FastifyRequest, reply: FastifyReply, answer: Pick<Kept, 'seq' | 'tag' | 'body' | 'type'>): void
  find(request: FastifyRequest): Kept | undefined
}

export function keepAnswers(head: HeadWatch): KeptAnswers {
  const kept = new Map<string, Kept>()
  let characters = 0
  function drop(name: string): void {
    characters -= kept.get(name)?.body.length ?? 0
    kept.delete(name)
  }
  return {
    keep(request, reply, answer) {
      const position = head.current()
      if (request.method !== 'GET' || position?.seq !== answer.seq || answer.body.length > longestBody) return
      const headers = Object.fromEntries(
        keptHeaders.flatMap((name) => (reply.hasHeader(name) ? [[name, String(reply.getHeader(name))]] : [])),
      )
      const name = nameOf(request)
      drop(name)
      kept.set(name, { ...answer, epoch: position.epoch, headers })
      characters += answer.body.length
      for (const oldest of kept.keys()) {
        if (characters <= mostCharacters) break
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

function nameOf({ url, headers }: FastifyRequest): string {
  return `${url}\n${headers.accept ?? ''}\n${headers['accept-language'] ?? ''}`
}

/** Sends a kept answer before anything else is asked. */
export function serveKeptAnswers(app: Server, answers: KeptAnswers): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' || request.is404) return
    const answer = answers.find(request)
    if (!answer) return
    reply.headers(answer.headers).header('registry-seq', answer.seq)
    cacheFor(reply, 0)
    if (notModified(request, reply, answer.tag)) return reply.send()
    return reply.type(answer.type).send(answer.body)
  })
}
