import { z } from 'zod'
import { recordPattern } from '../../http/api-address.ts'
import { problemResponses } from '../../http/contract/contract-responses.ts'
import { declareLanguage } from '../../http/languages.ts'
import type { Server } from '../../http/server.ts'
import { langOfLabels } from '../../model/language-parameters.ts'
import { type Noun, pascalCase, spoken } from '../../model/noun.ts'
import { answerAtOneMoment } from '../../read/as-of.ts'
import { checkStored, checksAnswer } from '../../read/checks/record-checks.ts'
import { findRecords } from '../../read/find-record.ts'
import type { Registry } from '../../read/registry.ts'
import { absenceAnswer } from '../absence-answer.ts'
import { idParams } from '../id-params.ts'
import { sendRead } from '../send.ts'

/** `GET /v1/<noun>/{id}/checks`. */
export function checksRoutes(app: Server, registry: Registry): void {
  for (const noun of registry.nouns.values()) checksRoute(app, registry, noun)
}

function checksRoute(app: Server, registry: Registry, noun: Noun): void {
  const schema = {
    operationId: `check${pascalCase(noun.singular)}`,
    summary: `Check one ${spoken(noun.singular)}`,
    description: 'What the data checks find in the record, by rule: the same findings as those of `registry check`.',
    tags: [noun.name],
    params: idParams(noun),
    querystring: z.strictObject({ lang: langOfLabels }),
    response: { 200: checksAnswer, ...problemResponses(400, 404, 406, 410, 429, 500, 503) },
  }
  app.get(`${recordPattern(noun.name)}/checks`, { schema, config: { heavy: true } }, async (request, reply) => {
    const { id } = request.params
    return answerAtOneMoment(registry, {}, async (view) => {
      const [record] = await findRecords(view.db, noun, [id])
      if (!record) return absenceAnswer(request, reply, view, noun, id)
      const language = declareLanguage(request, reply)
      const answer = await checkStored(view.db, view.nouns, noun, String(record.body), language)
      return () => sendRead(request, reply, view, record.seq, JSON.stringify(answer))
    })
  })
}
