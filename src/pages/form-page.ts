import type { FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { htmlContent } from '../http/html.ts'
import type { Server } from '../http/server.ts'
import { ValidationProblem, type Violation } from '../problems/problems.ts'
import type { Registry } from '../read/registry.ts'
import { givenIn } from './given.ts'
import { type Given, type Reader, readers, withQuery } from './reader.ts'
import { pagePolicy, renderPage, type Shown, sendPage } from './send-page.ts'
import { wantsData } from './wants.ts'

interface Asked {
  request: FastifyRequest
  reader: Reader
  given: Given
}

/** A page with a form: as it was asked for, or with what is wrong in the form. */
interface FormPage {
  show(): Promise<Shown>
  showWrong(violations: Violation[]): VNode | Promise<VNode>
}

/**
 * Serves a page with a form in each language, at a path below that of the language. `make` gives the page, or the
 * address to which it has moved.
 */
export function formPage(
  app: Server,
  registry: Registry,
  path: string,
  make: (asked: Asked) => FormPage | Promise<FormPage | string>,
): void {
  const options = { schema: { hide: true }, config: { heavy: true } }
  for (const reader of readers)
    app.get(`/${reader.path}/${path}`, options, async (request, reply) => {
      const { given, hasEmpty } = givenIn(request.query)
      const [address = ''] = request.url.split('?', 1)
      if (hasEmpty) return reply.redirect(withQuery(address, given), 303)
      const page = await make({ request, reader, given })
      if (typeof page === 'string') return reply.redirect(page, 308)
      try {
        return await sendPage(request, reply, registry, reader, await page.show())
      } catch (error) {
        // A program that asks for JSON gets the problem.
        if (!(error instanceof ValidationProblem) || wantsData(request)) throw error
        const body = renderPage(await page.showWrong(error.errors), app.mount)
        return reply
          .code(error.statusCode)
          .header('content-security-policy', pagePolicy)
          .header('content-language', reader.tag)
          .header('cache-control', 'no-store')
          .type(htmlContent)
          .send(body)
      }
    })
}
