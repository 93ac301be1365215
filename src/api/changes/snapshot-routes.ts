import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { licenceLink, recordLicence } from '../../formats/licence.ts'
import { problemResponses } from '../../http/contract/contract-responses.ts'
import { contentType, mediaType } from '../../http/media-types.ts'
import type { Server } from '../../http/server.ts'
import { limitedSlots, type TakeSlot } from '../../http/slots.ts'
import { texts } from '../../language/texts.ts'
import { readHead } from '../../log/head.ts'
import { encodeLogCursor, type LogCursor } from '../../log/log-cursor.ts'
import { headCounts, manifestParts, snapshotParts } from '../../log/state-queries.ts'
import { newRoot, rootLine } from '../../log/state-root.ts'
import type { NounName } from '../../model/record-name.ts'
import type { Registry } from '../../read/registry.ts'
import { json, sendUntagged } from '../send.ts'
import { manifestAnswer, manifestQuery } from './history-schema.ts'

const mostStreams = 4

/** `GET /v1/snapshot`, the whole registry at one moment, and `GET /v1/manifest`, its versions to compare a copy by. */
export function snapshotRoutes(app: Server, registry: Registry): void {
  const takeSlot = limitedSlots(mostStreams, 10, (count) =>
    texts(
      `${count} clients are reading the whole registry already.`,
      `已有 ${count} 個用戶端在讀取整個登記冊。`,
      `已有 ${count} 个客户端在读取整个登记册。`,
    ),
  )
  snapshotRoute(app, registry, takeSlot)
  manifestRoute(app, registry, takeSlot)
}

const config = { staysOpen: true }

function snapshotRoute(app: Server, registry: Registry, takeSlot: TakeSlot): void {
  const schema = {
    operationId: 'getSnapshot',
    summary: 'Take a snapshot',
    description: [
      'All records as NDJSON, from one moment: a header `{ "type": "header", "seq", "cursor", "counts", "licence" }`, lines of `{ "noun", "record" }`, and a trailer `{ "type": "trailer", "count", "sha256" }`.',
      'The hash is over every byte before the trailer, line ends included. Without a trailer the snapshot is cut off and worth nothing. What follows it is in `/v1/changes?after=<cursor>`.',
    ].join(' '),
    tags: ['changes'],
    querystring: z.strictObject({}),
    response: {
      200: { description: 'Lines of JSON.', content: { [mediaType('ndjson')]: { schema: z.string() } } },
      ...problemResponses(400, 429, 500, 503),
    },
  }
  app.get('/v1/snapshot', { schema, config }, async (request, reply) => {
    takeSlot(request, reply)
    const { cursor, counts } = await app.turns.step(request, () => headCounts(registry.newest))
    reply.header('cache-control', 'no-store').header('registry-seq', cursor.seq).header('link', licenceLink)
    const lines = request.method === 'HEAD' ? [] : app.turns.each(request, snapshotLines(registry, cursor, counts))
    return sendUntagged(reply, contentType('ndjson'), Readable.from(lines, { highWaterMark: 1 }))
  })
}

function manifestRoute(app: Server, registry: Registry, takeSlot: TakeSlot): void {
  const schema = {
    operationId: 'getManifest',
    summary: 'List all records by version and hash',
    description:
      'What a copy is compared with: the version and the SHA-256 of every record that stands, from one moment, and the root over them, by which two registries know that they hold the same.',
    tags: ['changes'],
    querystring: manifestQuery(registry.nouns),
    response: { 200: manifestAnswer(registry.nouns), ...problemResponses(400, 429, 500, 503) },
  }
  app.get('/v1/manifest', { schema, config }, async (request, reply) => {
    const { noun } = request.query as { noun?: NounName[] }
    takeSlot(request, reply)
    const { seq } = await readHead(registry.newest)
    reply.header('cache-control', 'no-cache').header('registry-seq', seq)
    const text = request.method === 'HEAD' ? [] : app.turns.each(request, manifestText(registry, seq, noun))
    return sendUntagged(reply, json, Readable.from(text, { highWaterMark: 1 }))
  })
}

async function* snapshotLines(
  { db }: Registry,
  cursor: LogCursor,
  counts: Record<string, number>,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  const about = { seq: cursor.seq, cursor: encodeLogCursor(cursor), counts, licence: recordLicence }
  const header = Buffer.from(`${JSON.stringify({ type: 'header', ...about })}\n`)
  hash.update(header)
  yield header
  let count = 0
  for await (const page of snapshotParts(db, cursor.seq)) {
    const bytes = Buffer.from(page.text)
    count += page.count
    hash.update(bytes)
    yield bytes
  }
  yield Buffer.from(`${JSON.stringify({ type: 'trailer', count, sha256: hash.digest('hex') })}\n`)
}

async function* manifestText({ db }: Registry, seq: number, nouns?: NounName[]): AsyncGenerator<string> {
  yield `{"seq":${seq},"records":[`
  let separator = ''
  const root = newRoot()
  for await (const records of manifestParts(db, seq, nouns)) {
    root.update(records.map(rootLine).join(''))
    yield separator + records.map((record) => JSON.stringify(record)).join(',')
    separator = ','
  }
  yield `],"root":"${root.digest('hex')}"}`
}
