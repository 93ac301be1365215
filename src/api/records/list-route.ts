import type { FastifyReply, FastifyRequest } from 'fastify'
import { listPath } from '../../http/api-address.ts'
import { inFormats, problemResponses } from '../../http/contract/contract-responses.ts'
import { declareLanguage } from '../../http/languages.ts'
import type { Server } from '../../http/server.ts'
import type { TakeSlot } from '../../http/slots.ts'
import type { Language } from '../../language/texts.ts'
import { type Noun, pascalCase, spoken } from '../../model/noun.ts'
import { answerAsOf } from '../../read/as-of.ts'
import { toCompleteness } from '../../read/completeness.ts'
import { isDear } from '../../read/cost.ts'
import { toFacets } from '../../read/facets.ts'
import { findRecordsAsOf } from '../../read/find-record.ts'
import { includedRecords } from '../../read/include.ts'
import { readList } from '../../read/list.ts'
import { formatsOfList, type ListQuery, listQuery } from '../../read/list-query.ts'
import type { ListAnswer } from '../../read/list-statement.ts'
import type { Registry, View } from '../../read/registry.ts'
import { nothingMembers } from '../nothing-answer.ts'
import { joinList, joinMembers, linkNext, pick, sendRead } from '../send.ts'
import { listAnswer } from './record-schema.ts'
import { answerWholeList } from './whole-list-answer.ts'

/** `GET /v1/<noun>`. */
export function listRoute(app: Server, registry: Registry, noun: Noun, takeExport: TakeSlot): void {
  const formats = formatsOfList(noun)
  const schema = {
    operationId: `list${pascalCase(noun.name)}`,
    summary: `List ${spoken(noun.name)}`,
    description: noun.description,
    tags: [noun.name],
    querystring: listQuery(noun),
    response: {
      200: inFormats(
        formats,
        listAnswer(noun, registry.nouns),
        'One page, or in other formats than JSON the whole list.',
      ),
      ...problemResponses(400, 406, 422, 429, 500, 503),
    },
  }
  // A request for another format than these is refused, which costs little.
  const heavy = ({ query, format = 'json' }: FastifyRequest) => isDear(noun, query) || format !== 'json'
  app.get(listPath(noun.name), { schema, config: { formats, heavy } }, async (request, reply) => {
    if (request.format !== 'json') return answerWholeList(request, reply, registry, noun, takeExport)
    const query = request.query as ListQuery
    return answerAsOf(registry, query, (view) => answerList(request, reply, view, noun, query))
  })
}

async function answerList(
  request: FastifyRequest,
  reply: FastifyReply,
  view: View,
  noun: Noun,
  query: ListQuery,
): Promise<() => FastifyReply> {
  const { fields } = query
  const list = await readList(view, noun, query)
  linkNext(request, reply, list.next)
  const language = declareLanguage(request, reply)
  const members = await membersOf(view, noun, query, list, language)
  const data = fields ? list.bodies.map((body) => Buffer.from(pick(String(body), fields))) : list.bodies
  return () => sendRead(request, reply, view, list.seq, joinList('data', data, members))
}

/** The members of a list answer besides its records. */
async function membersOf(
  { db, nouns }: View,
  noun: Noun,
  query: ListQuery,
  list: ListAnswer,
  language: Language,
): Promise<string> {
  const { include, facets = [] } = query
  const { total, next, facets: counts, bodies, lowerBound, seq } = list
  const find = (noun: Noun, ids: string[]) => findRecordsAsOf(db, noun, ids, seq)
  return joinMembers({
    total: total?.toString(),
    lowerBound: lowerBound ? 'true' : undefined,
    next: JSON.stringify(next),
    included: include && (await includedRecords(nouns, noun, bodies.map(String), include, find)),
    facets: counts && JSON.stringify(toFacets(nouns, noun, facets, counts, language)),
    completeness: JSON.stringify(toCompleteness(noun, query, list, language)),
    ...nothingMembers(list),
  })
}
