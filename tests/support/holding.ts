import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import type { FastifyContextConfig } from 'fastify'
import type { Test } from 'tap'
import { serveHealth } from '../../src/http/health.ts'
import type { TakeSlot } from '../../src/http/slots.ts'
import type { Queues } from '../../src/http/turns.ts'
import { testServer } from './things.ts'

export interface Holding {
  base: string
  app: Awaited<ReturnType<typeof testServer>>
  /** The ids of the requests that have begun to work, in that order. */
  begun: string[]
  /** Asks as from an address; done when the service has heard it. */
  ask(
    id: string,
    address: string,
    kind?: keyof typeof kinds,
  ): Promise<{ answer: Promise<Response>; leave(): Promise<void> }>
  /** Lets a request that is at work be answered. */
  release(id: string): Promise<void>
  /** Waits until whatever can begin has begun. */
  settle(): Promise<void>
}

const kinds = { light: {}, heavy: { heavy: true }, open: { staysOpen: true } } satisfies Record<
  string,
  FastifyContextConfig
>

/** The time that a request waits for its turn is no matter of most tests. */
const patience = 120_000
const patient: Queues = {
  light: { atOnce: 16, patience },
  heavy: { atOnce: 4, patience },
  write: { atOnce: 8, patience },
}

/** A service behind a proxy whose answers wait until the test lets them go. */
export async function holdingServer(
  t: Test,
  { queues, takeSlot }: { queues?: Partial<Queues>; takeSlot?: TakeSlot } = {},
): Promise<Holding> {
  const app = await testServer(t, { trustProxy: ['127.0.0.1'] }, undefined, { ...patient, ...queues })
  serveHealth(app, async () => ({ mode: 'embedded', writes: true }))
  const begun: string[] = []
  const held = new Map<string, () => void>()
  let isOver = false
  for (const [kind, config] of Object.entries(kinds))
    app.get<{ Params: { id: string } }>(`/${kind}/:id`, { config }, async (request, reply) => {
      const { id } = request.params
      if (kind === 'open') takeSlot?.(request, reply)
      begun.push(id)
      if (!isOver) await new Promise<void>((resolve) => held.set(id, resolve))
      return { id }
    })
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => {
    isOver = true
    for (const release of held.values()) release()
  })
  return {
    app,
    base,
    begun,
    async ask(id, address, kind = 'light') {
      const arrived = once(app.server, 'request')
      const leaving = new AbortController()
      const headers = { 'x-forwarded-for': address }
      const answer = fetch(`${base}/${kind}/${id}`, { headers, signal: leaving.signal })
      answer.catch(() => {})
      const [, response] = (await arrived) as [IncomingMessage, ServerResponse]
      const leave = async () => {
        leaving.abort()
        await once(response, 'close')
      }
      return { answer, leave }
    },
    async release(id) {
      while (!held.has(id)) await setImmediate()
      held.get(id)?.()
      held.delete(id)
    },
    async settle() {
      for (let turn = 0, known = -1; turn < 50; turn = begun.length === known ? turn + 1 : 0) {
        known = begun.length
        await setImmediate()
      }
    },
  }
}
