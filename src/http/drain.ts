import { Server } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** How long connections may take to ask once more, or the rest of what they ask, before they are closed. */
export const drainWithin = 3_000
const lookEvery = 20

/**
 * Ends connections without losing requests: it accepts no new ones, answers on the others with `Connection: close`, and
 * leaves those that stay idle to be closed. A client that reads this header sends its next request elsewhere.
 */
export async function drain(
  { server, exchanges, connections }: FastifyInstance,
  acceptors?: { stop(): Promise<void> },
  milliseconds = drainWithin,
): Promise<void> {
  // Node's HTTP server would close idle connections at once, and with them what has just been asked on them.
  Server.prototype.close.call(server)
  await acceptors?.stop()
  exchanges.close()
  const until = performance.now() + milliseconds
  while (performance.now() < until && connections.size > 0) await pause(lookEvery)
}
