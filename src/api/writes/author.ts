import type { FastifyRequest } from 'fastify'
import { principalOf } from '../../access/guard.ts'
import type { Author } from '../../write/write.ts'
import { decodeReason } from './reason.ts'

/** The author of a write and the reason, from the request. A reason in the body counts before the query's, and that before the header's. */
export function authorOf(request: FastifyRequest, reason?: string): Author {
  const { reason: inQuery } = request.query as { reason?: string }
  const { 'x-reason': header } = request.headers as { 'x-reason'?: string }
  return { actor: principalOf(request).actor, reason: reason ?? inQuery ?? decodeReason(header), requestId: request.id }
}
