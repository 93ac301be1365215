import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Texts } from '../language/texts.ts'
import { Overloaded, TooManyRequests } from '../problems/problems.ts'
import { addTo } from './clients.ts'
import { exchangeOf } from './exchange.ts'
import { holdUntilOver } from './held.ts'

/** Takes a slot for a request until it is over, or refuses it; gives a function that frees the slot before. */
export type TakeSlot = (request: FastifyRequest, reply: FastifyReply) => () => void

/**
 * A limited number of slots for answers that are held open, at most half of them for one client. A client without a
 * slot is told after how many seconds to try again, and how many others are in the way.
 */
export function limitedSlots(most: number, seconds: number, tell: (count: number) => Texts): TakeSlot {
  const mostOfOne = Math.ceil(most / 2)
  const taken = new Map<string, number>()
  let all = 0

  return (request, reply) => {
    const exchange = exchangeOf(request)
    const { client } = exchange
    const own = taken.get(client) ?? 0
    if (own >= mostOfOne) throw new TooManyRequests(seconds, tell(own))
    if (all >= most) throw new Overloaded(seconds, tell(all))
    all += 1
    addTo(taken, client, 1)
    let isFreed = false
    const free = () => {
      if (isFreed) return
      isFreed = true
      all -= 1
      addTo(taken, client, -1)
    }
    holdUntilOver(exchange, reply.raw, free)
    return free
  }
}
