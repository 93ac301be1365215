import type { FastifyReply, FastifyRequest } from 'fastify'
import { problemResponses } from '../../http/contract/contract-responses.ts'
import { declareLanguage } from '../../http/languages.ts'
import type { Server } from '../../http/server.ts'
import { agreementNoun } from '../../nouns/agreements/agreement-noun.ts'
import { readTimeline, type TimelineQuery } from '../../read/analysis/timeline/read-timeline.ts'
import { timelineAnswer, timelineQuery } from '../../read/analysis/timeline/timeline-schema.ts'
import { answerAsOf } from '../../read/as-of.ts'
import type { Registry, View } from '../../read/registry.ts'
import { sendRead } from '../send.ts'

const noun = agreementNoun

/** `GET /v1/timeline`. */
export function timelineRoutes(app: Server, registry: Registry): void {
  const schema = {
    operationId: 'getTimeline',
    summary: 'Count agreements over time',
    description:
      'Agreements by the date of signing. A date that does not say in which period it lies is counted apart, and so are agreements without a date.',
    tags: ['analysis'],
    querystring: timelineQuery(noun),
    response: { 200: timelineAnswer, ...problemResponses(400, 406, 429, 500, 503) },
  }
  app.get('/v1/timeline', { schema, config: { heavy: true } }, async (request, reply) => {
    const query = request.query as TimelineQuery
    return answerAsOf(registry, query, (view) => answerTimeline(request, reply, view, query))
  })
}

async function answerTimeline(
  request: FastifyRequest,
  reply: FastifyReply,
  view: View,
  query: TimelineQuery,
): Promise<() => FastifyReply> {
  const language = declareLanguage(request, reply)
  const { seq, timeline } = await readTimeline(view, query, language)
  return () => sendRead(request, reply, view, seq, JSON.stringify(timeline))
}
