import type { FastifyRequest } from 'fastify'
import { exchangeOf } from './exchange.ts'

/** The address under which clients know the service: the configured one, or the one that this client used. */
export function publicAddress(request: FastifyRequest): string {
  const { publicUrl } = request.server.mount
  if (publicUrl !== undefined) return publicUrl
  exchangeOf(request).isPrivate = true
  return `${request.protocol}://${request.host}`
}
