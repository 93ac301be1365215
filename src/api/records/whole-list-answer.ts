import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../../database/connect.ts'
import { languageOf } from '../../http/languages.ts'
import { publicAddress } from '../../http/public-address.ts'
import type { TakeSlot } from '../../http/slots.ts'
import { texts } from '../../language/texts.ts'
import type { Noun } from '../../model/noun.ts'
import { ValidationProblem } from '../../problems/problems.ts'
import { answerAtOneMoment } from '../../read/as-of.ts'
import { planList } from '../../read/list-plan.ts'
import type { ListQuery, WholeFormat } from '../../read/list-query.ts'
import { readPast } from '../../read/past/read-past.ts'
import type { Registry } from '../../read/registry.ts'
import { searchInstead } from '../../read/search/name-instead.ts'
import { hasAddresses, readBeginning } from './whole-list.ts'

const newestFirst = '-updatedAt'

/** Answers with a whole list. It bypasses the cache of texts, which it would fill. */
export async function answerWholeList(
  request: FastifyRequest,
  reply: FastifyReply,
  registry: Registry,
  noun: Noun,
  takeExport: TakeSlot,
): Promise<FastifyReply> {
  const query = request.query as ListQuery
  const format = request.format as WholeFormat
  refusePaging(request, format)
  takeExport(request, reply)
  const { fields, sort = format === 'atom' ? newestFirst : noun.defaultSort } = query
  return answerAtOneMoment(registry, query, async (view) => {
    const list = {
      db: view.db,
      readOn: <T>(seq: number, use: (db: Database) => Promise<T>) => readPast(registry, seq, use),
      inTurns: (steps: AsyncIterable<string>) => request.server.turns.each(request, steps),
      nouns: view.nouns,
      base: hasAddresses(format) ? publicAddress(request) : '',
      url: request.url,
      noun,
      fields,
      language: languageOf(request),
    }
    const read = async (query: ListQuery) =>
      readBeginning(format, { ...list, plan: await planList(view, noun, { ...query, sort }) })
    const asked = await read(query)
    const readAs = asked.isEmpty && query.q !== undefined ? await searchInstead(view, noun, query.q) : undefined
    if (readAs === undefined) return asked.send(reply)
    locateFile(request, reply, format, readAs)
    return (await read({ ...query, q: readAs })).send(reply)
  })
}

/** Names the address of the same file for another search: a file has no member that could tell which one it is for. */
function locateFile({ server, url }: FastifyRequest, reply: FastifyReply, format: string, q: string): void {
  const [path = '', query] = server.mount.address(url).split('?', 2)
  const parameters = new URLSearchParams(query)
  parameters.set('q', q)
  parameters.set('format', format)
  reply.header('content-location', `${path}?${parameters}`)
}

/** A whole list has no pages, and a client that asks for a page would take a part for the whole. */
function refusePaging({ url }: FastifyRequest, format: string): void {
  const parameters = new URLSearchParams(url.split('?')[1])
  const paging = ['limit', 'cursor'].filter((parameter) => parameters.has(parameter))
  const detail = texts(
    `The format ${format} gives the whole list; leave this out.`,
    `${format} 格式會給出整份清單；請省略此參數。`,
    `${format} 格式会给出整份清单；请省略此参数。`,
  )
  if (paging.length > 0) throw new ValidationProblem(paging.map((parameter) => ({ parameter, detail })))
}
