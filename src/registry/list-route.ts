import type { FastifyRequest } from 'fastify'
import { sendWholeList } from '../formats/send-list.ts'
import { problemResponses } from '../http/contract-responses.ts'
import { languageOf } from '../http/languages.ts'
import { formatOf } from '../http/negotiation.ts'
import { repeatParameters } from '../http/repeatable.ts'
import type { Server } from '../http/server.ts'
import { askList } from './ask.ts'
import { includedRecords } from './include.ts'
import { listRecords } from './list.ts'
import { type ListQuery, listAnswer, listQuery } from './list-query.ts'
import { type Noun, pascalCase } from './noun.ts'
import type { Registry } from './registry.ts'
import { joinMembers, pick, sendRead } from './send.ts'

/** `GET /v1/<noun>`. */
export function listRoute(app: Server, registry: Registry, noun: Noun): void {
  const querystring = listQuery(noun)
  const schema = {
    operationId: `list${pascalCase(noun.name)}`,
    summary: `List ${noun.name.replace('-', ' ')}`,
    description: noun.description,
    tags: [noun.name],
    querystring,
    response: { 200: listAnswer(noun).describe('One page.'), ...problemResponses(400, 406, 429, 500, 503) },
  }
  app.get(`/v1/${noun.name}`, { schema, preValidation: repeatParameters(querystring) }, async (request, reply) => {
    const { db, nouns } = registry
    const query = request.query as ListQuery
    const format = formatOf(request, reply, ['json', 'ndjson', 'csv', 'xlsx'])
    const asked = await askList(registry, db, noun, query)
    if (format !== 'json')
      return sendWholeList(reply, format, {
        db,
        noun,
        request: asked,
        fields: query.fields,
        language: languageOf(request),
      })
    const page = await listRecords(db, noun, asked)
    if (page.next) reply.header('link', `<${nextUrl(request, page.next)}>; rel="next"`)
    const { fields, include } = query
    const body = joinMembers({
      data: `[${(fields ? page.bodies.map((body) => pick(body, fields)) : page.bodies).join(',')}]`,
      total: page.total?.toString(),
      next: JSON.stringify(page.next),
      included: include && (await includedRecords(db, nouns, noun, page.bodies, include)),
    })
    return sendRead(request, reply, registry, page.seq, body)
  })
}

/** The address of the next page, with every parameter as it was given. */
function nextUrl(request: FastifyRequest, cursor: string): string {
  const [path = '', query = ''] = request.url.split('?', 2)
  const kept = query.split('&').filter((part) => part !== '' && !/^cursor(=|$)/.test(part))
  return `${path}?${[...kept, `cursor=${cursor}`].join('&')}`
}
