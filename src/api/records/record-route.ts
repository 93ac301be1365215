import { z } from 'zod'
import { citationEndings, isCitationFormat, writeCitations } from '../../formats/citations.ts'
import { licenceLink } from '../../formats/licence.ts'
import { sendAnswer } from '../../http/answer.ts'
import { inFormats, problemResponses } from '../../http/contract-responses.ts'
import { languageOf, sayLanguage } from '../../http/languages.ts'
import { lastModifiedOf } from '../../http/last-modified.ts'
import { formatOf, mediaTypes } from '../../http/negotiation.ts'
import { publicAddress } from '../../http/public-address.ts'
import type { Server } from '../../http/server.ts'
import { recordedMomentOf } from '../../log/moments.ts'
import { id } from '../../model/fields.ts'
import { type Noun, pascalCase, spoken } from '../../model/noun.ts'
import { citedItems } from '../../read/cited-items.ts'
import { findRecords, findRecordsAsOf } from '../../read/find-record.ts'
import { includedRecords } from '../../read/include.ts'
import type { Registry } from '../../read/registry.ts'
import { absenceAnswer } from '../absence.ts'
import { pick, secondsOf, sendRead, withMember } from '../send.ts'
import { readRecord, recordAnswer, urlOfRecord } from './record-answer.ts'
import { formatsOfRecord, partOf, recordQuery } from './record-schema.ts'

/** `GET /v1/<noun>/{id}`. */
export function recordRoute(app: Server, registry: Registry, noun: Noun): void {
  const schema = {
    operationId: `get${pascalCase(noun.singular)}`,
    summary: `Get one ${spoken(noun.singular)}`,
    description: `${noun.description} An id that it had before answers 308 to the present one, a deleted one 410.`,
    tags: [noun.name],
    params: z.strictObject({ id: id.meta({ example: noun.example.id }) }),
    querystring: recordQuery(noun),
    response: {
      200: inFormats(formatsOfRecord(noun), z.union([noun.stored, partOf(noun)]), 'The record.'),
      ...problemResponses(400, 404, 406, 410, 429, 500, 503),
    },
  }
  app.get(urlOfRecord(noun), { schema }, async (request, reply) => {
    const { id } = request.params as { id: string }
    const { fields, include, asOf } = request.query as { fields?: string[]; include?: string[]; asOf?: string }
    const format = formatOf(request, reply, formatsOfRecord(noun))
    const { db, newest, nouns } = registry
    const sendAbsence = async (then: Pick<Registry, 'db' | 'past'>) => {
      const send = await absenceAnswer(request, reply, then, noun, id)
      return send()
    }
    const past = asOf === undefined ? undefined : await recordedMomentOf(newest, asOf)
    if (format === 'json' && !fields && !include && !past) {
      const { begun } = app.exchanges.of(request.raw)
      const answer = await (begun ?? readRecord(registry, app.answers, request, noun, id))
      return answer ? sendAnswer(request, reply, answer) : sendAbsence(registry)
    }
    const [record] = past ? await findRecordsAsOf(db, noun, [id], past.seq) : await findRecords(db, noun, [id])
    if (!record) return sendAbsence({ db, past })
    if (format === 'json' && !fields && !include)
      return sendAnswer(request, reply, { ...recordAnswer(noun, record), seconds: secondsOf(past) })
    const text = String(record.body)
    // Included records change at other times, so the answer has no date of its own.
    const lastModified = include ? undefined : lastModifiedOf(record.updatedAt)
    const send = (text: string, type?: string) =>
      sendRead(request, reply, { ...registry, past }, record.seq, text, { type, lastModified })
    if (format === 'jsonld' && noun.jsonLd) {
      const document = noun.jsonLd(JSON.parse(text), publicAddress(request))
      return send(JSON.stringify(document), mediaTypes.jsonld[0])
    }
    // Referenced records are read at the same position as the record.
    const find = (noun: Noun, ids: string[]) => findRecordsAsOf(db, noun, ids, record.seq)
    if (isCitationFormat(format)) {
      const speaking = { language: languageOf(request), base: publicAddress(request) }
      sayLanguage(reply, speaking.language)
      const items = await citedItems({ nouns, find }, noun, [JSON.parse(text)], speaking)
      reply.header('link', licenceLink)
      reply.header('content-disposition', `attachment; filename="${id}.${citationEndings[format]}"`)
      return send(writeCitations(format, items), `${mediaTypes[format][0]}; charset=utf-8`)
    }
    const included = include && (await includedRecords(nouns, noun, [text], include, find))
    const picked = fields ? pick(text, fields) : text
    return send(included ? withMember(picked, 'included', included) : picked)
  })
}
