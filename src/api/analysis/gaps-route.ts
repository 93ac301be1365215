import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { etagOf } from '../../http/answer.ts'
import { problemResponses } from '../../http/contract/contract-responses.ts'
import { declareLanguage } from '../../http/languages.ts'
import type { Server } from '../../http/server.ts'
import { gapsAnswer, gapsQuery } from '../../read/analysis/gaps/gaps-schema.ts'
import { readGaps } from '../../read/analysis/gaps/read-gaps.ts'
import { answerAtOneMoment } from '../../read/as-of.ts'
import type { Registry, View } from '../../read/registry.ts'
import { linkNext, sendTagged } from '../send.ts'

/** `GET /v1/gaps`. */
export function gapRoutes(app: Server, registry: Registry): void {
  const { nouns } = registry
  const schema = {
    operationId: 'listGaps',
    summary: 'List what the registry lacks',
    description: 'What an editor should look into: one kind of gap at a time.',
    tags: ['analysis'],
    querystring: gapsQuery(nouns),
    response: { 200: gapsAnswer(nouns), ...problemResponses(400, 406, 429, 500, 503) },
  }
  app.get('/v1/gaps', { schema, config: { heavy: true } }, async (request, reply) => {
    const { query } = request
    return answerAtOneMoment(registry, query, (view) => answerGaps(request, reply, view, query))
  })
}

async function answerGaps(
  request: FastifyRequest,
  reply: FastifyReply,
  view: View,
  query: z.infer<ReturnType<typeof gapsQuery>>,
): Promise<() => FastifyReply> {
  const { head } = view
  const language = declareLanguage(request, reply)
  const { seq, day, gaps } = await readGaps(view, query, language)
  linkNext(request, reply, gaps.next)
  // The day is part of the tag: gaps of silence and expiry appear with time alone.
  const tag = etagOf(head.epoch(), seq, request.server.mount.address(request.url), language, day)
  const body = Buffer.from(JSON.stringify(gaps))
  return () => sendTagged(request, reply, query.on ? view : { head }, seq, { tag, body })
}
