import type { FastifyReply, FastifyRequest } from 'fastify'
import { problemResponses } from '../../http/contract-responses.ts'
import { type Language, languageOf, sayLanguage } from '../../http/languages.ts'
import { formatOf } from '../../http/negotiation.ts'
import type { Server } from '../../http/server.ts'
import { repeatParameters } from '../../http/validation.ts'
import { type Noun, pascalCase } from '../../model/noun.ts'
import { atMoment } from '../../read/as-of.ts'
import { toCompleteness } from '../../read/completeness.ts'
import { toFacets } from '../../read/facets.ts'
import { findRecordsAsOf } from '../../read/find-record.ts'
import { includedRecords } from '../../read/include.ts'
import { readPage } from '../../read/list.ts'
import type { ListPlan, Page } from '../../read/list-page.ts'
import { planList } from '../../read/list-plan.ts'
import { type ListQuery, listAnswer, listQuery } from '../../read/list-query.ts'
import { bodyReader } from '../../read/record-texts.ts'
import type { Registry } from '../../read/registry.ts'
import { mostMatches } from '../../read/search/newest-matches.ts'
import { joinList, joinMembers, linkNext, pick, sendRead } from '../send.ts'
import { sendWholeList } from './whole-list.ts'

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
    const query = request.query as ListQuery
    return atMoment(registry, query, (registry) => answerList(request, reply, registry, noun, query))
  })
}

async function answerList(
  request: FastifyRequest,
  reply: FastifyReply,
  registry: Registry,
  noun: Noun,
  query: ListQuery,
): Promise<FastifyReply> {
  const { db, past } = registry
  const { fields, facets = [] } = query
  const language = languageOf(request)
  const format = formatOf(request, reply, ['json', 'ndjson', 'csv', 'xlsx'])
  // What is sent whole is complete: its order is that of the noun, unless another is asked for.
  const sort = format === 'json' ? query.sort : (query.sort ?? noun.defaultSort)
  const plan = await planList(registry, noun, { ...query, sort })
  // A whole list is read past the memory, which it would fill with what few ask for.
  if (format !== 'json')
    return sendWholeList(reply, format, { db, bodies: bodyReader(db), noun, plan, fields, language, past })
  const page = await readPage(registry, noun, query, plan)
  const bodies = await registry.bodies(noun, page.records)
  linkNext(request, reply, page.next)
  if (facets.length > 0 || noun.completeness) sayLanguage(reply, language)
  const members = await membersOf(registry, noun, query, { plan, page, bodies, language })
  const data = fields ? bodies.map((body) => Buffer.from(pick(String(body), fields))) : bodies
  return sendRead(request, reply, registry, page.seq, joinList('data', data, members))
}

/** What a list tells beside its records. */
async function membersOf(
  { db, nouns }: Registry,
  noun: Noun,
  { include, facets = [] }: ListQuery,
  { plan, page, bodies, language }: { plan: ListPlan; page: Page; bodies: Buffer[]; language: Language },
): Promise<string> {
  const { total, next, completeness, seq } = page
  const find = (noun: Noun, ids: string[]) => findRecordsAsOf(db, noun, ids, seq)
  return joinMembers({
    total: total?.toString(),
    lowerBound: plan.matched && total === mostMatches ? 'true' : undefined,
    next: JSON.stringify(next),
    included: include && (await includedRecords(nouns, noun, bodies.map(String), include, find)),
    facets: page.facets && JSON.stringify(toFacets(nouns, noun, facets, page.facets, language)),
    completeness: JSON.stringify(toCompleteness(total, completeness, language)),
  })
}
