import type { FastifyRequest } from 'fastify'

/** The address under which clients know the service: the one that is set, else the one that this client used. */
export function publicAddress(request: FastifyRequest, publicUrl: string | undefined): string {
  return publicUrl ?? `${request.protocol}://${request.host}`
}
