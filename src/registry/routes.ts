import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cacheFor, etagOf, notModified } from '../http/caching.ts'
import { problemResponses } from '../http/contract-responses.ts'
import { Gone, NotFound } from '../http/problems.ts'
import { repeatParameters } from '../http/repeatable.ts'
import type { Server } from '../http/server.ts'
import { checkCursor, orderOf } from './ask.ts'
import { id } from './fields.ts'
import { explainAbsence } from './find.ts'
import { includedRecords } from './include.ts'
import { listRecords } from './list.ts'
import { listAnswer, listQuery, recordQuery } from './list-query.ts'
import type { Noun } from './noun.ts'
import { conditionsOf, type ListFilters } from './parameters.ts'
import type { Registry } from './registry.ts'

/** The two reads that every noun has. */
export function nounRoutes(app: Server, registry: Registry): void {
  for (const noun of registry.nouns.values()) {
    listRoute(app, registry, noun)
    recordRoute(app, registry, noun)
  }
}

type ListQuery = ListFilters & {
  limit: number
  cursor?: { order: string; key: string; id: string }
  total: 'exact' | 'none'
  sort: string
  fields?: string[]
  include?: string[]
}

function listRoute(app: Server, registry: Registry, noun: Noun): void {
  const querystring = listQuery(noun)
  app.get(
    `/v1/${noun.name}`,
    {
      schema: {
        operationId: `list${plural(noun)}`,
        summary: `List ${noun.name.replace('-', ' ')}`,
        description: noun.description,
        tags: [noun.name],
        querystring,
        response: { 200: listAnswer(noun).describe('One page.'), ...problemResponses(400, 406, 429, 500, 503) },
      },
      preValidation: repeatParameters(querystring),
    },
    async (request, reply) => {
      const query = request.query as ListQuery
      const order = orderOf(noun, query.sort)
      checkCursor(query.cursor, order)
      await registry.checkIds(registry.db, noun, query)
      const page = await listRecords(registry.db, noun, {
        conditions: conditionsOf(noun.parameters, query),
        order,
        limit: query.limit,
        after: query.cursor,
        count: query.total === 'exact',
      })
      if (page.next) reply.header('link', `<${nextUrl(request, page.next)}>; rel="next"`)
      const data = query.fields ? page.bodies.map((body) => pick(body, query.fields ?? [])) : page.bodies
      const included =
        query.include && (await includedRecords(registry.db, registry.nouns, noun, page.bodies, query.include))
      const members = [
        `"data":[${data.join(',')}]`,
        page.total === undefined ? '' : `"total":${page.total}`,
        `"next":${JSON.stringify(page.next)}`,
        included ? `"included":${included}` : '',
      ]
      return sendRead(request, reply, registry, page.seq, `{${members.filter(Boolean).join(',')}}`)
    },
  )
}

function recordRoute(app: Server, registry: Registry, noun: Noun): void {
  const querystring = recordQuery(noun)
  app.get(
    `/v1/${noun.name}/:id`,
    {
      schema: {
        operationId: `get${pascal(noun.singular)}`,
        summary: `Get one ${noun.singular.replace('-', ' ')}`,
        description: `${noun.description} An id that it had before answers 308 to the present one, a deleted one 410.`,
        tags: [noun.name],
        params: z.strictObject({ id: id.meta({ example: noun.example.id }) }),
        querystring,
        response: { 200: noun.stored, ...problemResponses(400, 404, 406, 410, 429, 500, 503) },
      },
      preValidation: repeatParameters(querystring),
    },
    async (request, reply) => {
      const { id } = request.params as { id: string }
      const query = request.query as { fields?: string[]; include?: string[] }
      const found = await registry.find(noun, id)
      if (!found) return sendAbsence(request, reply, registry, noun, id)
      reply.header('last-modified', new Date(found.updatedAt).toUTCString())
      if (!query.fields && !query.include) {
        reply.header('registry-seq', found.seq)
        return sendText(request, reply, `"${found.version}-${found.digest}"`, found.body)
      }
      const included =
        query.include && (await includedRecords(registry.db, registry.nouns, noun, [found.body], query.include))
      const body = query.fields ? pick(found.body, query.fields) : found.body
      return sendRead(
        request,
        reply,
        registry,
        found.seq,
        included ? `${body.slice(0, -1)},"included":${included}}` : body,
      )
    },
  )
}

async function sendAbsence(
  request: FastifyRequest,
  reply: FastifyReply,
  { db }: Registry,
  noun: Noun,
  id: string,
): Promise<FastifyReply> {
  const absence = await explainAbsence(db, noun.name, id)
  if (!absence) throw new NotFound(noun.singular, id)
  if ('movedTo' in absence) {
    const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : ''
    return reply.redirect(`/v1/${noun.name}/${absence.movedTo}${query}`, 308)
  }
  const { updatedAt, reason, version } = JSON.parse(absence.tombstone) as {
    updatedAt: string
    reason?: string
    version: number
  }
  throw new Gone(`The ${noun.singular} "${id}" was deleted at ${updatedAt}${reason ? `: ${reason}` : ''}.`, {
    deletedAt: updatedAt,
    reason,
    version,
  })
}

/** Sends an answer that depends on nothing but the address, what the client accepts, and the position of the log. */
function sendRead(
  request: FastifyRequest,
  reply: FastifyReply,
  registry: Registry,
  seq: number,
  body: string,
): FastifyReply {
  registry.head.seen(seq)
  reply.header('registry-seq', seq)
  const epoch = registry.head.epoch()
  return sendText(request, reply, etagOf(epoch, seq, request.url, String(reply.getHeader('content-language'))), body)
}

function pick(body: string, fields: string[]): string {
  const document = JSON.parse(body) as Record<string, unknown>
  return JSON.stringify(Object.fromEntries(Object.entries(document).filter(([name]) => fields.includes(name))))
}

/** The address of the next page, with every parameter as it was given. */
function nextUrl(request: FastifyRequest, cursor: string): string {
  const [path = '', query = ''] = request.url.split('?', 2)
  const kept = query.split('&').filter((part) => part !== '' && !/^cursor(=|$)/.test(part))
  return `${path}?${[...kept, `cursor=${cursor}`].join('&')}`
}

function plural(noun: Noun): string {
  return pascal(noun.name)
}

function pascal(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())
}

/** Sends a JSON text as it is, or 304 to a client that has it. */
function sendText(request: FastifyRequest, reply: FastifyReply, tag: string, body: string): FastifyReply {
  cacheFor(reply, 0)
  if (notModified(request, reply, tag)) return reply.send()
  return reply.type('application/json; charset=utf-8').send(body)
}
