import { addTo } from './clients.ts'

/** Gives a turn back. */
export type Release = () => void

/** Somebody who wants a turn. */
interface Waiter {
  client: string
  begin(release: Release): void
  /** After so many milliseconds without a turn the waiter is told to give up; absent: never. */
  patience?: number
  giveUp?(): void
}

type Waiting = Waiter & { isLetIn?: true; timer?: NodeJS.Timeout }

/**
 * Lets so many work at once. Those who wait are let in client by client, each client's in the order in which they came,
 * and no client has all turns: the last is for another one.
 */
export function queueOf(most: number): { enter(waiter: Waiter): void } {
  const mostOfOne = Math.max(1, most - 1)
  /** In the order in which clients are let in. */
  const waiting = new Map<string, Waiting[]>()
  const working = new Map<string, number>()
  let free = most

  function letIn(): void {
    while (free > 0) {
      const next = takeNext()
      if (!next) return
      next.isLetIn = true
      clearTimeout(next.timer)
      free -= 1
      addTo(working, next.client, 1)
      next.begin(releaseOf(next.client))
    }
  }

  /** Takes out who is next, and puts the client at the end. */
  function takeNext(): Waiting | undefined {
    for (const [client, own] of waiting) {
      if ((working.get(client) ?? 0) >= mostOfOne) continue
      const first = own.shift()
      waiting.delete(client)
      if (own.length > 0) waiting.set(client, own)
      return first
    }
    return undefined
  }

  function releaseOf(client: string): Release {
    let isReleased = false
    return () => {
      if (isReleased) return
      isReleased = true
      free += 1
      addTo(working, client, -1)
      letIn()
    }
  }

  function turnAway(waiter: Waiting): void {
    const others = waiting.get(waiter.client)?.filter((other) => other !== waiter) ?? []
    if (others.length > 0) waiting.set(waiter.client, others)
    else waiting.delete(waiter.client)
    waiter.giveUp?.()
  }

  return {
    enter(waiter: Waiting) {
      const own = waiting.get(waiter.client)
      if (own) own.push(waiter)
      else waiting.set(waiter.client, [waiter])
      letIn()
      if (waiter.isLetIn || waiter.patience === undefined) return
      waiter.timer = setTimeout(() => turnAway(waiter), waiter.patience)
    },
  }
}
