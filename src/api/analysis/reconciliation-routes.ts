import type { FastifyReply, FastifyRequest } from 'fastify'
import { recordPattern } from '../../http/api-address.ts'
import { problemResponses } from '../../http/contract/contract-responses.ts'
import { declareLanguage } from '../../http/languages.ts'
import type { Server } from '../../http/server.ts'
import { conditionsOf } from '../../model/conditions.ts'
import type { ListFilters } from '../../model/list-filters.ts'
import { type Cursor, cursorFor, cutPage } from '../../model/page-cursor.ts'
import { meetingNoun } from '../../nouns/meetings/meeting-noun.ts'
import { toCheck } from '../../read/analysis/reconciliation/reconciliation-answer.ts'
import { type CheckRequest, listChecks } from '../../read/analysis/reconciliation/reconciliation-query.ts'
import {
  meetingReconciliationAnswer,
  meetingReconciliationQuery,
  reconciliationAnswer,
  reconciliationQuery,
  type sorts,
} from '../../read/analysis/reconciliation/reconciliation-schema.ts'
import { answerAtOneMoment } from '../../read/as-of.ts'
import type { Registry, View } from '../../read/registry.ts'
import { absenceAnswer } from '../absence-answer.ts'
import { idParams } from '../id-params.ts'
import { linkNext, sendRead } from '../send.ts'

type ReconciliationQuery = ListFilters &
  Pick<CheckRequest, 'status' | 'measure' | 'basis'> & {
    sort: (typeof sorts)[number]
    limit: number
    cursor?: Cursor
    asOf?: string
  }

/** `GET /v1/reconciliation`, and the same for one meeting. */
export function reconciliationRoutes(app: Server, registry: Registry): void {
  listRoute(app, registry)
  meetingRoute(app, registry)
}

function listRoute(app: Server, registry: Registry): void {
  const schema = {
    operationId: 'listReconciliation',
    summary: 'Hold what sources declare against what is itemised',
    description:
      'For each meeting and each number: what sources declare, what the registry itemises, and the gap. A number is compared in the scope that its source gives, and with and without the memorandum of the session.',
    tags: ['analysis'],
    querystring: reconciliationQuery(meetingNoun),
    response: { 200: reconciliationAnswer, ...problemResponses(400, 406, 429, 500, 503) },
  }
  app.get('/v1/reconciliation', { schema, config: { heavy: true } }, async (request, reply) => {
    const query = request.query as ReconciliationQuery
    return answerAtOneMoment(registry, query, (view) => answerChecks(request, reply, view, query))
  })
}

async function answerChecks(
  request: FastifyRequest,
  reply: FastifyReply,
  view: View,
  query: ReconciliationQuery,
): Promise<() => FastifyReply> {
  const { status, measure, basis, sort, limit, cursor, mechanism, party, year } = query
  const language = declareLanguage(request, reply)
  const filters = { mechanism, party, year }
  await view.idChecks.check(view.db, meetingNoun, filters)
  const order = `reconciliation ${sort}`
  const by = sort.endsWith('gap') ? 'gap' : 'date'
  const { seq, total, checks } = await listChecks(view.db, {
    conditions: conditionsOf(meetingNoun.parameters, filters),
    status,
    measure,
    basis,
    order: { by, descending: sort.startsWith('-') },
    limit,
    after: cursorFor(cursor, order, by === 'gap' ? 'integer' : 'date'),
  })
  const { page, next } = cutPage(checks, limit, ({ key, id, measure }) => ({ order, key, id: `${id}/${measure}` }))
  linkNext(request, reply, next)
  const answer = { data: page.map((row) => toCheck(row, language, query.asOf)), total, next }
  return () => sendRead(request, reply, view, seq, JSON.stringify(answer))
}

function meetingRoute(app: Server, registry: Registry): void {
  const schema = {
    operationId: 'getMeetingReconciliation',
    summary: 'Hold the numbers of one meeting against what is itemised',
    description: 'The same checks as `/v1/reconciliation`, for one meeting.',
    tags: ['analysis'],
    params: idParams(meetingNoun),
    querystring: meetingReconciliationQuery,
    response: { 200: meetingReconciliationAnswer, ...problemResponses(400, 404, 406, 410, 429, 500, 503) },
  }
  app.get(
    `${recordPattern(meetingNoun.name)}/reconciliation`,
    { schema, config: { heavy: true } },
    async (request, reply) => {
      const { params, query } = request
      return answerAtOneMoment(registry, query, (view) => answerMeeting(request, reply, view, params.id, query.asOf))
    },
  )
}

async function answerMeeting(
  request: FastifyRequest,
  reply: FastifyReply,
  view: View,
  id: string,
  asOf?: string,
): Promise<() => FastifyReply> {
  const { db } = view
  if (!(await view.findRecord(meetingNoun, id))) return absenceAnswer(request, reply, view, meetingNoun, id)
  const language = declareLanguage(request, reply)
  const { seq, checks } = await listChecks(db, { meeting: id })
  const data = checks.map((row) => toCheck(row, language, asOf))
  return () => sendRead(request, reply, view, seq, JSON.stringify({ data }))
}
