import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { problemResponses } from '../../http/contract/contract-responses.ts'
import type { Server } from '../../http/server.ts'
import { limitedSlots, type TakeSlot } from '../../http/slots.ts'
import { texts } from '../../language/texts.ts'
import type { ChangePage, ChangesRequest } from '../../log/change-queries.ts'
import { cursorAt, cursorGone, decodeLogCursor, goneMembers, type LogCursor } from '../../log/log-cursor.ts'
import { positionBefore } from '../../log/moments.ts'
import { ValidationProblem } from '../../problems/problems.ts'
import type { Registry } from '../../read/registry.ts'
import { json, sendUntagged } from '../send.ts'
import { changeEvents } from './change-events.ts'
import { pageText } from './change-text.ts'
import { type ChangesQuery, changesAnswer, changesQuery, type StreamQuery, streamQuery } from './history-schema.ts'
import { type Pages, sharedPages } from './shared-pages.ts'

/** One client gets at most half of these. */
const mostWaiting = 1000
/** A page of more changes is heavy work. */
const lightPage = 200

/** The feed of changes: by pages, with waiting for the next, and as a stream of events. */
export function changeRoutes(app: Server, registry: Registry): void {
  const takeSlot = limitedSlots(mostWaiting, 15, (count) =>
    texts(
      `${count} clients are waiting for changes already.`,
      `已有 ${count} 個用戶端在等候更改。`,
      `已有 ${count} 个客户端在等候更改。`,
    ),
  )
  const feed = { registry, takeSlot, pages: sharedPages(registry), whileOpen: openAnswers(app) }
  pageRoute(app, feed)
  streamRoute(app, feed)
}

interface Feed {
  registry: Registry
  pages: Pages
  /** Takes a slot for a waiting request, until its answer is over. */
  takeSlot: TakeSlot
  /** Aborted when the client has gone or the service stops. */
  whileOpen: (reply: FastifyReply) => AbortSignal
}

function openAnswers(app: Server): Feed['whileOpen'] {
  // A signal made of one that lasts would leave something behind in that for each answer.
  const open = new Set<AbortController>()
  let isStopping = false
  app.addHook('preClose', async () => {
    isStopping = true
    for (const answer of open) answer.abort()
  })
  return (reply) => {
    if (isStopping || reply.raw.destroyed) return AbortSignal.abort()
    const answer = new AbortController()
    open.add(answer)
    reply.raw.on('close', () => {
      open.delete(answer)
      answer.abort()
    })
    return answer.signal
  }
}

/** Whether a request is ready to wait. As many as may wait come at once after each write, and all read the same page. */
const isPoll = ({ query }: FastifyRequest) => Number((query as { wait?: unknown }).wait) > 0

function pageRoute(app: Server, { registry, pages, takeSlot, whileOpen }: Feed): void {
  const schema = {
    operationId: 'listChanges',
    summary: 'List changes',
    description: [
      'Every committed change of every record, in the order of commits and without gaps. The changes of one write follow each other and share `rev`.',
      'A cursor of another log, or of one that was restored or restarted since, is answered 410 with the address of the snapshot. Where all that was read up to it was kept, the problem has the `cursor` to go on from.',
    ].join(' '),
    tags: ['changes'],
    querystring: changesQuery(registry.nouns),
    response: { 200: changesAnswer(registry.nouns), ...problemResponses(400, 410, 429, 500, 503) },
  }
  const heavy = ({ query }: FastifyRequest) => Number((query as { limit?: unknown }).limit) > lightPage
  const onRequest = (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    if (isPoll(request)) takeSlot(request, reply)
    done()
  }
  const config = { heavy, waits: isPoll }
  app.get('/v1/changes', { schema, config, onRequest }, async (request, reply) => {
    const query = request.query as ChangesQuery
    const withRecord = query.include === 'record'
    const changesRequest = { limit: query.limit, nouns: query.noun, withRecord }
    const start = query.since
      ? await startSince(registry, reply, query.since, query.after)
      : await startOf(registry, query.after, { parameter: 'after' })
    let page = await pages.read(start, changesRequest)
    if (query.wait > 0 && isEnd(page) && request.method !== 'HEAD') {
      app.turns.rest(request)
      page = await waitForPage(registry.head, pages, page, changesRequest, query.wait * 1000, whileOpen(reply))
    }
    reply.header('registry-seq', page.head).header('cache-control', 'no-store')
    return sendUntagged(reply, json, pageText(page, withRecord))
  })
}

