import jsonPatch from 'fast-json-patch'
import { z } from 'zod'
import { etagOf } from '../../http/answer.ts'
import { recordPattern } from '../../http/api-address.ts'
import { problemResponses } from '../../http/contract/contract-responses.ts'
import { lastModifiedOf } from '../../http/last-modified.ts'
import type { Server } from '../../http/server.ts'
import { type Texts, texts } from '../../language/texts.ts'
import { findVersion, listVersions } from '../../log/version-queries.ts'
import { recordTag } from '../../model/documents.ts'
import { id } from '../../model/fields.ts'
import { type Noun, pascalCase, spoken } from '../../model/noun.ts'
import { cursorFor, cutPage, encodeCursor } from '../../model/page-cursor.ts'
import { wholeNumber } from '../../model/page-parameters.ts'
import { NotFound, Problem } from '../../problems/problems.ts'
import { movedTo } from '../../read/absence.ts'
import type { Registry } from '../../read/registry.ts'
import { redirect } from '../absence-answer.ts'
import { idParams } from '../id-params.ts'
import { linkNext, sendRead, sendTagged } from '../send.ts'
import { diffAnswer, diffQuery, type VersionsQuery, versionsAnswer, versionsQuery } from './history-schema.ts'

/** The history of each record: its versions, one of them, and what changed between two. */
export function versionRoutes(app: Server, registry: Registry): void {
  for (const noun of registry.nouns.values()) {
    listRoute(app, registry, noun)
    versionRoute(app, registry, noun)
    diffRoute(app, registry, noun)
  }
}

const order = 'versions'
const problems = problemResponses(400, 404, 429, 500, 503)
const number = wholeNumber(1, 1_000_000_000).describe('The number of the version.').meta({ example: 1 })

function listRoute(app: Server, registry: Registry, noun: Noun): void {
  const schema = {
    operationId: `list${pascalCase(noun.singular)}Versions`,
    summary: `List the versions of one ${spoken(noun.singular)}`,
    description: 'Who changed the record, when and why, newest first. A deleted record keeps its history.',
    tags: [noun.name],
    params: idParams(noun),
    querystring: versionsQuery.extend({
      cursor: versionsQuery.shape.cursor.meta({ example: encodeCursor({ order, key: '2', id: noun.example.id }) }),
    }),
    response: { 200: versionsAnswer, ...problems },
  }
  app.get(`${recordPattern(noun.name)}/versions`, { schema }, async (request, reply) => {
    const { id } = request.params
    const { limit, cursor } = request.query as VersionsQuery
    const after = cursorFor(cursor, order, 'integer')
    const below = after && Number(after.key)
    const { seq, entries } = await listVersions(registry.db, noun.name, id, limit + 1, below)
    if (!cursor && (entries.length === 0 || entries[0]?.op === 'delete')) {
      const newId = await movedTo(registry.db, noun, id)
      if (newId) return redirect(request, reply, newId)
      if (entries.length === 0) throw new NotFound(noun.names.singular, id)
    }
    const { page: data, next } = cutPage(entries, limit, ({ version }) => ({ order, key: String(version), id }))
    linkNext(request, reply, next)
    return sendRead(request, reply, registry, seq, JSON.stringify({ data, next }))
  })
}

function versionRoute(app: Server, registry: Registry, noun: Noun): void {
  const schema = {
    operationId: `get${pascalCase(noun.singular)}Version`,
    summary: `Get one version of a ${spoken(noun.singular)}`,
    description: 'The record as it was; of a deletion the mark that was left, with `deleted: true`.',
    tags: [noun.name],
    params: idParams(noun).extend({ n: number }),
    querystring: z.strictObject({}),
    response: { 200: z.looseObject({ id, version: z.int() }).describe('The record as it was.'), ...problems },
  }
  app.get(`${recordPattern(noun.name)}/versions/:n`, { schema }, async (request, reply) => {
    const { id, n } = request.params
    const version = await findVersion(registry.db, noun.name, id, n)
    if (version) {
      const { body, sha256, at, seq } = version
      const lastModified = lastModifiedOf(at)
      const tag = recordTag(n, sha256)
      return sendTagged(request, reply, registry, seq, { tag, body: Buffer.from(body), lastModified })
    }
    const newId = await movedTo(registry.db, noun, id)
    if (newId) return redirect(request, reply, newId)
    throw new Problem('not-found', hasNoVersion(noun, id, n))
  })
}

function diffRoute(app: Server, registry: Registry, noun: Noun): void {
  const schema = {
    operationId: `diff${pascalCase(noun.singular)}Versions`,
    summary: `Compare two versions of a ${spoken(noun.singular)}`,
    description:
      'A JSON Patch from one version to another; version 0 is the empty object that the first version is compared with.',
    tags: [noun.name],
    params: idParams(noun).extend({ n: number }),
    querystring: diffQuery,
    response: { 200: diffAnswer, ...problems },
  }
  app.get(`${recordPattern(noun.name)}/versions/:n/diff`, { schema }, async (request, reply) => {
    const { id, n } = request.params
    const { from = n - 1 } = request.query as { from?: number }
    const to = await versionOf(registry, noun, id, n)
    const base = from === 0 ? {} : JSON.parse((await versionOf(registry, noun, id, from)).body)
    const answer = JSON.stringify({ from, to: n, patch: jsonPatch.compare(base, JSON.parse(to.body)) })
    return sendTagged(request, reply, registry, to.seq, { tag: etagOf(answer), body: Buffer.from(answer) })
  })
}

async function versionOf({ db }: Registry, noun: Noun, id: string, version: number) {
  const stored = await findVersion(db, noun.name, id, version)
  if (!stored) throw new Problem('not-found', hasNoVersion(noun, id, version))
  return stored
}

function hasNoVersion({ names: { singular } }: Noun, id: string, version: number): Texts {
  return texts(
    `The ${singular.en.toLowerCase()} "${id}" has no version ${version}.`,
    `${singular['zh-Hant']}「${id}」沒有第 ${version} 版。`,
    `${singular['zh-Hans']}“${id}”没有第 ${version} 版。`,
  )
}
