import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordPath, recordPattern } from '../../http/api-address.ts'
import { takesOnly } from '../../http/bodies.ts'
import { problemResponses } from '../../http/contract/contract-responses.ts'
import type { Server } from '../../http/server.ts'
import { readHead } from '../../log/head.ts'
import { type Noun, pascalCase, spoken } from '../../model/noun.ts'
import type { Registry } from '../../read/registry.ts'
import type { WriteAnswer } from '../../write/idempotency.ts'
import { save } from '../../write/save.ts'
import type { Write } from '../../write/write.ts'
import { idParams } from '../id-params.ts'
import { answerWrite } from './answer-write.ts'
import { anyBody } from './any-body.ts'
import { authorOf } from './author.ts'
import { expectedBy } from './preconditions.ts'
import { changeHeaders, headersOfPut, mergePatchBody, plainHeaders, recordInput, writeQuery } from './write-schema.ts'

/** `PUT`, `PATCH`, `DELETE` and restore of one record of a noun. */
export function recordWriteRoutes(app: Server, registry: Registry, noun: Noun): void {
  putRoute(app, registry, noun)
  patchRoute(app, registry, noun)
  deleteRoute(app, registry, noun)
  restoreRoute(app, registry, noun)
}

/** The part of the schema that all four routes have in common. */
function describe(noun: Noun, verb: string, summary: (spoken: string) => string, description: string) {
  return {
    operationId: verb + pascalCase(noun.singular),
    summary: summary(spoken(noun.singular)),
    description,
    tags: [noun.name],
    security: [{ key: [] }],
    params: idParams(noun),
    querystring: writeQuery,
  }
}

function putRoute(app: Server, registry: Registry, noun: Noun): void {
  const description =
    'Creates the record, or replaces it where `If-Match` names what stands. A record that equals what stands makes no new version.'
  const schema = {
    ...describe(noun, 'put', (spoken) => `Write one ${spoken}`, description),
    headers: headersOfPut,
    body: recordInput(noun),
    response: {
      200: noun.stored.describe('Replaced, or unchanged.'),
      201: noun.stored.describe('Created.'),
      ...problemResponses(400, 401, 403, 409, 410, 412, 413, 415, 422, 428, 429, 500, 503),
    },
  }
  const options = { schema, config: { scope: 'write' }, validatorCompiler: anyBody } as const
  app.put(recordPattern(noun.name), { ...options, onRequest: takesOnly('application/json') }, async (request, reply) =>
    writeOne(request, reply, registry, noun, { op: 'put', record: request.body }, expectedBy(request)),
  )
}

function patchRoute(app: Server, registry: Registry, noun: Noun): void {
  const description = 'A JSON Merge Patch (RFC 7396) of the version that `If-Match` names.'
  const schema = {
    ...describe(noun, 'patch', (spoken) => `Change fields of one ${spoken}`, description),
    headers: changeHeaders,
    consumes: [mergePatchType],
    body: mergePatchBody,
    response: {
      200: noun.stored.describe('Changed, or unchanged.'),
      ...problemResponses(400, 401, 403, 404, 409, 410, 412, 413, 415, 422, 428, 429, 500, 503),
    },
  }
  const options = { schema, config: { scope: 'write' }, validatorCompiler: anyBody } as const
  app.patch(recordPattern(noun.name), { ...options, onRequest: takesOnly(mergePatchType) }, async (request, reply) =>
    writeOne(request, reply, registry, noun, { op: 'patch', patch: request.body }, expectedBy(request)),
  )
}

const mergePatchType = 'application/merge-patch+json'

function deleteRoute(app: Server, registry: Registry, noun: Noun): void {
  const description =
    'Leaves a tombstone, and the history. A record that others refer to stays: 409 names them in `references`.'
  const schema = {
    ...describe(noun, 'delete', (spoken) => `Delete one ${spoken}`, description),
    headers: changeHeaders,
    response: {
      204: z.undefined().describe('Deleted.'),
      ...problemResponses(400, 401, 403, 404, 409, 410, 412, 422, 428, 429, 500, 503),
    },
  }
  app.delete(recordPattern(noun.name), { schema, config: { scope: 'delete' } }, async (request, reply) =>
    writeOne(request, reply, registry, noun, { op: 'delete' }, expectedBy(request)),
  )
}

function restoreRoute(app: Server, registry: Registry, noun: Noun): void {
  const description = 'A new version, equal to the last before the deletion.'
  const schema = {
    ...describe(noun, 'restore', (spoken) => `Bring one deleted ${spoken} back`, description),
    headers: plainHeaders,
    response: {
      200: noun.stored.describe('Restored.'),
      ...problemResponses(400, 401, 403, 404, 409, 422, 429, 500, 503),
    },
  }
  app.post(`${recordPattern(noun.name)}/restore`, { schema, config: { scope: 'write' } }, async (request, reply) =>
    writeOne(request, reply, registry, noun, { op: 'restore' }, undefined),
  )
}

function writeOne(
  request: FastifyRequest,
  reply: FastifyReply,
  registry: Registry,
  noun: Noun,
  change: Write['change'],
  expected: Write['expected'],
): Promise<FastifyReply> {
  const { id } = request.params as { id: string }
  const author = authorOf(request)
  return answerWrite(request, reply, registry, async (db): Promise<WriteAnswer> => {
    const { results, tx } = await save(db, registry.nouns, [{ noun, id, change, expected }], {
      ...author,
      mode: 'atomic',
    })
    const [{ status, versionId, problem } = { status: 'failed' }] = results
    if (problem) throw problem
    const seq = tx ? undefined : (await readHead(db)).seq
    if (status === 'deleted') return { status: 204, headers: {}, body: null, tx, seq }
    const location = status === 'created' ? { location: recordPath(noun.name, id) } : undefined
    return { status: location ? 201 : 200, headers: { ...location }, body: null, versionId, tx, seq }
  })
}
