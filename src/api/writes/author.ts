import type { FastifyRequest } from 'fastify'
import { principalOf } from '../../access/guard.ts'
import type { Author } from '../../write/save.ts'
import { decodeReason } from './reason.ts'

/** Who writes and why, as the request says; a reason in the body goes before others. */
export function authorOf(request: FastifyRequest, reason?: string): Author {
  const { reason: asked } = request.query as { reason?: string }
  const { 'x-reason': header } = request.headers as { 'x-reason'?: string }
  return { actor: principalOf(request).actor, reason: reason ?? asked ?? decodeReason(header), requestId: request.id }
}