function streamRoute(app: Server, { registry, pages, takeSlot, whileOpen }: Feed): void {
  const schema = {
    operationId: 'streamChanges',
    summary: 'Follow changes as server-sent events',
    description:
      'The same changes as events named `change`; the id of an event is its cursor, and `Last-Event-ID` resumes there. An event named `gone` stands for 410, with the same `snapshot` and `cursor`.',
    tags: ['changes'],
    querystring: streamQuery(registry.nouns),
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
  app.get('/v1/changes/stream', { schema, config: { staysOpen: true } }, async (request, reply) => {
    const query = request.query as StreamQuery
    const changesRequest = { limit: 200, nouns: query.noun, withRecord: query.include === 'record' }
    takeSlot(request, reply)
    const signal = whileOpen(reply)
    const resumed = request.headers['last-event-id']?.toString()
    const start = resumed
      ? await startOf(registry, resumed, { header: 'last-event-id' })
      : await startOf(registry, query.after, { parameter: 'after' })
    const step = <T>(read: () => Promise<T>) => app.turns.step(request, read)
    const { head } = await pages.read(start, { ...changesRequest, limit: 1 }, step)
    reply.header('registry-seq', head).header('cache-control', 'no-store').header('x-accel-buffering', 'no')
    const goneAt = async (cursor: LogCursor) => {
      const { members } = await cursorGone(registry.newest, cursor)
      return { ...members, snapshot: app.mount.address(goneMembers.snapshot) }
    }
    const findPage = (after: LogCursor) => pages.find(after, changesRequest, step)
    const events =
      request.method === 'HEAD' ? [] : changeEvents(registry, start, changesRequest, findPage, signal, goneAt)
    return sendUntagged(reply, 'text/event-stream; charset=utf-8', Readable.from(events))
  })
}

/** The cursor that a request names in `where`; without one, the beginning of the log. */
async function startOf(
  { newest, head }: Registry,
  after: string | undefined,
  where: { parameter: string } | { header: string },
): Promise<LogCursor> {
  if (after === undefined || after === 'now') return cursorAt(newest, after === 'now' ? 'head' : 0)
  const cursor = decodeLogCursor(after)
  if (!cursor)
    throw new ValidationProblem([
      {
        ...where,
        detail: texts('This is not a cursor of a change feed.', '並非更改紀錄的游標。', '并非更改记录的游标。'),
      },
    ])
  // Another instance may have read further, from where a replica may not have come to yet.
  await head.reach(cursor.seq).catch(() => {})
  return cursor
}

/** A day or an instant becomes a position once; from there on, the cursor of the page leads. */
async function startSince(
  { newest }: Registry,
  reply: FastifyReply,
  since: string,
  after: string | undefined,
): Promise<LogCursor> {
  if (after !== undefined)
    throw new ValidationProblem([
      {
        parameter: 'since',
        detail: texts(
          'This says where to begin, and `after` where to go on; send one of the two.',
          '`since` 指開始之處，`after` 指繼續之處；只可填其一。',
          '`since` 指开始之处，`after` 指继续之处；只可填其一。',
        ),
      },
    ])
  const cursor = await cursorAt(newest, await positionBefore(newest, since))
  reply.header('registry-since', cursor.seq)
  return cursor
}

const isEnd = ({ changes, scanned, head }: ChangePage) => changes.length === 0 && scanned.seq >= head

/** Waits until a change matches; changes that do not match move the cursor on all the same. */
async function waitForPage(
  head: Registry['head'],
  pages: Pages,
  start: ChangePage,
  request: ChangesRequest,
  milliseconds: number,
  signal: AbortSignal,
): Promise<ChangePage> {
  const until = Date.now() + milliseconds
  let page = start
  while (isEnd(page) && !signal.aborted) {
    if (!(await head.waitBeyond(page.head, until - Date.now(), signal))) break
    page = await pages.read(page.scanned, request)
  }
  return page
}
