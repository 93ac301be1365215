import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendAt } from '../../answers/send-at.ts'
import { atomFeed, type Feed, type FeedEntry } from '../../formats/atom.ts'
import { contentType } from '../../http/media-types.ts'
import { publicAddress } from '../../http/public-address.ts'
import type { Server } from '../../http/server.ts'
import type { Texts } from '../../language/texts.ts'
import type { Noun } from '../../model/noun.ts'
import { plain } from '../../model/readable.ts'
import { feedHead, recordEntry } from '../../read/record-feed.ts'
import type { Registry } from '../../read/registry.ts'
import { changeWords, kindWords } from '../changes/change-words.ts'
import { type NamedChange, readNewest } from '../changes/read-newest.ts'
import { givenIn, pageQuery, parseGiven } from '../given.ts'
import { readRecords } from '../read-records.ts'
import { feedAddress, listAddress, pageAddress, queryOf, type Reader, readers, recordAddress, say } from '../reader.ts'
import { colon } from '../value.tsx'

const perFeed = 50

/** `GET /{lang}/{noun}.atom`, with the filters of the list, and `GET /{lang}/changes.atom`. */
export function feedRoutes(app: Server, registry: Registry): void {
  const schema = { hide: true }
  for (const reader of readers) {
    app.get(feedAddress(reader, 'changes'), { schema }, async (request, reply) => {
      const base = publicAddress(request)
      const { seq, changes } = await readNewest(registry, perFeed)
      const entries = changes.map((change) => changeEntry(registry, reader, base, change))
      return sendFeed(request, reply, registry, seq, {
        ...frameOf(reader, 'changes', changeWords.title),
        self: base + feedAddress(reader, 'changes'),
        other: { address: base + pageAddress(reader, 'changes'), type: 'text/html' },
        entries,
      })
    })
    for (const noun of registry.nouns.values())
      app.get(feedAddress(reader, noun.name), { schema, config: { heavy: true } }, async (request, reply) =>
        sendList(request, reply, registry, { noun, reader, base: publicAddress(request) }),
      )
  }
}

interface ListFeed {
  noun: Noun
  reader: Reader
  base: string
}

/** The records of a list that changed last. */
async function sendList(
  request: FastifyRequest,
  reply: FastifyReply,
  registry: Registry,
  { noun, reader, base }: ListFeed,
): Promise<FastifyReply> {
  const schema = pageQuery(noun)
  const { given } = givenIn(request.query)
  const asked = { sort: '-updatedAt', ...parseGiven(schema, given), limit: perFeed, total: 'none' as const }
  const { documents, next, seq } = await readRecords(registry, noun, asked)
  const { cursor, ...filters } = given
  const address = (more: Record<string, string[]>) => base + feedAddress(reader, noun.name, { ...filters, ...more })
  const query = queryOf(filters)
  query.sort()
  return sendFeed(request, reply, registry, seq, {
    ...frameOf(reader, `${noun.name}?${query}`, noun.names.plural),
    self: address(cursor ? { cursor } : {}),
    other: { address: base + listAddress(reader, noun.name, filters), type: 'text/html' },
    next: next ? address({ cursor: [next] }) : undefined,
    entries: documents.map((document) =>
      recordEntry(noun, document, reader.language, (id) => base + recordAddress(reader, noun.name, id)),
    ),
  })
}

const frameOf = (reader: Reader, name: string, title: Texts) => ({
  ...feedHead(reader.language, `${reader.path}/${name}`, title),
  language: reader.tag,
})

function changeEntry({ nouns }: Registry, reader: Reader, base: string, change: NamedChange): FeedEntry {
  const { seq, noun: name, id, label, at, kind, reason } = change
  const singular = nouns.get(name)?.names.singular
  const words = say(reader, kindWords[kind])
  return {
    name: `changes/${seq}`,
    title: `${words}${colon(reader)}${plain(reader, label, id)}`,
    updated: at,
    address: base + recordAddress(reader, name, id),
    summary: [singular && say(reader, singular), reason].filter(Boolean).join(colon(reader)),
  }
}

function sendFeed(
  request: FastifyRequest,
  reply: FastifyReply,
  registry: Registry,
  seq: number,
  feed: Feed,
): FastifyReply {
  return sendAt(request, reply, registry, seq, {
    type: contentType('atom'),
    body: Buffer.from(atomFeed(feed)),
    headers: ['vary', 'Accept-Encoding', 'content-language', feed.language],
    // Its addresses may have the host that the client named.
    isKept: false,
  })
}
