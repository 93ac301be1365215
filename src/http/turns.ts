import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { exchangeOf } from './exchange.ts'
import { beginWork, endWork } from './held.ts'
import { leaveLoad, overloaded, takeIn } from './load.ts'
import { queueOf, type Release } from './queue.ts'
import { onlyReads } from './requests.ts'

// Light reads, heavy reads and writes wait in separate queues. So a count over all records keeps nobody from reading a
// record, and a write that waits for a lock or a standby delays only other writes.

type Work = 'light' | 'heavy' | 'write'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether a read looks at many records: always, or by what it asks for. */
    heavy?: boolean | ((request: FastifyRequest) => boolean)
  }
  interface FastifyInstance {
    turns: Turns
  }
}

/** How many work at once, and for how many milliseconds others wait for that before they are turned away. */
export type Queues = Record<Work, { atOnce: number; patience: number }>

/** Some more than there are connections for those who read, and for those who write; heavy reads leave half of them. */
const usual: Queues = {
  light: { atOnce: 16, patience: 1_000 },
  heavy: { atOnce: 4, patience: 1_000 },
  write: { atOnce: 8, patience: 3_000 },
}

/** The embedded database does one thing at a time, and a light read may have to wait for each heavy one that is at work. */
export const oneHeavyAtOnce: Partial<Queues> = { heavy: { ...usual.heavy, atOnce: 1 } }

/** Lets a route end its turn early, or take one turn for each step of a long answer. */
interface Turns {
  /** Ends the turn of a request that only waits from now on. */
  rest(request: FastifyRequest): void
  /** Does one step of heavy work in a turn, for an answer that stays open. */
  step<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T>
  /** Goes through steps of heavy work, such as the pages of an export, each in a turn of its own: a slow client then holds none. */
  each<T>(request: FastifyRequest, steps: AsyncIterable<T>): AsyncGenerator<T>
}

/**
 * Limits how many of the accepted requests work at once, while the others wait. If all worked at once, each would wait
 * behind all others for every statement, and a request of three statements would wait three times as long.
 *
 * A turn begins when the body has arrived and ends when the answer begins to leave, so that no slow client holds one. A
 * client that goes does not end it, for the work goes on.
 */
export function takeTurns(app: FastifyInstance, queueSettings: Partial<Queues> = {}): void {
  const settings = { ...usual, ...queueSettings }
  const queues = {
    light: queueOf(settings.light.atOnce),
    heavy: queueOf(settings.heavy.atOnce),
    write: queueOf(settings.write.atOnce),
  }
  const atWork = new WeakMap<FastifyRequest, Release>()

  function endTurn(request: FastifyRequest): void {
    atWork.get(request)?.()
    atWork.delete(request)
  }

  function end(request: FastifyRequest): void {
    endTurn(request)
    endWork(exchangeOf(request))
  }

  /**
   * A request that turns out to be heavy no longer counts as light, so light requests are not refused because of it.
   */
  function workOf(request: FastifyRequest, reply: FastifyReply): Work {
    if (isWrite(request)) return 'write'
    if (!isHeavy(request)) return 'light'
    leaveLoad(exchangeOf(request))
    takeIn(app.load.heavy, request, reply)
    return 'heavy'
  }

  app.addHook('preValidation', (request, reply, done) => {
    // A client that went while its request was looked at needs no answer.
    const begin = () => {
      if (reply.raw.destroyed) return end(request)
      beginWork(exchangeOf(request))
      done()
    }
    const { unlimited, staysOpen } = request.routeOptions.config
    if (unlimited || staysOpen || reply.raw.destroyed) return begin()
    const work = workOf(request, reply)
    queues[work].enter({
      client: exchangeOf(request).client,
      patience: settings[work].patience,
      giveUp: () => done(overloaded),
      begin(release) {
        atWork.set(request, release)
        // The event loop gets its turn before the next heavy work of this thread.
        if (work === 'heavy') setImmediate(begin)
        else begin()
      },
    })
  })
  app.addHook('onSend', (request, _reply, _payload, done) => {
    end(request)
    done()
  })
  // An answer that nobody waits for may end without being sent, as no error does.
  app.addHook('onRoute', (route) => {
    const { handler } = route
    route.handler = function (request, reply) {
      const work: unknown = handler.call(this, request, reply)
      const ended = () => end(request)
      if (work instanceof Promise) work.then(ended, () => {})
      return work
    }
  })
  app.decorate('turns', turnsBeside(queues.heavy, endTurn))
}

/** The turns of work that is heavy in steps, and of requests whose turn ends before their answer. */
function turnsBeside(heavy: ReturnType<typeof queueOf>, endTurn: (request: FastifyRequest) => void): Turns {
  const takeTurn = (request: FastifyRequest) =>
    new Promise<Release>((begin) => heavy.enter({ client: exchangeOf(request).client, begin }))
  return {
    async step(request, work) {
      const release = await takeTurn(request)
      return work().finally(release)
    },
    rest(request) {
      endTurn(request)
      leaveLoad(exchangeOf(request))
    },
    async *each(request, steps) {
      const iterator = steps[Symbol.asyncIterator]()
      try {
        for (;;) {
          const release = await takeTurn(request)
          if (request.raw.socket.destroyed) return release()
          const { done, value } = await iterator.next().finally(release)
          if (done) return
          yield value
        }
      } finally {
        await iterator.return?.()
      }
    },
  }
}

export const isWrite = ({ method }: FastifyRequest) => !onlyReads(method)

function isHeavy(request: FastifyRequest): boolean {
  const { heavy = false } = request.routeOptions.config
  return typeof heavy === 'function' ? heavy(request) : heavy
}
