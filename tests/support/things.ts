import { Readable } from 'node:stream'
import { z } from 'zod'
import { sendUntagged } from '../../src/api/send.ts'
import { etagOf, sendAnswer } from '../../src/http/answer.ts'
import { describeApi } from '../../src/http/contract/contract.ts'
import { problemResponses } from '../../src/http/contract/contract-responses.ts'
import { createServer } from '../../src/http/server.ts'
import type { Queues } from '../../src/http/turns.ts'
import { texts } from '../../src/language/texts.ts'
import { NotFound } from '../../src/problems/problems.ts'

type Settings = Parameters<typeof createServer>[0]

const query = z.strictObject({
  domain: z
    .enum(['finance', 'health', 'education'])
    .optional()
    .meta({ examples: ['finance'] }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .meta({ examples: [10] }),
  lang: z.enum(['en', 'zh-Hant', 'zh-Hans']).optional(),
  format: z.enum(['json', 'csv']).optional(),
})
const params = z.object({
  id: z
    .string()
    .regex(/^[a-z]+$/, 'This is no id.')
    .meta({ examples: ['long'] }),
})
const thing = z
  .strictObject({ name: z.string(), count: z.int().optional(), day: z.iso.date().optional() })
  .meta({ id: 'Thing', examples: [{ name: 'one' }] })
const body = z.strictObject({ name: z.string(), parts: z.array(z.strictObject({ colour: z.enum(['red', 'green']) })) })

export const long = JSON.stringify({ id: 'long', text: '滬港合作'.repeat(500) })
export const tag = etagOf('long', 1)

/** A server with three small routes; what `fail` throws is the answer to `/v1/things/failing`. */
export async function testServer(
  test: Tap,
  settings: Partial<Settings> = {},
  fail: () => never = neverFails,
  queues?: Partial<Queues>,
) {
  const app = await createServer({ logLevel: 'silent', rateLimit: 0, trustProxy: false, ...settings }, queues)
  test.teardown(() => app.close())
  await describeApi(app, {
    title: 'Things',
    version: '1',
    description: 'All things.',
    tags: [{ name: 'things', description: 'Things.' }],
    exampleAddress: '/v1/things/a',
    words: { name: 'The name.' },
  })
  const listed = { 200: z.object({ data: z.array(thing) }), ...problemResponses(400, 406, 429) }
  app.get(
    '/v1/things',
    {
      schema: { operationId: 'listThings', tags: ['things'], querystring: query, response: listed },
      config: { formats: ['json', 'csv'] },
    },
    async (request) => ({
      data: [],
      limit: request.query.limit,
      format: request.format,
    }),
  )
  const one = { 200: thing, 304: z.undefined().describe('Not changed.'), ...problemResponses(400, 404) }
  app.get(
    '/v1/things/:id',
    { schema: { operationId: 'getThing', tags: ['things'], params, querystring: query, response: one } },
    async (request, reply) => {
      const { id } = request.params
      if (id === 'missing') throw new NotFound(texts('Thing', '事物', '事物'), id)
      if (id === 'failing') fail()
      if (id === 'stream')
        return sendUntagged(reply, 'application/x-ndjson', Readable.from(Array(500).fill('{"a":1}\n')))
      const body = Buffer.from(long)
      return sendAnswer(request, reply, { route: '', tag, type: 'application/json', body, headers: [], seconds: 60 })
    },
  )
  app.put('/v1/things/:id', { schema: { operationId: 'putThing', tags: ['things'], params, body } }, async () => ({}))
  return app
}

type Tap = { teardown: (close: () => Promise<unknown>) => void }

function neverFails(): never {
  throw new Error('not asked to')
}
