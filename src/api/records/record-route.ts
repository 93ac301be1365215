import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { secondsOf } from '../../answers/send-at.ts'
import { type CitationFormat, writeCitations } from '../../formats/citations.ts'
import { licenceLink } from '../../formats/licence.ts'
import { addLink } from '../../http/added-headers.ts'
import { type Answer, sendAnswer } from '../../http/answer.ts'
import { recordPattern } from '../../http/api-address.ts'
import { inFormats, problemResponses } from '../../http/contract/contract-responses.ts'
import { declareLanguage } from '../../http/languages.ts'
import { lastModifiedOf } from '../../http/last-modified.ts'
import { attachment, contentType, formats } from '../../http/media-types.ts'
import { publicAddress } from '../../http/public-address.ts'
import type { Server } from '../../http/server.ts'
import { type Noun, pascalCase, spoken } from '../../model/noun.ts'
import { momentIn } from '../../read/as-of.ts'
import { citedItems } from '../../read/cited-items.ts'
import { type FoundRecord, findRecordAt, findRecordsAsOf } from '../../read/find-record.ts'
import { includedRecords } from '../../read/include.ts'
import { formatsOfRecord } from '../../read/list-query.ts'
import type { Registry, View } from '../../read/registry.ts'
import { absenceAnswer } from '../absence-answer.ts'
import { idParams } from '../id-params.ts'
import { pick, type Sent, sendRead, withMember } from '../send.ts'
import { readRecord, recordAnswer } from './record-answer.ts'
import { partOf, recordQuery } from './record-schema.ts'

/** `GET /v1/<noun>/{id}`. */
export function recordRoute(app: Server, registry: Registry, noun: Noun): void {
  const offered = formatsOfRecord(noun)
  const schema = {
    operationId: `get${pascalCase(noun.singular)}`,
    summary: `Get one ${spoken(noun.singular)}`,
    description: `${noun.description} An id that it had before answers 308 to the present one, a deleted one 410.`,
    tags: [noun.name],
    params: idParams(noun),
    querystring: recordQuery(noun),
    response: {
      200: inFormats(offered, z.union([noun.stored, partOf(noun)]), 'The record.'),
      ...problemResponses(400, 404, 406, 410, 429, 500, 503),
    },
  }
  app.get(recordPattern(noun.name), { schema, config: { formats: offered } }, async (request, reply) => {
    const { id } = request.params
    const query = request.query as RecordQuery
    const format = request.format as RecordFormat
    const isWhole = format === 'json' && !query.fields && !query.include
    const past = query.asOf === undefined ? undefined : await momentIn(registry, query.asOf)
    const { db, head, nouns } = registry
    const readAt = { db, head, nouns, past }
    const sendAbsence = async () => (await absenceAnswer(request, reply, readAt, noun, id))()
    if (isWhole && !past) {
      const answer = await readWhole(request, registry, noun, id)
      return answer ? sendAnswer(request, reply, answer) : sendAbsence()
    }
    // One statement reads a record of the past, so no transaction is opened.
    const record = await findRecordAt(db, noun, id, past)
    if (!record) return sendAbsence()
    if (isWhole) return sendAnswer(request, reply, { ...recordAnswer(noun, record), seconds: secondsOf(past) })
    return sendForm({ request, reply, readAt, noun, record }, format, query)
  })
}

interface RecordQuery {
  fields?: string[]
  include?: string[]
  asOf?: string
}

/** The means to read a record as it stood at a moment, or as it stands without one. */
type ReadAt = Pick<View, 'db' | 'head' | 'nouns' | 'past'>

/** The whole record in JSON. Its reading may have begun ahead of the routes; who looks once more begins another. */
async function readWhole(
  request: FastifyRequest,
  registry: Registry,
  noun: Noun,
  id: string,
): Promise<Answer | undefined> {
  const { exchanges, answers } = request.server
  const exchange = exchanges.of(request.raw)
  const { begun } = exchange
  exchange.begun = undefined
  return begun ?? readRecord(registry, answers, request, noun, id)
}

type RecordFormat = ReturnType<typeof formatsOfRecord>[number]

interface Form {
  request: FastifyRequest
  reply: FastifyReply
  readAt: ReadAt
  noun: Noun
  record: FoundRecord
}

/** Sends a record in another form: in another format, or with some fields only or with included records. */
function sendForm(form: Form, format: RecordFormat, query: RecordQuery): Promise<FastifyReply> {
  return format === 'json' ? sendParts(form, query) : senders[format](form)
}

/** Complete by its type, so that a format that nothing makes does not compile. */
const senders: Record<Exclude<RecordFormat, 'json'>, (form: Form) => Promise<FastifyReply>> = {
  jsonld: sendLinked,
  bibtex: (form) => sendCited(form, 'bibtex'),
  ris: (form) => sendCited(form, 'ris'),
  'csl-json': (form) => sendCited(form, 'csl-json'),
}

async function sendLinked(form: Form): Promise<FastifyReply> {
  const { request, noun, record } = form
  const document = noun.jsonLd?.(JSON.parse(String(record.body)), publicAddress(request))
  return sendFound(form, JSON.stringify(document), { type: contentType('jsonld') })
}

async function sendCited(form: Form, format: CitationFormat): Promise<FastifyReply> {
  const { request, reply, readAt, noun, record } = form
  const speaking = { language: declareLanguage(request, reply), base: publicAddress(request) }
  const reading = { nouns: readAt.nouns, find: findingWith(form) }
  const items = await citedItems(reading, noun, [JSON.parse(String(record.body))], speaking)
  addLink(reply, licenceLink)
  attachment(reply, record.id, formats[format].ending)
  return sendFound(form, writeCitations(format, items), { type: contentType(format) })
}

async function sendParts(form: Form, { fields, include }: RecordQuery): Promise<FastifyReply> {
  const { readAt, noun, record } = form
  const text = String(record.body)
  const included = include && (await includedRecords(readAt.nouns, noun, [text], include, findingWith(form)))
  const picked = fields ? pick(text, fields) : text
  if (!included) return sendFound(form, picked)
  // Included records change at other times, so the answer has no date of its own.
  return sendFound(form, withMember(picked, 'included', included), { lastModified: undefined })
}

/** Finds referenced records at the position at which the record was read. */
function findingWith({ readAt: { db }, record: { seq } }: Form) {
  return (noun: Noun, ids: string[]) => findRecordsAsOf(db, noun, ids, seq)
}

function sendFound(
  { request, reply, readAt, record }: Form,
  text: string,
  sent?: Pick<Sent, 'type' | 'lastModified'>,
): FastifyReply {
  const lastModified = lastModifiedOf(record.updatedAt)
  return sendRead(request, reply, readAt, record.seq, text, { lastModified, ...sent })
}
