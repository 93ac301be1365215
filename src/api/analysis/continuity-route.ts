import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { recordPattern } from '../../http/api-address.ts'
import { problemResponses } from '../../http/contract/contract-responses.ts'
import { declareLanguage } from '../../http/languages.ts'
import type { Server } from '../../http/server.ts'
import { mechanismNoun } from '../../nouns/mechanisms/mechanism-noun.ts'
import { continuityAnswer, continuityQuery } from '../../read/analysis/continuity/continuity-schema.ts'
import { readContinuity } from '../../read/analysis/continuity/read-continuity.ts'
import { answerAtOneMoment } from '../../read/as-of.ts'
import type { Registry, View } from '../../read/registry.ts'
import { absenceAnswer } from '../absence-answer.ts'
import { idParams } from '../id-params.ts'
import { sendRead } from '../send.ts'

/** `GET /v1/mechanisms/{id}/continuity`. */
export function continuityRoutes(app: Server, registry: Registry): void {
  const schema = {
    operationId: 'getContinuity',
    summary: 'Compare the consensus of two sessions',
    description:
      'Which domains of consensus went on, began, lapsed or came back between two sessions of a mechanism, with the areas on each side.',
    tags: ['analysis'],
    params: idParams(mechanismNoun),
    querystring: continuityQuery,
    response: { 200: continuityAnswer, ...problemResponses(400, 404, 406, 410, 429, 500, 503) },
  }
  app.get(
    `${recordPattern(mechanismNoun.name)}/continuity`,
    { schema, config: { heavy: true } },
    async (request, reply) => {
      const { params, query } = request
      return answerAtOneMoment(registry, query, (view) => answerContinuity(request, reply, view, params.id, query))
    },
  )
}

async function answerContinuity(
  request: FastifyRequest,
  reply: FastifyReply,
  view: View,
  id: string,
  query: z.infer<typeof continuityQuery>,
): Promise<() => FastifyReply> {
  const mechanism = await view.findRecord(mechanismNoun, id)
  if (!mechanism) return absenceAnswer(request, reply, view, mechanismNoun, id)
  const language = declareLanguage(request, reply)
  const { continuity } = await readContinuity(view, id, query, language)
  return () => sendRead(request, reply, view, mechanism.seq, JSON.stringify(continuity))
}
