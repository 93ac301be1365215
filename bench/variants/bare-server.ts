// The limits on this machine. A bare Fastify sends bytes and headers from memory, which is the limit of HTTP. Node's own
// server does the same, and answers 304 to every request with a tag, which is the limit of the process. A bare Fastify that
// reads each record from Postgres and does nothing else is the limit of a statement a request. Several processes share the ports
// of each.

import cluster from 'node:cluster'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyReply } from 'fastify'
import pg from 'pg'

const [file = ''] = process.argv.slice(2)
const held = new Map<string, { headers: Record<string, string>; body: string }>(JSON.parse(readFileSync(file, 'utf8')))

function find(url = '') {
  const answer = held.get(url)
  if (!answer) throw new Error(`Nothing is held for ${url}.`)
  return answer
}

const fromMemory = Fastify()
fromMemory.get('/v1/agreements', async (request, reply) => send(request.url, reply))
fromMemory.get('/v1/agreements/:id', async (request, reply) => send(request.url, reply))

function send(url: string, reply: FastifyReply): FastifyReply {
  const { headers, body } = find(url)
  return reply.headers(headers).send(body)
}

const fromPostgres = Fastify()
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
const [{ headers: recordHeaders } = { headers: {} }] = held.values()
const statement = `select content as body from records join versions using (version_id)
  where records.noun = 'agreements' and records.id = $1 and not deleted`
fromPostgres.get<{ Params: { id: string } }>('/v1/agreements/:id', async ({ params }, reply) => {
  const { rows } = await pool.query<{ body: string }>({ name: 'record', text: statement, values: [params.id] })
  return reply.headers(recordHeaders).send(rows[0]?.body)
})

const node = createServer((request, response) => {
  const { headers, body } = find(request.url)
  response.writeHead(request.headers['if-none-match'] ? 304 : 200, headers)
  response.end(request.headers['if-none-match'] ? undefined : body)
})
const listen = (app: typeof fromMemory) => app.listen({ port: 0, host: '127.0.0.1' })

const workers = Number(process.env.WORKERS ?? 1)
if (workers > 1 && cluster.isPrimary) for (let started = 0; started < workers; started++) cluster.fork()
else
  node.listen(0, '127.0.0.1', async () => {
    const { port } = node.address() as AddressInfo
    const [memory, postgres] = [await listen(fromMemory), await listen(fromPostgres)]
    console.log(`Listening at ${[memory, postgres, `http://127.0.0.1:${port}`].join(' ')}.`)
  })
