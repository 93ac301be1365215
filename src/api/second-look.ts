import type { FastifyReply, FastifyRequest } from 'fastify'
import { isOfApi } from '../http/api-address.ts'
import { beforeRoutes } from '../http/methods.ts'
import { onlyReads } from '../http/requests.ts'
import type { Server } from '../http/server.ts'
import { Problem, Unavailable } from '../problems/problems.ts'
import type { Registry } from '../read/registry.ts'

// A replica that is behind does not know what was just written through another instance, and may take a cursor that is
// ahead of it for one of another log. So before an answer that something is missing, the leader is asked whether the
// log goes further.

const absences = new Set(['not-found', 'gone', 'invalid-request'])
const isAbsence = (error: unknown) => error instanceof Problem && absences.has(error.type)

/** Has reads that found nothing look once more, from where the leader is then. */
export function lookTwice(app: Server, registry: Registry): void {
  beforeRoutes(app, 'lookTwice')
  if (registry.db === registry.newest) return
  app.addHook('onRoute', (route) => {
    if (!onlyReads(route.method) || !isOfApi(route.url)) return
    const { handler } = route
    route.handler = async function (this: Server, request: FastifyRequest, reply: FastifyReply) {
      try {
        return await handler.call(this, request, reply)
      } catch (error) {
        if (!isAbsence(error)) throw error
        await registry.head.refresh().catch(() => {
          // Without the leader it is not known whether the record exists.
          throw new Unavailable(1)
        })
        return handler.call(this, request, reply)
      }
    } as typeof handler
  })
}
