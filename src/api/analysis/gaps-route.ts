import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { etagOf } from '../../http/answer.ts'
import { problemResponses } from '../../http/contract-responses.ts'
import { languageOf, sayLanguage } from '../../http/languages.ts'
import type { Server } from '../../http/server.ts'
import { labelOf } from '../../model/labels.ts'
import { nounNamed } from '../../model/noun-list.ts'
import { encodeCursor } from '../../model/page-cursor.ts'
import { type GapRequest, listGaps } from '../../read/analysis/gaps/gaps-query.ts'
import { type Gaps, gapsAnswer, gapsQuery, isGapKind } from '../../read/analysis/gaps/gaps-schema.ts'
import { listRuleGaps } from '../../read/analysis/gaps/rule-gaps.ts'
import { asThen } from '../../read/analysis/hrefs.ts'
import { cursorFor } from '../../read/analysis/row-cursor.ts'
import { atMoment } from '../../read/as-of.ts'
import type { Registry } from '../../read/registry.ts'
import { linkNext, secondsOf, sendContent } from '../send.ts'

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
    return atMoment(registry, query, (registry) => answerGaps(request, reply, registry, query))
  })
}

async function answerGaps(
  request: FastifyRequest,
  reply: FastifyReply,
  registry: Registry,
  { kind, on, limit, cursor, asOf }: z.infer<ReturnType<typeof gapsQuery>>,
): Promise<() => FastifyReply> {
  const { nouns, head, past } = registry
  const day = on ?? new Date().toISOString().slice(0, 10)
  const language = languageOf(request)
  sayLanguage(reply, language)
  const order = `gaps ${kind}`
  const after = cursorFor(cursor, order, 'text')
  const { seq, total, gaps } = await gapsOf(registry, { kind, day, limit, after })
  const page = gaps.slice(0, limit)
  const last = gaps.length > limit ? page.at(-1) : undefined
  const next = last ? encodeCursor({ order, key: last.noun, id: last.id }) : null
  linkNext(request, reply, next)
  const data: Gaps['data'] = page.map(({ noun, id, since, fields, body }) => ({
    noun,
    id,
    ...labelOf(nounNamed(nouns, noun), id, body, language),
    since,
    ...(fields && { fields }),
    href: asThen(`/v1/${noun}/${id}`, asOf),
  }))
  // The day is part of the tag: gaps of silence and expiry appear with time alone.
  const tag = etagOf(head.epoch(), seq, request.server.mount.address(request.url), language, day)
  const body = Buffer.from(JSON.stringify({ kind, data, total, next }))
  return () => {
    head.seen(seq)
    reply.header('registry-seq', seq)
    return sendContent(request, reply, { tag, body, seconds: on ? secondsOf(past) : 0 })
  }
}

function gapsOf(registry: Registry, { kind, ...request }: GapRequest<string>): ReturnType<typeof listGaps> {
  return isGapKind(kind)
    ? listGaps(registry.db, registry.nouns, { kind, ...request })
    : listRuleGaps(registry, { kind, ...request })
}
