import { setTimeout as pause } from 'node:timers/promises'

// Two ways to take the feed: page by page, and as a stream. Each notes what the feed did that it must not do.

/** Asks the service, whichever of its instances answers. */
export type Ask = (path: string, options?: RequestInit) => Promise<Response>

export interface Following {
  seen(): number
  done: Promise<void>
}

/** Takes one change after the other, and notes gaps, repetitions and changes that are out of order. */
function orderOf(name: string, faults: string[]) {
  let last: number | undefined
  return {
    seen: () => last ?? 0,
    take(seq: number) {
      if (last !== undefined && seq !== last + 1) faults.push(`${name}: ${seq} after ${last}`)
      last = seq
    },
  }
}

export function follow(ask: Ask, faults: string[], signal: AbortSignal): Following {
  const order = orderOf('the follower', faults)
  async function run(): Promise<void> {
    let cursor = ''
    while (!signal.aborted) {
      try {
        const answer = await ask(`/v1/changes?wait=5&limit=500${cursor && `&after=${cursor}`}`, { signal })
        if (answer.status === 410) {
          faults.push('the follower: 410')
          return
        }
        if (answer.status !== 200) throw new Error(String(answer.status))
        const page = (await answer.json()) as { changes: { seq: number }[]; cursor: string }
        for (const { seq } of page.changes) order.take(seq)
        cursor = page.cursor
      } catch {
        await pause(200)
      }
    }
  }
  return { seen: order.seen, done: run() }
}

export function followStream(ask: Ask, faults: string[], signal: AbortSignal): Following {
  const order = orderOf('the stream', faults)
  async function run(): Promise<void> {
    let lastId = ''
    while (!signal.aborted) {
      try {
        const headers: Record<string, string> = lastId ? { 'last-event-id': lastId } : {}
        const answer = await ask('/v1/changes/stream', { headers, signal })
        if (answer.status !== 200 || !answer.body) throw new Error(String(answer.status))
        let text = ''
        for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
          text += chunk
          const events = text.split('\n\n')
          text = events.pop() ?? ''
          for (const event of events) {
            if (event.includes('event: gone')) {
              faults.push('the stream: gone')
              return
            }
            const [, seq] = /^data: \{"seq":(\d+)/m.exec(event) ?? []
            if (seq) order.take(Number(seq))
            lastId = /^id: (\S+)/m.exec(event)?.[1] ?? lastId
          }
        }
      } catch {
        await pause(200)
      }
    }
  }
  return { seen: order.seen, done: run() }
}
