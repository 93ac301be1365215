import type { FastifyRequest } from 'fastify'
import { principalOf } from '../../access/guard.ts'
import type { ChangeKind } from '../../database/change-kinds.ts'
import type { Author } from '../../write/write.ts'
import { decodeReason } from './reason.ts'

type Said = Pick<Author, 'reason' | 'kind'>

/**
 * The author of a write, with reason and kind. The body takes precedence over the query, and the query over the header.
 */
export function authorOf(request: FastifyRequest, said: Said = {}): Author {
  const query = request.query as Said
  const headers = request.headers as { 'x-reason'?: string; 'x-change-kind'?: ChangeKind }
  return {
    actor: principalOf(request).actor,
    reason: said.reason ?? query.reason ?? decodeReason(headers['x-reason']),
    kind: said.kind ?? query.kind ?? headers['x-change-kind'],
    requestId: request.id,
  }
}
