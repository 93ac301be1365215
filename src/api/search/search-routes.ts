import type { FastifyReply, FastifyRequest } from 'fastify'
import { problemResponses } from '../../http/contract/contract-responses.ts'
import { declareLanguage } from '../../http/languages.ts'
import type { Server } from '../../http/server.ts'
import type { Nouns } from '../../model/noun.ts'
import type { Cursor } from '../../model/page-cursor.ts'
import type { RecordDocument } from '../../model/record-document.ts'
import type { NounName } from '../../model/record-name.ts'
import { answerAsOf } from '../../read/as-of.ts'
import type { Registry, View } from '../../read/registry.ts'
import { scoreOf } from '../../read/search/relevance.ts'
import type { Hit } from '../../read/search/search-nouns.ts'
import { searchPage } from '../../read/search/search-page.ts'
import { readQuery } from '../../read/search/search-query.ts'
import { listSuggestions } from '../../read/search/suggestions.ts'
import { highlight } from '../../text/highlight.ts'
import type { Query } from '../../text/query-language.ts'
import { parseTyped } from '../../text/typed-name.ts'
import { nothingMembers } from '../nothing-answer.ts'
import { joinMembers, sendRead } from '../send.ts'
import { searchAnswer, searchQuery, suggestAnswer, suggestQuery } from './search-schema.ts'

interface SearchQuery {
  q: string
  noun?: NounName[]
  score?: 'true' | 'false'
  limit: number
  cursor?: Cursor
  asOf?: string
}

export function searchRoutes(app: Server, registry: Registry): void {
  const { nouns } = registry
  const search = {
    operationId: 'search',
    summary: 'Search all nouns',
    description: `Finds records by their own words and by the names of the ${namedNouns(nouns)} that they refer to. A record of which a whole name is what is asked for comes first, then those with the most of a name, its beginning, a phrase, all words near, all words; as written above other forms, names above other texts, its own words above those of what it refers to, newer above older. Where nothing is found, the answer says which word is nowhere and which names are nearest.`,
    tags: ['search'],
    querystring: searchQuery(nouns),
    response: { 200: searchAnswer(nouns), ...problemResponses(400, 429, 500, 503) },
  }
  app.get('/v1/search', { schema: search, config: { heavy: true } }, async (request, reply) => {
    const query = request.query as SearchQuery
    return answerAsOf(registry, query, (view) => answerSearch(request, reply, view, query))
  })

  const suggest = {
    operationId: 'suggest',
    summary: 'Complete a name',
    description:
      'Names of records that are what is typed, by any short form, or in which the words begin, or their short forms and old names in full, and people by a title or a post beside the name: whole names first, records before the sources that tell of them, words as typed before those in full, words in a row before scattered ones, and the shortest first. Where very many fit, the newest of them are looked at.',
    tags: ['search'],
    querystring: suggestQuery(nouns),
    response: { 200: suggestAnswer(nouns), ...problemResponses(400, 429, 500, 503) },
  }
  app.get('/v1/suggest', { schema: suggest }, async (request, reply) => {
    const { q, noun, limit } = request.query as SearchQuery
    const language = declareLanguage(request, reply)
    const typed = readQuery(parseTyped, q)
    const { seq, names: data } = await listSuggestions(registry, typed, { noun, language, limit })
    return sendRead(request, reply, registry, seq, JSON.stringify({ data }))
  })
}

function namedNouns(nouns: Nouns): string {
  const names = [...nouns.values()].flatMap(({ name, namedInSearch }) => (namedInSearch ? name : []))
  return new Intl.ListFormat('en-GB').format(names)
}

async function answerSearch(
  request: FastifyRequest,
  reply: FastifyReply,
  view: View,
  { q, noun, score, limit, cursor }: SearchQuery,
): Promise<() => FastifyReply> {
  const found = await searchPage(view, { q, noun, limit, cursor })
  const { hits, total, lowerBound, next, seq, query } = found
  const body = joinMembers({
    data: `[${hits.map((hit) => hitText(view, hit, query, score === 'true')).join(',')}]`,
    total: String(total),
    lowerBound: lowerBound ? 'true' : undefined,
    next: JSON.stringify(next),
    ...nothingMembers(found),
  })
  return () => sendRead(request, reply, view, seq, body)
}

function hitText({ nouns }: View, { noun, id, key, body }: Hit, query: Query, isScored: boolean): string {
  const texts = nouns.get(noun)?.texts(JSON.parse(body) as RecordDocument) ?? []
  const highlights = texts.flatMap(({ field, language, text }) => {
    const html = highlight(text, query)
    return html ? [{ field, ...(language && { language }), text: html }] : []
  })
  return joinMembers({
    noun: JSON.stringify(noun),
    id: JSON.stringify(id),
    score: isScored ? String(scoreOf(key)) : undefined,
    highlights: JSON.stringify(highlights),
    record: body,
  })
}
