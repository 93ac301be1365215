import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Some more than there are connections to the database. */
const usual = 16

/**
 * Lets so many of the requests that are taken in work at once, while the others wait in one line. If all worked at once,
 * each would wait behind all others for every statement, and who needs three statements three times as long.
 *
 * A turn begins when the body has arrived and ends when the answer begins to leave, so that no slow client holds one.
 */
export function takeTurns(app: FastifyInstance, most = usual): void {
  const line: (() => void)[] = []
  const atWork = new WeakSet<FastifyRequest>()
  let free = most

  function end(request: FastifyRequest): void {
    if (!atWork.delete(request)) return
    free += 1
    while (free > 0 && line.length > 0) line.shift()?.()
  }
  app.addHook('preValidation', (request, reply, done) => {
    const { unlimited, staysOpen } = request.routeOptions.config
    if (unlimited || staysOpen) return done()
    const begin = () => {
      // The client has gone.
      if (reply.raw.destroyed) return
      free -= 1
      atWork.add(request)
      reply.raw.once('close', () => end(request))
      done()
    }
    if (free > 0) begin()
    else line.push(begin)
  })
  app.addHook('onSend', (request, _reply, _payload, done) => {
    end(request)
    done()
  })
}
