import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { problemResponses } from '../../http/contract-responses.ts'
import { TooManyRequests, ValidationProblem } from '../../http/problems.ts'
import { repeatParameters } from '../../http/repeatable.ts'
import type { Server } from '../../http/server.ts'
import { sendStored } from '../../http/stored.ts'
import { cursorGone, decodeLogCursor, type LogPlace, placeAt } from '../../log/log-cursor.ts'
import { type ChangePage, type ChangesRequest, listChanges } from '../../log/log-queries.ts'
import type { Registry } from '../../read/registry.ts'
import { changeEvents } from './change-events.ts'
import { pageText } from './change-text.ts'
import { type ChangesQuery, changesAnswer, changesQuery, type StreamQuery, streamQuery } from './history-schema.ts'
import { limitedPlaces } from './waiting-slots.ts'

const mostWaiting = 500

/** The feed of changes: by pages, with waiting for the next, and as a stream of events. */
export function changeRoutes(app: Server, registry: Registry): void {
  const stopping = new AbortController()
  app.addHook('preClose', async () => stopping.abort())
  const takePlace = limitedPlaces(mostWaiting)

  /** Takes one of the places of those who wait, until the answer is over, the client has gone or the service stops. */
  function whileOpen(reply: FastifyReply): { signal: AbortSignal; leave: () => void } {
    const leave = takePlace()
    if (!leave) throw new TooManyRequests(15, `${mostWaiting} clients are waiting for changes already.`)
    const gone = new AbortController()
    reply.raw.once('close', () => {
      leave()
      gone.abort()
    })
    return { signal: AbortSignal.any([stopping.signal, gone.signal]), leave }
  }

  const page = {
    operationId: 'listChanges',
    summary: 'List changes',
    description: [
      'Every committed change of every record, in the order of commits and without gaps. The changes of one write follow each other and share `rev`.',
      'A cursor of another log, or of a state that was undone by a restore, is answered 410 with the address of the snapshot.',
    ].join(' '),
    tags: ['changes'],
    querystring: changesQuery,
    response: { 200: changesAnswer, ...problemResponses(400, 410, 429, 500, 503) },
  }
  const options = { schema: page, config: { staysOpen: true }, preValidation: repeatParameters(changesQuery) }
  app.get('/v1/changes', options, async (request, reply) => {
    const query = request.query as ChangesQuery
    const withRecord = query.include === 'record'
    const asked = { limit: query.limit, nouns: query.noun, withRecord }
    const start = await startOf(registry, query.after, { parameter: 'after' })
    let found = await readPage(registry, start, asked)
    if (query.wait > 0 && isEnd(found) && request.method !== 'HEAD') {
      const { signal, leave } = whileOpen(reply)
      found = await waitForPage(registry, found, asked, query.wait * 1000, signal)
      leave()
    }
    reply.header('registry-seq', found.head).header('cache-control', 'no-store')
    return sendStored(reply, pageText(found, withRecord))
  })

  const stream = {
    operationId: 'streamChanges',
    summary: 'Follow changes as server-sent events',
    description:
      'The same changes as events named `change`; the id of an event is its cursor, and `Last-Event-ID` resumes there. An event named `gone` stands for 410.',
    tags: ['changes'],
    querystring: streamQuery,
    headers: z.looseObject({
      'last-event-id': z
        .string()
        .max(200)
        .optional()
        .describe('The cursor of the last event that was seen.')
        .meta({ examples: ['v1'] }),
    }),
    response: {
      200: { description: 'An endless stream of events.', content: { 'text/event-stream': { schema: z.string() } } },
      ...problemResponses(400, 410, 429, 500, 503),
    },
  }
  const streamOptions = { schema: stream, config: { staysOpen: true }, preValidation: repeatParameters(streamQuery) }
  app.get('/v1/changes/stream', streamOptions, async (request, reply) => {
    const query = request.query as StreamQuery
    const asked = { limit: 200, nouns: query.noun, withRecord: query.include === 'record' }
    const resumed = request.headers['last-event-id']?.toString()
    const start = resumed
      ? await startOf(registry, resumed, { header: 'last-event-id' })
      : await startOf(registry, query.after, { parameter: 'after' })
    const { head } = await readPage(registry, start, { ...asked, limit: 1 })
    reply.header('registry-seq', head).header('cache-control', 'no-store').header('x-accel-buffering', 'no')
    const events = request.method === 'HEAD' ? [] : changeEvents(registry, start, asked, whileOpen(reply).signal)
    return sendStored(reply, Readable.from(events), 'text/event-stream; charset=utf-8')
  })
}

async function startOf(
  { db }: Registry,
  after: string | undefined,
  where: { parameter: string } | { header: string },
): Promise<LogPlace> {
  if (after === undefined || after === 'now') return placeAt(db, after === 'now' ? 'head' : 'beginning')
  const place = decodeLogCursor(after)
  if (!place) throw new ValidationProblem([{ ...where, detail: 'Is not a cursor of a change feed.' }])
  return place
}

async function readPage({ db, head }: Registry, after: LogPlace, asked: ChangesRequest): Promise<ChangePage> {
  const page = await listChanges(db, after, asked)
  if (!page) throw cursorGone()
  head.seen(page.head)
  return page
}

const isEnd = ({ changes, scanned, head }: ChangePage) => changes.length === 0 && scanned.seq >= head

/** Waits until something matches; what does not moves the cursor on all the same. */
async function waitForPage(
  registry: Registry,
  start: ChangePage,
  asked: ChangesRequest,
  milliseconds: number,
  signal: AbortSignal,
): Promise<ChangePage> {
  const until = Date.now() + milliseconds
  let page = start
  while (isEnd(page) && !signal.aborted) {
    if (!(await registry.head.waitBeyond(page.head, until - Date.now(), signal))) break
    page = await readPage(registry, page.scanned, asked)
  }
  return page
}
