import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Some more than there are connections to the database for those who read, and for those who write. */
const usual = { read: 16, write: 8 }

/**
 * Lets so many of the requests that are taken in work at once, while the others wait in one line. If all worked at once,
 * each would wait behind all others for every statement, and who needs three statements three times as long. Those who
 * write have a line apart, for they may have to wait for each other, or for a standby.
 *
 * A turn begins when the body has arrived and ends when the answer begins to leave, so that no slow client holds one.
 */
export function takeTurns(app: FastifyInstance, most = usual): void {
  const lines = { read: lineOf(most.read), write: lineOf(most.write) }
  const atWork = new WeakSet<FastifyRequest>()
  const lineFor = ({ method }: FastifyRequest) => (method === 'GET' || method === 'HEAD' ? lines.read : lines.write)

  function end(request: FastifyRequest): void {
    if (atWork.delete(request)) lineFor(request).leave()
  }
  app.addHook('preValidation', (request, reply, done) => {
    const { unlimited, staysOpen } = request.routeOptions.config
    if (unlimited || staysOpen) return done()
    lineFor(request).enter(() => {
      // The client has gone.
      if (reply.raw.destroyed) return false
      atWork.add(request)
      reply.raw.once('close', () => end(request))
      done()
      return true
    })
  })
  app.addHook('onSend', (request, _reply, _payload, done) => {
    end(request)
    done()
  })
}

/** Begins to work, unless nobody wants that any more. */
type Begin = () => boolean

function lineOf(most: number) {
  const waiting: Begin[] = []
  let free = most
  function beginNext(): void {
    while (free > 0 && waiting.length > 0) {
      free -= 1
      if (!waiting.shift()?.()) free += 1
    }
  }
  return {
    enter(begin: Begin): void {
      waiting.push(begin)
      beginNext()
    },
    leave(): void {
      free += 1
      beginNext()
    },
  }
}
