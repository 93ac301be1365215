import type { FastifyRequest, RouteOptions } from 'fastify'
import { z } from 'zod'
import type { PositionWait } from '../answers/kept-answers.ts'
import { isOfApi } from '../http/api-address.ts'
import { whileAtWork } from '../http/held.ts'
import { beforeRoutes } from '../http/methods.ts'
import { onlyReads } from '../http/requests.ts'
import type { Server } from '../http/server.ts'
import { limitedSlots } from '../http/slots.ts'
import { beyondTheEnd, hasReached, mayYetCome, notYet } from '../log/moments.ts'
import { readLogEnd } from '../log/restarts.ts'
import { keepForEver } from '../memory/for-ever.ts'
import { Unavailable, ValidationProblem } from '../problems/problems.ts'
import type { Registry } from '../read/registry.ts'

/** How long a read waits for the position that it names. */
const waitWithin = 500
const mostWaiting = 100
const mostBytes = 1024 * 1024
const bytesOfPosition = 50

const minSeq = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a position of the log')
  .optional()
  .describe(
    'Answer from this position of the log on. The `Registry-Seq` of a write, named here, makes a client read what it wrote, whichever instance it asks.',
  )
  .meta({ example: '1' })

type Asked = { minSeq?: unknown }

/** Lets each read under `/v1` name a position that its answer must have reached. The wait is left to the caller. */
export function takeMinSeq(app: Server, registry: Registry): PositionWait {
  beforeRoutes(app, 'takeMinSeq')
  const requireReached = reachedPositions(registry)
  const takeSlot = limitedSlots(mostWaiting, 1, () => notYet)
  app.addHook('onRoute', (route) => {
    const querystring = queryOf(route)
    if (querystring) route.schema = { ...route.schema, querystring: querystring.safeExtend({ minSeq }) }
  })
  // No handler has to know of it.
  app.addHook('preHandler', ({ query }, _reply, done) => {
    delete (query as Asked).minSeq
    done()
  })
  return (request, reply) => {
    const asked = positionAsked(request)
    if (asked === undefined) return undefined
    const freeSlot = takeSlot(request, reply)
    return whileAtWork(app.exchanges.of(request.raw), requireReached(asked)).finally(freeSlot)
  }
}

/** The query of a route that reads. */
function queryOf({ method, url, schema, config }: RouteOptions): z.ZodObject | undefined {
  const query = schema?.querystring
  const isOpen = onlyReads(method) && isOfApi(url) && config?.scope === undefined
  return isOpen && query instanceof z.ZodObject ? query : undefined
}

function positionAsked({ query, routeOptions }: FastifyRequest): string | undefined {
  const asked = (query as Asked).minSeq
  if (typeof asked !== 'string' || !minSeq.safeParse(asked).success) return undefined
  const { querystring } = routeOptions.schema ?? {}
  return querystring instanceof z.ZodObject && 'minSeq' in querystring.shape ? asked : undefined
}

/** Resolves when a position is reached, and refuses one that is undone, or beyond the end of the log. */
function reachedPositions({ head, newest, leader }: Registry): (text: string) => Promise<void> {
  const reached = keepForEver<true>({ name: 'positions', mostBytes })
  return async (text) => {
    const seq = Number(text)
    const key = `${head.epoch()} ${seq}`
    if (reached.find(key)) return
    const until = Date.now() + waitWithin
    while (!(await hasReached(newest, seq))) {
      const left = until - Date.now()
      if (left <= 0) throw await refusal()
      await head.waitBeyond(seq - 1, Math.min(left, 50))
    }
    // Otherwise the answer could be one whose reading began before.
    head.seen(seq)
    reached.keep(key, true, bytesOfPosition)
  }

  /** Only the leader knows that there is no such position. */
  async function refusal(): Promise<Error> {
    const end = await readLogEnd(leader).catch(() => undefined)
    return end && !(await mayYetCome(leader))
      ? new ValidationProblem([{ parameter: 'minSeq', detail: beyondTheEnd }])
      : new Unavailable(1, notYet)
  }
}
