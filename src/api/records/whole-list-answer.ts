import type { FastifyReply, FastifyRequest } from 'fastify'
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
import { hasAddresses, readWholeList } from './whole-list.ts'

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
  return answerAtOneMoment(registry, query, async (view) =>
    readWholeList(reply, format, {
      db: view.db,
      readOn: (seq, use) => readPast(registry, seq, use),
      inTurns: (steps) => request.server.turns.each(request, steps),
      nouns: view.nouns,
      base: hasAddresses(format) ? publicAddress(request) : '',
      url: request.url,
      noun,
      plan: await planList(view, noun, { ...query, sort }),
      fields,
      language: languageOf(request),
    }),
  )
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
