import type { FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import type { Server } from '../../http/server.ts'
import { agreementNoun } from '../../nouns/agreements/agreement-noun.ts'
import { matrixQuery } from '../../read/analysis/matrix/matrix-schema.ts'
import { type MatrixQuery, readMatrix } from '../../read/analysis/matrix/read-matrix.ts'
import type { Registry } from '../../read/registry.ts'
import { refsInFilters } from '../chosen-filters.tsx'
import { givenIn, parseGiven } from '../given.ts'
import { readNamed } from '../names.ts'
import { HeatMap } from '../pictures/heat-map.tsx'
import { pageAddress, readers } from '../reader.ts'
import { type Shown, sendForm } from '../send-page.ts'
import { heatMapOf, MatrixPage } from './matrix-page.tsx'
import { sendFile } from './send-file.ts'

/** As many columns as a screen has room for. */
const usual = { rows: ['mechanism'], columns: ['year'] }

/** `GET /{lang}/matrix`. */
export function matrixPageRoutes(app: Server, registry: Registry, base: string): void {
  const schema = matrixQuery(agreementNoun).omit({ lang: true, format: true, asOf: true })
  const asked = (request: FastifyRequest) => {
    const { given, hasEmpty } = givenIn(request.query)
    const whole = { ...usual, ...given }
    return { given, hasEmpty, whole, query: () => parseGiven(schema, whole) as MatrixQuery }
  }
  const options = { schema: { hide: true }, config: { heavy: true } }
  const { nouns } = registry
  for (const reader of readers) {
    const address = pageAddress(reader, 'matrix')
    app.get(address, options, async (request, reply) => {
      const { given, hasEmpty, whole, query } = asked(request)
      if (hasEmpty) return reply.redirect(pageAddress(reader, 'matrix', given), 303)
      const page = { reader, nouns, noun: agreementNoun, base, given: whole, violations: [] }
      const named = (seq?: number) => readNamed(registry, refsInFilters(agreementNoun, given), seq)
      const show = async (): Promise<Shown> => {
        const { seq, matrix } = await readMatrix(registry, query(), reader.language)
        return { seq, page: MatrixPage({ ...page, named: await named(seq), matrix }) }
      }
      return sendForm(request, reply, registry, reader, show, async (violations) =>
        MatrixPage({ ...page, named: await named(), violations }),
      )
    })
    app.get(`${address}.svg`, options, async (request, reply) => {
      const { seq, matrix } = await readMatrix(registry, asked(request).query(), reader.language)
      const text = renderToString(HeatMap(heatMapOf(reader, nouns, matrix)))
      return sendFile(request, reply, registry, { name: 'matrix', extension: 'svg', seq, text })
    })
  }
}
