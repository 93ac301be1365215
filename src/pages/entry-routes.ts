import type { FastifyReply, FastifyRequest } from 'fastify'
import { cacheFor } from '../http/answer.ts'
import { recordPath } from '../http/api-address.ts'
import { languageOf } from '../http/languages.ts'
import type { Server } from '../http/server.ts'
import type { Language } from '../language/texts.ts'
import { machines } from '../nouns/introduction.ts'
import type { Registry } from '../read/registry.ts'
import { homeAddress, readerOf, recordAddress } from './reader.ts'
import { wantsData } from './wants.ts'

/** The addresses that lead each client to its own: the root, and the permanent address of every record. */
export function entryRoutes(app: Server, { nouns }: Registry): void {
  app.get('/', { schema: { hide: true } }, async (request, reply) =>
    sendOn(reply, homeAddress(readerOf(languageOf(request)))),
  )
  for (const [tag, language] of tagsOfPages) {
    const lead = async (request: FastifyRequest, reply: FastifyReply) => {
      cacheFor(reply, 3600)
      return reply.redirect(request.url.replace(`/${tag}`, homeAddress(readerOf(language))), 308)
    }
    app.get(`/${tag}`, { schema: { hide: true } }, lead)
    app.get(`/${tag}/*`, { schema: { hide: true } }, lead)
  }
  for (const { name } of nouns.values()) {
    app.get(`/${name}/:id`, { schema: { hide: true } }, async (request, reply) => {
      const { id } = request.params as { id: string }
      return sendOn(
        reply,
        wantsData(request) ? recordPath(name, id) : recordAddress(readerOf(languageOf(request)), name, id),
      )
    })
  }
  app.get('/llms.txt', { schema: { hide: true } }, async (_request, reply) => {
    cacheFor(reply, 3600)
    return reply.type('text/plain; charset=utf-8').send(machines(nouns, app.mount.address))
  })
}

/** Other names of a language that people write at the beginning of an address. */
const tagsOfPages: [string, Language][] = [
  ['zh-hant', 'zh-Hant'],
  ['zh-hans', 'zh-Hans'],
  ['zh', 'zh-Hans'],
]

function sendOn(reply: FastifyReply, address: string): FastifyReply {
  cacheFor(reply, 0, 'Accept', 'Accept-Language')
  return reply.redirect(address, 303)
}
