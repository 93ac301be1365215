import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { toJsonLd } from '../formats/json-ld.ts'
import { positionOf } from '../history/as-of.ts'
import { findAsOf } from '../history/queries.ts'
import { problemResponses } from '../http/contract-responses.ts'
import { formatOf, mediaTypes } from '../http/negotiation.ts'
import { Gone, NotFound } from '../http/problems.ts'
import { publicAddress } from '../http/public-address.ts'
import { repeatParameters } from '../http/repeatable.ts'
import type { Server } from '../http/server.ts'
import { id } from './fields.ts'
import { explainAbsence } from './find.ts'
import { includedRecords } from './include.ts'
import { recordQuery } from './list-query.ts'
import { type Noun, pascalCase } from './noun.ts'
import type { Registry } from './registry.ts'
import { pick, sendRead, sendText } from './send.ts'

/** `GET /v1/<noun>/{id}`. */
export function recordRoute(app: Server, registry: Registry, noun: Noun, publicUrl: string | undefined): void {
  const querystring = recordQuery(noun)
  const schema = {
    operationId: `get${pascalCase(noun.singular)}`,
    summary: `Get one ${noun.singular.replace('-', ' ')}`,
    description: `${noun.description} An id that it had before answers 308 to the present one, a deleted one 410.`,
    tags: [noun.name],
    params: z.strictObject({ id: id.meta({ example: noun.example.id }) }),
    querystring,
    response: { 200: noun.stored, ...problemResponses(400, 404, 406, 410, 429, 500, 503) },
  }
  app.get(`/v1/${noun.name}/:id`, { schema, preValidation: repeatParameters(querystring) }, async (request, reply) => {
    const { id } = request.params as { id: string }
    const { fields, include, asOf } = request.query as { fields?: string[]; include?: string[]; asOf?: string }
    const format = formatOf(request, reply, noun.name === 'agreements' ? ['json', 'jsonld'] : ['json'])
    if (asOf !== undefined) return answerAsOf(request, reply, registry, noun, id, asOf)
    const found = await registry.find(noun, id)
    if (!found) return sendAbsence(request, reply, registry, noun, id)
    reply.header('last-modified', new Date(found.updatedAt).toUTCString())
    if (format === 'jsonld') {
      const document = toJsonLd(JSON.parse(found.body), publicAddress(request, publicUrl))
      return sendRead(request, reply, registry, found.seq, JSON.stringify(document), mediaTypes.jsonld[0])
    }
    if (!fields && !include) {
      reply.header('registry-seq', found.seq)
      const tag = `"${found.version}-${found.digest}"`
      registry.head.seen(found.seq)
      registry.answers.keep(request, reply, {
        seq: found.seq,
        tag,
        body: found.body,
        type: 'application/json; charset=utf-8',
      })
      return sendText(request, reply, tag, found.body)
    }
    const included = include && (await includedRecords(registry.db, registry.nouns, noun, [found.body], include))
    const body = fields ? pick(found.body, fields) : found.body
    return sendRead(
      request,
      reply,
      registry,
      found.seq,
      included ? `${body.slice(0, -1)},"included":${included}}` : body,
    )
  })
}

/** The record as it stood at a position of the log. */
async function answerAsOf(
  request: FastifyRequest,
  reply: FastifyReply,
  registry: Registry,
  noun: Noun,
  id: string,
  asOf: string,
): Promise<FastifyReply> {
  const { fields } = request.query as { fields?: string[] }
  const seq = await positionOf(registry.db, asOf)
  const found = await findAsOf(registry.db, noun.name, id, seq)
  if (!found) throw new NotFound(noun.singular, id)
  if (found.op === 'delete') throw new Gone(`The ${noun.singular} "${id}" was deleted then.`)
  return sendRead(request, reply, registry, seq, fields ? pick(found.body, fields) : found.body)
}

/** Answers for a record that does not stand: 308 to its present id, 410 where it was deleted, 404 where it never was. */
export async function sendAbsence(
  request: FastifyRequest,
  reply: FastifyReply,
  { db }: Registry,
  noun: Noun,
  id: string,
  below = '',
): Promise<FastifyReply> {
  const absence = await explainAbsence(db, noun.name, id)
  if (!absence) throw new NotFound(noun.singular, id)
  if ('movedTo' in absence) {
    const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : ''
    return reply.redirect(`/v1/${noun.name}/${absence.movedTo}${below}${query}`, 308)
  }
  const tombstone = JSON.parse(absence.tombstone) as { updatedAt: string; reason?: string; version: number }
  const { updatedAt, reason, version } = tombstone
  const why = reason ? `: ${reason}` : ''
  throw new Gone(`The ${noun.singular} "${id}" was deleted at ${updatedAt}${why}.`, {
    deletedAt: updatedAt,
    reason,
    version,
  })
}
