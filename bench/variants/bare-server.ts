// The limit of HTTP on this machine: a bare Fastify that sends bytes and headers which it holds in memory.

import { readFileSync } from 'node:fs'
import Fastify from 'fastify'

const [file = ''] = process.argv.slice(2)
const held = new Map<string, { headers: Record<string, string>; body: string }>(JSON.parse(readFileSync(file, 'utf8')))
const app = Fastify()

app.get('/v1/agreements', async (request, reply) => send(request.url, reply))
app.get('/v1/agreements/:id', async (request, reply) => send(request.url, reply))

function send(url: string, reply: { headers(values: object): { send(body: string): unknown } }) {
  const answer = held.get(url)
  if (!answer) throw new Error(`Nothing is held for ${url}.`)
  return reply.headers(answer.headers).send(answer.body)
}

console.log(`Listening at ${await app.listen({ port: 0, host: '127.0.0.1' })}.`)
