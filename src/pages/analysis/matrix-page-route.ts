import { renderToString } from 'preact-render-to-string'
import type { Server } from '../../http/server.ts'
import { agreementNoun } from '../../nouns/agreements/agreement-noun.ts'
import { matrixQuery } from '../../read/analysis/matrix/matrix-schema.ts'
import { type MatrixQuery, readMatrix } from '../../read/analysis/matrix/read-matrix.ts'
import type { Registry } from '../../read/registry.ts'
import { refsInFilters } from '../chosen-filters.tsx'
import { formPage } from '../form-page.ts'
import { parseGiven } from '../given.ts'
import { readNamed } from '../names.ts'
import { HeatMap } from '../pictures/heat-map.tsx'
import type { Given, Reader } from '../reader.ts'
import { fileOfPage } from './file-of-page.ts'
import { heatMapOf, MatrixPage } from './matrix-page.tsx'

/** As many columns as a screen has room for. */
const usual = { rows: ['mechanism'], columns: ['year'] }

/** `GET /{lang}/matrix`, and its picture as a file. */
export function matrixPageRoutes(app: Server, registry: Registry, base: string): void {
  const schema = matrixQuery(agreementNoun).omit({ lang: true, format: true, asOf: true })
  const { nouns } = registry
  const read = (reader: Reader, whole: Given) =>
    readMatrix(registry, parseGiven(schema, whole) as MatrixQuery, reader.language)
  formPage(app, registry, 'matrix', ({ reader, given }) => {
    const whole = { ...usual, ...given }
    const page = { reader, nouns, noun: agreementNoun, base, given: whole, violations: [] }
    const named = (seq?: number) => readNamed(registry, refsInFilters(agreementNoun, given), seq)
    return {
      async show() {
        const { seq, matrix } = await read(reader, whole)
        return { seq, page: MatrixPage({ ...page, named: await named(seq), matrix }) }
      },
      showWrong: async (violations) => MatrixPage({ ...page, named: await named(), violations }),
    }
  })
  fileOfPage(app, registry, 'matrix', 'svg', async (reader, given) => {
    const { seq, matrix } = await read(reader, { ...usual, ...given })
    return { seq, text: renderToString(HeatMap(heatMapOf(reader, nouns, matrix))) }
  })
}
