import { licenceLink } from '../../formats/licence.ts'
import { addLink } from '../../http/added-headers.ts'
import { inFormats, problemResponses } from '../../http/contract/contract-responses.ts'
import { declareLanguage } from '../../http/languages.ts'
import { attachment, contentType } from '../../http/media-types.ts'
import type { Server } from '../../http/server.ts'
import { agreementNoun } from '../../nouns/agreements/agreement-noun.ts'
import { toCsv } from '../../read/analysis/matrix/matrix-answer.ts'
import { matrixAnswer, matrixQuery } from '../../read/analysis/matrix/matrix-schema.ts'
import { type MatrixQuery, readMatrix } from '../../read/analysis/matrix/read-matrix.ts'
import { answerAsOf } from '../../read/as-of.ts'
import type { Registry } from '../../read/registry.ts'
import { sendRead } from '../send.ts'

/** `GET /v1/matrix`. */
export function matrixRoutes(app: Server, registry: Registry): void {
  const formats = ['json', 'csv'] as const
  const schema = {
    operationId: 'getMatrix',
    summary: 'Count records by two fields',
    description:
      'Each cell tells how many records have both values, whether sources declare more, and where the list of them is. Totals count each record once. As CSV it is a table with a line for each row.',
    tags: ['analysis'],
    querystring: matrixQuery(agreementNoun),
    response: {
      200: inFormats(formats, matrixAnswer, 'The counts.'),
      ...problemResponses(400, 406, 429, 500, 503),
    },
  }
  app.get('/v1/matrix', { schema, config: { formats, heavy: true } }, async (request, reply) => {
    const query = request.query as MatrixQuery
    const { rows, columns, measure } = query
    const language = declareLanguage(request, reply)
    return answerAsOf(registry, query, async (view) => {
      const { seq, matrix } = await readMatrix(view, query, language)
      if (request.format === 'json') return () => sendRead(request, reply, view, seq, JSON.stringify(matrix))
      addLink(reply, licenceLink)
      attachment(reply, `${measure}-by-${rows}-and-${columns}`, 'csv')
      return () => sendRead(request, reply, view, seq, toCsv(matrix, language), { type: contentType('csv') })
    })
  })
}
