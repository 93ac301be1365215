import { z } from 'zod'
import { etagOf } from '../../http/answer.ts'
import { problemResponses } from '../../http/contract/contract-responses.ts'
import type { Server } from '../../http/server.ts'
import { listEditions, loggedEdition } from '../../log/editions.ts'
import type { Registry } from '../../read/registry.ts'
import { sendTagged } from '../send.ts'

const editionsAnswer = z
  .strictObject({
    data: z.array(loggedEdition),
  })
  .meta({ id: 'Editions' })

/** `GET /v1/editions`: the named states of the published record that this log has. */
export function editionRoutes(app: Server, registry: Registry): void {
  const schema = {
    operationId: 'listEditions',
    summary: 'List the editions',
    description:
      'The named states of the published record, newest first: how far the sources were read, what each changed, and its state root.',
    tags: ['changes'],
    querystring: z.strictObject({}),
    response: { 200: editionsAnswer, ...problemResponses(400, 429, 500, 503) },
  }
  app.get('/v1/editions', { schema }, async (request, reply) => {
    const { seq, data } = await listEditions(registry.db)
    const body = Buffer.from(JSON.stringify({ data }))
    // An edition that brings no change is noted where the log stands, so the answer is not that of its position.
    return sendTagged(request, reply, registry, seq, { tag: etagOf(registry.head.epoch(), body.toString()), body })
  })
}
