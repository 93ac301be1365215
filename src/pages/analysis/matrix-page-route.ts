import { ValidationProblem } from '../../http/problems.ts'
import type { Server } from '../../http/server.ts'
import { violationsIn } from '../../http/validation.ts'
import { agreementNoun } from '../../nouns/agreements/agreement-noun.ts'
import { matrixQuery } from '../../read/analysis/matrix/matrix-schema.ts'
import { type MatrixQuery, readMatrix } from '../../read/analysis/matrix/read-matrix.ts'
import type { Registry } from '../../read/registry.ts'
import { givenIn, toInput } from '../given.ts'
import { pageAddress, readers } from '../reader.ts'
import { type Shown, sendPage } from '../send-page.ts'
import { MatrixPage } from './matrix-page.tsx'

/** As many columns as a screen has room for. */
const usual = { rows: ['mechanism'], columns: ['year'] }

/** `GET /{lang}/matrix`. */
export function matrixPageRoutes(app: Server, registry: Registry, base: string): void {
  const schema = matrixQuery(agreementNoun).omit({ lang: true, format: true })
  for (const reader of readers) {
    app.get(`/${reader.path}/matrix`, { schema: { hide: true }, config: { heavy: true } }, async (request, reply) => {
      const { given, hasEmpty } = givenIn(request.query)
      if (hasEmpty) return reply.redirect(pageAddress(reader, 'matrix', given), 303)
      const asked = { ...usual, ...given }
      const input = toInput(schema, asked)
      const parsed = schema.safeParse(input)
      if (!parsed.success) throw new ValidationProblem(violationsIn(schema, input, 'querystring'))
      return sendPage(request, reply, registry, reader, async (): Promise<Shown> => {
        const { seq, matrix } = await readMatrix(registry, parsed.data as MatrixQuery, reader.language)
        return { seq, page: MatrixPage({ reader, nouns: registry.nouns, base, given: asked, matrix }) }
      })
    })
  }
}
