import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Noun } from '../model/noun.ts'
import { requireNewId } from '../read/absence.ts'
import type { View } from '../read/registry.ts'

/** The answer for a record that does not exist: 308 to its present id, 410 if it was deleted, 404 if it never existed. */
export async function absenceAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, past }: Pick<View, 'db' | 'past'>,
  noun: Noun,
  id: string,
): Promise<() => FastifyReply> {
  const newId = await requireNewId(db, noun, id, past?.seq)
  return () => redirect(request, reply, newId)
}

/** Redirects to the same address with the record's present id. */
export function redirect({ url }: FastifyRequest, reply: FastifyReply, id: string): FastifyReply {
  return reply.redirect(url.replace(/^(\/v1\/[^/]+\/)[^/?]+/, `$1${id}`), 308)
}
