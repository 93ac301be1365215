import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Answer, etagOf, sendAnswer } from '../http/answer.ts'
import type { HeadWatch } from '../log/head.ts'
import type { Moment } from '../log/moments.ts'

export interface Content
  extends Pick<Answer, 'body' | 'type'>,
    Partial<Pick<Answer, 'tag' | 'headers' | 'lastModified'>> {
  /** Set to false where more than the address, the client's preferences and the position decides the answer. */
  isKept?: boolean
}

/**
 * Sends what was read at a position of the log, and keeps it while the log stands there; what was read at a fixed
 * position of the past is kept for ever. It is tagged by its bytes where it has no tag of its own.
 */
export function sendAt(
  request: FastifyRequest,
  reply: FastifyReply,
  { head, past }: { head: HeadWatch; past?: Moment },
  seq: number,
  { body, tag = etagOf(body.toString('latin1')), headers = [], isKept = true, ...content }: Content,
): FastifyReply {
  head.seen(seq)
  const answer: Answer = {
    ...content,
    route: request.routeOptions.url ?? '',
    tag,
    body,
    headers: [...headers, 'registry-seq', String(seq)],
    seconds: secondsOf(past),
  }
  const { readAt, server } = request
  if (isKept && !past) server.answers.keep(request, readAt && { ...readAt, seq }, answer)
  if (isKept && past?.fixed) server.answers.keepPast(request, answer)
  return sendAnswer(request, reply, answer)
}

/** For how many seconds caches may keep an answer without asking: what stood at a fixed position stays as it was. */
export function secondsOf(past: Moment | undefined): number {
  return past?.fixed ? 86_400 : 0
}
