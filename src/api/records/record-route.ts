import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { citationEndings, isCitationFormat, writeCitations } from '../../formats/citations.ts'
import { licenceLink } from '../../formats/licence.ts'
import { addLink } from '../../http/added-headers.ts'
import { type Answer, sendAnswer } from '../../http/answer.ts'
import { inFormats, problemResponses } from '../../http/contract-responses.ts'
import { declareLanguage } from '../../http/languages.ts'
import { lastModifiedOf } from '../../http/last-modified.ts'
import { mediaTypes } from '../../http/negotiation.ts'
import { publicAddress } from '../../http/public-address.ts'
import type { Server } from '../../http/server.ts'
import { type Noun, pascalCase, spoken } from '../../model/noun.ts'
import { momentIn } from '../../read/as-of.ts'
import { citedItems } from '../../read/cited-items.ts'
import { type FoundRecord, findRecords, findRecordsAsOf } from '../../read/find-record.ts'
import { includedRecords } from '../../read/include.ts'
import { formatsOfRecord } from '../../read/list-query.ts'
import type { Registry } from '../../read/registry.ts'
import { absenceAnswer } from '../absence-answer.ts'
import { idParams } from '../id-params.ts'
import { pick, secondsOf, sendRead, withMember } from '../send.ts'
import { readRecord, recordAnswer, urlOfRecord } from './record-answer.ts'
import { partOf, recordQuery } from './record-schema.ts'

/** `GET /v1/<noun>/{id}`. */
export function recordRoute(app: Server, registry: Registry, noun: Noun): void {
  const formats = formatsOfRecord(noun)
  const schema = {
    operationId: `get${pascalCase(noun.singular)}`,
    summary: `Get one ${spoken(noun.singular)}`,
    description: `${noun.description} An id that it had before answers 308 to the present one, a deleted one 410.`,
    tags: [noun.name],
    params: idParams(noun),
    querystring: recordQuery(noun),
    response: {
      200: inFormats(formats, z.union([noun.stored, partOf(noun)]), 'The record.'),
      ...problemResponses(400, 404, 406, 410, 429, 500, 503),
    },
  }
  app.get(urlOfRecord(noun), { schema, config: { formats } }, async (request, reply) => {
    const { id } = request.params
    const query = request.query as RecordQuery
    const format = request.format as (typeof formats)[number]
    const isWhole = format === 'json' && !query.fields && !query.include
    const past = query.asOf === undefined ? undefined : await momentIn(registry, query.asOf)
    const then = { ...registry, past }
    const sendAbsence = async () => (await absenceAnswer(request, reply, then, noun, id))()
    if (isWhole) {
      const answer = await readWhole(request, then, noun, id)
      return answer ? sendAnswer(request, reply, answer) : sendAbsence()
    }
    const record = await findThen(then, noun, id)
    return record ? sendForm(request, reply, then, { noun, record, format, query }) : sendAbsence()
  })
}

interface RecordQuery {
  fields?: string[]
  include?: string[]
  asOf?: string
}

async function findThen({ db, past }: Registry, noun: Noun, id: string): Promise<FoundRecord | undefined> {
  const [record] = await (past ? findRecordsAsOf(db, noun, [id], past.seq) : findRecords(db, noun, [id]))
  return record
}

/** The whole record in JSON. Its reading may have begun ahead of the routes. */
async function readWhole(request: FastifyRequest, then: Registry, noun: Noun, id: string): Promise<Answer | undefined> {
  const { exchanges, answers } = request.server
  if (!then.past) return exchanges.of(request.raw).begun ?? readRecord(then, answers, request, noun, id)
  const record = await findThen(then, noun, id)
  return record && { ...recordAnswer(noun, record), seconds: secondsOf(then.past) }
}

interface Form {
  noun: Noun
  record: FoundRecord
  format: ReturnType<typeof formatsOfRecord>[number]
  query: RecordQuery
}

/** Sends a record in another form: as linked data, as a citation, or with some fields only or with included records. */
async function sendForm(
  request: FastifyRequest,
  reply: FastifyReply,
  then: Registry,
  { noun, record, format, query: { fields, include } }: Form,
): Promise<FastifyReply> {
  const { db, nouns } = then
  const text = String(record.body)
  // Included records change at other times, so the answer has no date of its own.
  const lastModified = include ? undefined : lastModifiedOf(record.updatedAt)
  const send = (text: string, type?: string) => sendRead(request, reply, then, record.seq, text, { type, lastModified })
  if (format === 'jsonld' && noun.jsonLd) {
    const document = noun.jsonLd(JSON.parse(text), publicAddress(request))
    return send(JSON.stringify(document), mediaTypes.jsonld[0])
  }
  // Referenced records are read at the same position as the record.
  const find = (noun: Noun, ids: string[]) => findRecordsAsOf(db, noun, ids, record.seq)
  if (isCitationFormat(format)) {
    const speaking = { language: declareLanguage(request, reply), base: publicAddress(request) }
    const items = await citedItems({ nouns, find }, noun, [JSON.parse(text)], speaking)
    addLink(reply, licenceLink)
    reply.header('content-disposition', `attachment; filename="${record.id}.${citationEndings[format]}"`)
    return send(writeCitations(format, items), `${mediaTypes[format][0]}; charset=utf-8`)
  }
  const included = include && (await includedRecords(nouns, noun, [text], include, find))
  const picked = fields ? pick(text, fields) : text
  return send(included ? withMember(picked, 'included', included) : picked)
}
