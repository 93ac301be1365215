import type { FastifyRequest } from 'fastify'
import { principalOf } from '../../access/guard.ts'
import type { Author } from '../../write/write.ts'
import { decodeReason } from './reason.ts'

/** Who writes and why, as the request says. A reason in the body counts before the query's, and that before the header's. */
export function authorOf(request: FastifyRequest, reason?: string): Author {
  const { reason: inQuery } = request.query as { reason?: string }
  const { 'x-reason': header } = request.headers as { 'x-reason'?: string }
  return { actor: principalOf(request).actor, reason: reason ?? inQuery ?? decodeReason(header), requestId: request.id }
}
