import type { FastifyReply, FastifyRequest } from 'fastify'
import { problemResponses } from '../../http/contract-responses.ts'
import { languageOf, sayLanguage } from '../../http/languages.ts'
import { formatOf } from '../../http/negotiation.ts'
import { repeatParameters } from '../../http/repeatable.ts'
import type { Server } from '../../http/server.ts'
import { type Noun, pascalCase } from '../../model/noun.ts'
import { atMoment } from '../../read/as-of.ts'
import { toCompleteness } from '../../read/completeness.ts'
import { listCounted } from '../../read/counts/counted-page.ts'
import { toFacets } from '../../read/facets.ts'
import { includedRecords } from '../../read/include.ts'
import { listRecords, type Page } from '../../read/list-page.ts'
import { type Asked, askList } from '../../read/list-plan.ts'
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
  const { db, nouns, past } = registry
  const { fields, include, facets = [] } = query
  const language = languageOf(request)
  const format = formatOf(request, reply, ['json', 'ndjson', 'csv', 'xlsx'])
  // What is sent whole is complete: its order is that of the noun, unless another is asked for.
  const sort = format === 'json' ? query.sort : (query.sort ?? noun.defaultSort)
  const asked = await askList(registry, db, noun, { ...query, sort })
  // A whole list is read past the memory, which it would fill with what few ask for.
  if (format !== 'json')
    return sendWholeList(reply, format, { db, bodies: bodyReader(db), noun, request: asked, fields, language, past })
  const page = await readPage(registry, noun, query, asked)
  linkNext(request, reply, page.next)
  if (facets.length > 0 || noun.completeness) sayLanguage(reply, language)
  const bodies = await registry.bodies(noun, page.records)
  const members = joinMembers({
    total: page.total?.toString(),
    lowerBound: asked.matched && page.total === mostMatches ? 'true' : undefined,
    next: JSON.stringify(page.next),
    included: include && (await includedRecords(db, nouns, noun, bodies.map(String), include)),
    facets: page.facets && JSON.stringify(toFacets(nouns, noun, facets, page.facets, language)),
    completeness: JSON.stringify(toCompleteness(page.total, page.completeness, language)),
  })
  const data = fields ? bodies.map((body) => Buffer.from(pick(String(body), fields))) : bodies
  return sendRead(request, reply, registry, page.seq, joinList('data', data, members))
}

/** Reads a page. Its total need not be counted again while the log has not moved. */
async function readPage(registry: Registry, noun: Noun, query: ListQuery, asked: Asked): Promise<Page> {
  const { db, totals, past } = registry
  if (past || !(asked.count || asked.facets)) return listRecords(db, noun, asked)
  const { limit, cursor, sort, fields, include, facets, lang, asOf, ...filters } = query
  const name = JSON.stringify([noun.name, filters, asked.matched !== undefined])
  const known = totals.find(name)
  const rest = known ? { ...asked, count: false, completeness: undefined } : asked
  const counted = known && !asked.facets ? undefined : await listCounted(registry, noun, query, asked)
  const page = counted ?? (await listRecords(db, noun, rest))
  if (page.total !== undefined) totals.keep(name, page.seq, { total: page.total, completeness: page.completeness })
  if (page.total !== undefined || !asked.count) return page
  const { total, completeness } = known ?? {}
  return known?.seq === page.seq ? { ...page, total, completeness } : listRecords(db, noun, asked)
}
