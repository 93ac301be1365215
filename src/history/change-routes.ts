import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { problemResponses } from '../http/contract-responses.ts'
import { Problem, TooManyRequests } from '../http/problems.ts'
import { repeatParameters } from '../http/repeatable.ts'
import type { Server } from '../http/server.ts'
import { sendStored } from '../http/stored.ts'
import type { Registry } from '../registry/registry.ts'
import { joinMembers } from '../registry/send.ts'
import { encodeLogCursor, type LogPlace, placeAt, placeOfCursor } from './log-cursor.ts'
import { type Change, type ChangePage, listChanges } from './queries.ts'
import { type ChangesQuery, changesAnswer, changesQuery, streamQuery } from './schema.ts'

const mostWaiting = 500

/** The feed of changes: by pages, with waiting for the next, and as a stream of events. */
export function changeRoutes(app: Server, registry: Registry): void {
  const { db, head } = registry
  const stopping = new AbortController()
  app.addHook('preClose', async () => stopping.abort())
  let waiting = 0

  const page = {
    operationId: 'listChanges',
    summary: 'List changes',
    description:
      'Every committed change of every record, in the order of commits and without gaps. A cursor of another log, or of a state that was undone by a restore, is answered 410 with the address of the snapshot.',
    tags: ['changes'],
    querystring: changesQuery,
    response: { 200: changesAnswer, ...problemResponses(400, 410, 429, 500, 503) },
  }
  const options = { schema: page, config: { staysOpen: true }, preValidation: repeatParameters(changesQuery) }
  app.get('/v1/changes', options, async (request, reply) => {
    const { limit, noun, wait, include, after } = request.query as ChangesQuery
    const start = await startOf(registry, after)
    let found =
      after === 'now'
        ? { changes: [], scanned: start.seq, head: start.seq }
        : await listChanges(db, start.seq, limit, noun)
    if (wait > 0 && found.changes.length === 0 && found.scanned >= found.head) {
      if (waiting >= mostWaiting) throw new TooManyRequests(wait)
      waiting += 1
      try {
        await head.waitBeyond(found.head, wait * 1000, AbortSignal.any([stopping.signal, goneAway(request)]))
      } finally {
        waiting -= 1
      }
      found = await listChanges(db, start.seq, limit, noun)
    }
    head.seen(found.head)
    const cursor = await cursorAt(registry, found, start)
    reply.header('registry-seq', found.scanned).header('cache-control', 'no-store')
    return sendStored(reply, pageText(found, cursor, include === 'record'))
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
    const query = request.query as Pick<ChangesQuery, 'after' | 'noun' | 'include'>
    const start = await startOf(registry, request.headers['last-event-id']?.toString() || query.after)
    if (waiting >= mostWaiting) throw new TooManyRequests(15)
    waiting += 1
    const signal = AbortSignal.any([stopping.signal, goneAway(request)])
    const events = Readable.from(follow(registry, start, query, signal))
    events.once('close', () => {
      waiting -= 1
    })
    reply.header('registry-seq', start.seq).header('cache-control', 'no-store').header('x-accel-buffering', 'no')
    return sendStored(reply, events, 'text/event-stream; charset=utf-8')
  })
}

const heartbeat = 15_000

async function* follow(
  registry: Registry,
  start: LogPlace,
  { noun, include }: Pick<ChangesQuery, 'noun' | 'include'>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  yield 'retry: 3000\n\n'
  let place = start
  while (!signal.aborted) {
    const found = await listChanges(registry.db, place.seq, 200, noun)
    if (found.head < place.seq || registry.head.epoch() !== place.epoch) {
      yield `event: gone\ndata: {"snapshot":"/v1/snapshot"}\n\n`
      return
    }
    for (const change of found.changes) {
      const cursor = encodeLogCursor({ epoch: place.epoch, seq: change.seq, chain: change.chain })
      yield `id: ${cursor}\nevent: change\ndata: ${changeText(change, include === 'record')}\n\n`
    }
    place = { ...place, seq: found.scanned }
    if (found.scanned < found.head) continue
    await registry.head.waitBeyond(found.head, heartbeat, signal)
    if ((registry.head.current()?.seq ?? 0) <= found.head) yield ': still here\n\n'
  }
}

async function startOf({ db, head }: Registry, after: string | undefined): Promise<LogPlace> {
  if (after !== undefined && after !== 'now') return placeOfCursor(db, after, 'after')
  const place = await placeAt(db, after === 'now' ? 'head' : 0)
  if (!place) throw new Problem('internal-error')
  head.seen(place.head)
  return place
}

/** The cursor of the last position that a page has looked at. */
async function cursorAt({ db }: Registry, found: ChangePage, start: LogPlace): Promise<string> {
  const last = found.changes.at(-1)
  if (last?.seq === found.scanned) return encodeLogCursor({ epoch: start.epoch, seq: last.seq, chain: last.chain })
  if (found.scanned === start.seq) return encodeLogCursor(start)
  const place = await placeAt(db, found.scanned)
  return encodeLogCursor(place ?? start)
}

function pageText({ changes, scanned, head }: ChangePage, cursor: string, withRecord: boolean): string {
  return joinMembers({
    changes: `[${changes.map((change) => changeText(change, withRecord)).join(',')}]`,
    cursor: JSON.stringify(cursor),
    head: String(head),
    hasMore: String(scanned < head),
  })
}

function changeText({ seq, rev, noun, id, version, op, at, body }: Change, withRecord: boolean): string {
  const text = JSON.stringify({ seq, rev, noun, id, version, op, at })
  if (!withRecord) return text
  return `${text.slice(0, -1)},"record":${op === 'delete' ? 'null' : body}}`
}

/** Fires when the client has closed its connection. */
function goneAway(request: FastifyRequest): AbortSignal {
  const controller = new AbortController()
  request.raw.socket.once('close', () => controller.abort())
  return controller.signal
}
