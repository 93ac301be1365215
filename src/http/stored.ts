import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** Sends what is already text, such as a stored record, as it is: neither parsed nor serialised again. */
export function sendStored(reply: FastifyReply, text: string | Buffer | Readable, type = 'application/json') {
  reply.type(type).send(text)
  return reply
}
