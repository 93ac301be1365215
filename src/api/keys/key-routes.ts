import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { principalOf } from '../../access/guard.ts'
import { createKey, findKey, listKeys, revokeKey } from '../../access/key-queries.ts'
import { keyList, keyParams, keyRequest, newKey, writerKey } from '../../access/key-schema.ts'
import type { Keyring } from '../../access/keyring.ts'
import { takesOnly } from '../../http/bodies.ts'
import { problemResponses } from '../../http/contract/contract-responses.ts'
import type { Server } from '../../http/server.ts'
import { texts } from '../../language/texts.ts'
import { NotFound, Problem } from '../../problems/problems.ts'
import type { Registry } from '../../read/registry.ts'

const tags = ['keys']
const security = [{ key: [] }]
const config = { scope: 'admin' } as const

/** The routes by which an administrator makes, lists and revokes keys. */
export function keyRoutes(app: Server, registry: Registry, keyring: Keyring): void {
  createRoute(app, registry)
  listRoute(app, registry)
  getRoute(app, registry)
  revokeRoute(app, registry, keyring)
}

/** Sends an answer about keys, which no cache may keep. */
async function sendFresh(reply: FastifyReply, { head }: Registry, body?: unknown): Promise<FastifyReply> {
  const position = head.present.current() ?? (await head.refresh())
  return reply.header('cache-control', 'no-store').header('registry-seq', position.seq).send(body)
}

function createRoute(app: Server, registry: Registry): void {
  const schema = {
    operationId: 'createKey',
    summary: 'Make a key',
    description:
      'The key is shown in this answer and never again: only its hash is kept. So the request cannot be repeated under an `Idempotency-Key`; a key whose answer was lost is revoked and another is made.',
    tags,
    security,
    body: keyRequest,
    response: { 201: newKey, ...problemResponses(400, 401, 403, 413, 415, 429, 500, 503) },
  }
  app.post('/v1/keys', { schema, config, onRequest: takesOnly('application/json') }, async (request, reply) => {
    if (request.headers['idempotency-key'] !== undefined) throw new Problem('bad-request', shownOnce)
    const made = await createKey(registry.leader, request.body, principalOf(request).actor)
    return sendFresh(reply.code(201).header('location', `/v1/keys/${made.id}`), registry, made)
  })
}

function listRoute(app: Server, registry: Registry): void {
  const schema = {
    operationId: 'listKeys',
    summary: 'List keys',
    description: 'All keys, the newest first, those that were revoked or have expired too.',
    tags,
    security,
    response: { 200: keyList, ...problemResponses(400, 401, 403, 429, 500, 503) },
  }
  app.get('/v1/keys', { schema, config }, async (_request, reply) =>
    sendFresh(reply, registry, { data: await listKeys(registry.leader) }),
  )
}

function getRoute(app: Server, registry: Registry): void {
  const schema = {
    operationId: 'getKey',
    summary: 'Get one key',
    description: 'What the key may do, and when it was made, last used and revoked.',
    tags,
    security,
    params: keyParams,
    response: { 200: writerKey, ...problemResponses(400, 401, 403, 404, 429, 500, 503) },
  }
  app.get('/v1/keys/:id', { schema, config }, async ({ params: { id } }, reply) => {
    const key = await findKey(registry.leader, id)
    if (!key) throw new NotFound(keyName, id)
    return sendFresh(reply, registry, key)
  })
}

function revokeRoute(app: Server, registry: Registry, keyring: Keyring): void {
  const schema = {
    operationId: 'revokeKey',
    summary: 'Revoke a key',
    description: 'It stops working at once in the process that answers, and within two seconds in all others.',
    tags,
    security,
    params: keyParams,
    response: { 204: z.undefined().describe('Revoked.'), ...problemResponses(400, 401, 403, 404, 429, 500, 503) },
  }
  app.delete('/v1/keys/:id', { schema, config }, async ({ params: { id } }, reply) => {
    const digest = await revokeKey(registry.leader, id)
    if (digest === undefined) throw new NotFound(keyName, id)
    keyring.forget(digest)
    return sendFresh(reply.code(204), registry)
  })
}

const shownOnce = texts(
  'A key is shown once, so its making cannot be repeated under an Idempotency-Key.',
  '金鑰只顯示一次，因此不可以 Idempotency-Key 重複建立。',
  '密钥只显示一次，因此不可以 Idempotency-Key 重复建立。',
)

const keyName = texts('Key', '金鑰', '密钥')
