import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ValidationProblem } from '../http/problems.ts'
import type { Server } from '../http/server.ts'
import { violationsIn } from '../http/validation.ts'
import { nounParameter } from '../model/noun-parameter.ts'
import { cursor } from '../model/page-cursor.ts'
import type { StoredDocument } from '../model/record-document.ts'
import type { Registry } from '../read/registry.ts'
import { searchPage } from '../read/search/search-page.ts'
import { givenIn, toInput } from './given.ts'
import { readNamed } from './names.ts'
import { type Given, type Reader, readers, say, searchAddress } from './reader.ts'
import { SearchPage } from './search-page.tsx'
import { renderPage, type Shown, sendPage, sendWrong } from './send-page.ts'
import { refsInSummary } from './summary.tsx'

const perPage = 20

/** `GET /{lang}/search`. */
export function searchPageRoutes(app: Server, registry: Registry, base: string): void {
  const { nouns } = registry
  const schema = z.strictObject({
    q: z.string().max(2000).optional(),
    noun: nounParameter(nouns),
    cursor: cursor.optional(),
  })
  for (const reader of readers) {
    app.get(`/${reader.path}/search`, { schema: { hide: true }, config: { heavy: true } }, async (request, reply) => {
      const { given, hasEmpty } = givenIn(request.query)
      if (hasEmpty) return reply.redirect(searchAddress(reader, given), 303)
      const input = toInput(schema, given)
      const parsed = schema.safeParse(input)
      const wrong = (problem: ValidationProblem) =>
        sendWrongSearch(request, reply, { registry, reader, given, base }, problem)
      if (!parsed.success) return wrong(new ValidationProblem(violationsIn(schema, input, 'querystring')))
      const { q, ...asked } = parsed.data
      try {
        return await sendPage(request, reply, registry, reader, async (): Promise<Shown> => {
          const found = q ? await searchPage(registry, { q, ...asked, limit: perPage }) : undefined
          const refs = (found?.hits ?? []).flatMap(({ noun: name, body }) => {
            const noun = nouns.get(name)
            return noun ? refsInSummary(noun, JSON.parse(body) as StoredDocument) : []
          })
          const seq = found?.seq ?? (registry.head.current() ?? (await registry.head.refresh())).seq
          const named = await readNamed(registry, refs, seq)
          return { seq, page: SearchPage({ reader, nouns, base, given, named, found }) }
        })
      } catch (error) {
        if (error instanceof ValidationProblem) return wrong(error)
        throw error
      }
    })
  }
}

function sendWrongSearch(
  request: FastifyRequest,
  reply: FastifyReply,
  { registry, reader, given, base }: { registry: Registry; reader: Reader; given: Given; base: string },
  problem: ValidationProblem,
): FastifyReply {
  const wrong = problem.errors.map(({ detail }) => say(reader, detail)).join(' ')
  const body = renderPage(
    SearchPage({ reader, nouns: registry.nouns, base, given, named: new Map(), wrong }),
    request.server.mount,
  )
  return sendWrong(request, reply, reader, body, problem)
}
