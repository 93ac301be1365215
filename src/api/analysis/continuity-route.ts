import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { problemResponses } from '../../http/contract-responses.ts'
import { languageOf, sayLanguage } from '../../http/languages.ts'
import { nearest } from '../../http/nearest.ts'
import { texts } from '../../http/problem-types.ts'
import { ValidationProblem } from '../../http/problems.ts'
import type { Server } from '../../http/server.ts'
import { id as recordId } from '../../model/fields.ts'
import { mechanismNoun } from '../../nouns/mechanisms/mechanism-noun.ts'
import { compareSessions } from '../../read/analysis/continuity/continuity-answer.ts'
import { listAreas, listSessions, type SessionRow } from '../../read/analysis/continuity/continuity-query.ts'
import { continuityAnswer, continuityQuery } from '../../read/analysis/continuity/continuity-schema.ts'
import { atMoment } from '../../read/as-of.ts'
import type { Registry } from '../../read/registry.ts'
import { explainedAbsence } from '../records/record-route.ts'
import { sendRead } from '../send.ts'

/** `GET /v1/mechanisms/{id}/continuity`. */
export function continuityRoutes(app: Server, registry: Registry): void {
  const noun = mechanismNoun
  const schema = {
    operationId: 'getContinuity',
    summary: 'Compare the consensus of two sessions',
    description:
      'Which domains of consensus went on, began, lapsed or came back between two sessions of a mechanism, with the areas on each side.',
    tags: ['analysis'],
    params: z.strictObject({ id: recordId.meta({ example: noun.example.id }) }),
    querystring: continuityQuery,
    response: { 200: continuityAnswer, ...problemResponses(400, 404, 406, 410, 429, 500, 503) },
  }
  app.get('/v1/mechanisms/:id/continuity', { schema, config: { heavy: true } }, async (request, reply) => {
    const { params, query } = request
    return atMoment(registry, query, (registry) => answerContinuity(request, reply, registry, params.id, query))
  })
}

async function answerContinuity(
  request: FastifyRequest,
  reply: FastifyReply,
  registry: Registry,
  id: string,
  query: z.infer<typeof continuityQuery>,
): Promise<() => FastifyReply> {
  const { db, past } = registry
  const mechanism = await registry.find(mechanismNoun, id)
  if (!mechanism) return explainedAbsence(request, reply, registry, mechanismNoun, id, '/continuity', past)
  const language = languageOf(request)
  sayLanguage(reply, language)
  const sessions = chooseSessions(await listSessions(db, id), query)
  const answer = compareSessions(id, sessions, await listAreas(db, id), language, query.asOf)
  return () => sendRead(request, reply, registry, mechanism.seq, JSON.stringify(answer))
}

/** The sessions to compare: those that the query names, or the last two with consensus areas. */
function chooseSessions(sessions: SessionRow[], query: { from?: string; to?: string }) {
  const indexOf = (parameter: 'from' | 'to') => sessions.findIndex(({ id }) => id === query[parameter])
  const ids = sessions.map(({ id }) => id)
  const unknown = (['from', 'to'] as const).filter((name) => query[name] !== undefined && indexOf(name) === -1)
  if (unknown.length > 0)
    throw new ValidationProblem(
      unknown.map((parameter) => ({
        parameter,
        detail: texts('Is no session of this mechanism.', '並非此機制的會議。', '并非此机制的会议。'),
        suggestion: nearest(query[parameter] ?? '', ids),
      })),
    )
  const lastWithAreas = (end: number) => sessions.slice(0, end).findLastIndex(({ itemised }) => itemised > 0)
  const to = query.to ? indexOf('to') : lastWithAreas(sessions.length)
  const from = query.from ? indexOf('from') : lastWithAreas(Math.max(to, 0))
  if (query.from && from >= to)
    throw new ValidationProblem([
      {
        parameter: 'from',
        detail: texts('Must be an earlier session than `to`.', '須早於 `to` 所指的會議。', '须早于 `to` 所指的会议。'),
      },
    ])
  return { from: sessions[from], to: sessions[to], before: ids.slice(0, Math.max(from, 0)) }
}
