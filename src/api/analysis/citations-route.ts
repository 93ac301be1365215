import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { recordPath, recordPattern } from '../../http/api-address.ts'
import { problemResponses } from '../../http/contract/contract-responses.ts'
import type { Server } from '../../http/server.ts'
import { cursorFor, cutPage } from '../../model/page-cursor.ts'
import { nameOf } from '../../model/record-name.ts'
import { sourceNoun } from '../../nouns/sources/source-noun.ts'
import { listCitations } from '../../read/analysis/citations/citations-query.ts'
import { sourceCitationsAnswer, sourceCitationsQuery } from '../../read/analysis/citations/citations-schema.ts'
import { answerAtOneMoment } from '../../read/as-of.ts'
import { asThen } from '../../read/hrefs.ts'
import type { Registry, View } from '../../read/registry.ts'
import { absenceAnswer } from '../absence-answer.ts'
import { idParams } from '../id-params.ts'
import { linkNext, sendRead } from '../send.ts'

const order = 'citations'

/** `GET /v1/sources/{id}/citations`. */
export function citationRoutes(app: Server, registry: Registry): void {
  const { nouns } = registry
  const schema = {
    operationId: 'listSourceCitations',
    summary: 'List what was taken from a source',
    description: 'All that the registry took from a source, by record and field.',
    tags: ['analysis'],
    params: idParams(sourceNoun),
    querystring: sourceCitationsQuery(nouns),
    response: { 200: sourceCitationsAnswer(nouns), ...problemResponses(400, 404, 406, 410, 429, 500, 503) },
  }
  app.get(
    `${recordPattern(sourceNoun.name)}/citations`,
    { schema, config: { heavy: true } },
    async (request, reply) => {
      const { params, query } = request
      return answerAtOneMoment(registry, query, (view) => answerCitations(request, reply, view, params.id, query))
    },
  )
}

type CitationsQuery = z.infer<ReturnType<typeof sourceCitationsQuery>>

async function answerCitations(
  request: FastifyRequest,
  reply: FastifyReply,
  view: View,
  id: string,
  { locator, noun: nounNames, limit, cursor, asOf }: CitationsQuery,
): Promise<() => FastifyReply> {
  const { db } = view
  if (!(await view.findRecord(sourceNoun, id))) return absenceAnswer(request, reply, view, sourceNoun, id)
  const after = cursorFor(cursor, order, 'text')
  const [lastNoun = '', lastId = ''] = after?.id.split('/') ?? []
  const { seq, total, citations } = await listCitations(db, {
    source: id,
    locator,
    noun: nounNames,
    limit,
    after: after && [lastNoun, lastId, after.key],
  })
  const { page, next } = cutPage(citations, limit, ({ noun, id, pointer }) => ({
    order,
    key: pointer,
    id: nameOf({ noun, id }),
  }))
  linkNext(request, reply, next)
  const data = page.map(({ noun, id, pointer, fields, locator, note }) => {
    return { noun, id, pointer, fields, locator, note, href: asThen(recordPath(noun, id), asOf) }
  })
  return () => sendRead(request, reply, view, seq, JSON.stringify({ data, total, next }))
}
