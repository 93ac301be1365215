import type { FastifyRequest } from 'fastify'

/** The address under which clients know the service: the configured one, or the one that this client used. */
export function publicAddress(request: FastifyRequest): string {
  const { publicUrl } = request.server.mount
  if (publicUrl !== undefined) return publicUrl
  request.server.exchanges.of(request.raw).isPrivate = true
  return `${request.protocol}://${request.host}`
}
