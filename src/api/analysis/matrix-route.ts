import type { FastifyReply, FastifyRequest } from 'fastify'
import { problemResponses } from '../../http/contract-responses.ts'
import { languageOf, sayLanguage } from '../../http/languages.ts'
import { formatOf } from '../../http/negotiation.ts'
import { ValidationProblem, type Violation } from '../../http/problems.ts'
import type { Server } from '../../http/server.ts'
import { repeatParameters } from '../../http/validation.ts'
import type { Facet, Noun } from '../../model/noun.ts'
import { nounNamed } from '../../model/noun-list.ts'
import type { ListFilters } from '../../model/parameters.ts'
import { agreementNoun } from '../../nouns/agreements/agreement-noun.ts'
import type { Dimension } from '../../read/analysis/axis-words.ts'
import { toCsv, toMatrix } from '../../read/analysis/matrix/matrix-answer.ts'
import { countInMemory } from '../../read/analysis/matrix/matrix-counts.ts'
import { countMatches, countMatrix } from '../../read/analysis/matrix/matrix-query.ts'
import { type Matrix, matrixAnswer, matrixQuery } from '../../read/analysis/matrix/matrix-schema.ts'
import { listShortfalls } from '../../read/analysis/shortfalls.ts'
import { atMoment } from '../../read/as-of.ts'
import { matchFinder, planFilters } from '../../read/list-plan.ts'
import type { Registry } from '../../read/registry.ts'
import { mostMatches } from '../../read/search/newest-matches.ts'
import { sendRead } from '../send.ts'

type MatrixQuery = ListFilters & {
  q?: string
  asOf?: string
  rows: Dimension
  columns: Dimension
  measure: Matrix['measure']
}

/** `GET /v1/matrix`. */
export function matrixRoutes(app: Server, registry: Registry): void {
  const querystring = matrixQuery(agreementNoun)
  const schema = {
    operationId: 'getMatrix',
    summary: 'Count records by two fields',
    description:
      'Each cell tells how many records have both values, whether sources declare more, and where the list of them is. Totals count each record once. As CSV it is a table with a line for each row.',
    tags: ['analysis'],
    querystring,
    response: { 200: matrixAnswer, ...problemResponses(400, 406, 429, 500, 503) },
  }
  app.get('/v1/matrix', { schema, preValidation: repeatParameters(querystring) }, async (request, reply) => {
    const query = request.query as MatrixQuery
    return atMoment(registry, query, (registry) => answerMatrix(request, reply, registry, query))
  })
}

async function answerMatrix(
  request: FastifyRequest,
  reply: FastifyReply,
  registry: Registry,
  query: MatrixQuery,
): Promise<FastifyReply> {
  const { rows, columns, measure, ...filters } = query
  const { db, nouns } = registry
  const format = formatOf(request, reply, ['json', 'csv'])
  const language = languageOf(request)
  sayLanguage(reply, language)
  const noun = nounNamed(nouns, measure)
  const facets = facetsFor(noun, query)
  const { search, conditions } = await planFilters(registry, noun, filters)
  const { seq, counts } =
    (await countInMemory(registry, noun, filters, { rows, columns })) ??
    (search
      ? await countMatches(db, nouns, noun, facets, (await matchFinder(registry, noun, filters, search))())
      : await countMatrix(db, nouns, noun, facets, conditions()))
  const shortfalls =
    measure === 'meetings' || filters.id ? [] : await listShortfalls(db, filters, measure, [rows, columns])
  const isCut = search !== undefined && counts.some(({ kind, count }) => kind === 'total' && count === mostMatches)
  const matrix = toMatrix(nouns, { noun, query: filters, rows, columns, language, isCut }, counts, shortfalls)
  if (format === 'json') return sendRead(request, reply, registry, seq, JSON.stringify(matrix))
  reply.header('content-disposition', `attachment; filename="${measure}-by-${rows}-and-${columns}.csv"`)
  return sendRead(request, reply, registry, seq, toCsv(matrix, language), { type: 'text/csv; charset=utf-8' })
}

/** The two fields of the matrix; refuses fields and filters that the records counted do not have. */
function facetsFor(noun: Noun, query: MatrixQuery): { rows: Facet; columns: Facet } {
  const { rows, columns, measure, dateMatch, q, lang, asOf, format, ...filters } = query
  const named = noun.name.replace('-', ' ')
  const unknown = Object.keys(filters).filter((name) => filters[name] !== undefined && !(name in noun.parameters))
  const violations: Violation[] = unknown.map((name) => ({ parameter: name, detail: `${named} have no such filter.` }))
  for (const [parameter, dimension] of [
    ['rows', rows],
    ['columns', columns],
  ] as const)
    if (!noun.facets[dimension]) violations.push({ parameter, detail: `${named} are not counted by ${dimension}.` })
  if (rows === columns) violations.push({ parameter: 'columns', detail: 'Must be another field than the rows.' })
  const facets = { rows: noun.facets[rows], columns: noun.facets[columns] }
  if (violations.length > 0 || !facets.rows || !facets.columns) throw new ValidationProblem(violations)
  return { rows: facets.rows, columns: facets.columns }
}
