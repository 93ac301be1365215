import { setTimeout as pause } from 'node:timers/promises'
import { examples } from '../support/records.ts'
import { asWriter } from '../support/service.ts'

// What clients do while machines fail, and what came of it. Writers repeat a write under its key until it is acknowledged;
// a follower and a stream take the feed; readers ask once and count it as a failure when they get no answer.

export interface Acknowledged {
  id: string
  seq: number
}

export interface Tally {
  /** All that was acknowledged since the beginning. */
  acknowledged: Acknowledged[]
  /** For how long no write was acknowledged, at the longest, in milliseconds. */
  away: number
  slowestWrite: number
  reads: number
  readsFailed: string[]
  slowestRead: number
  /** Answers from before the position that was asked for. */
  staleReads: string[]
  /** Whatever the feed did that it must not do. */
  feedFaults: string[]
}

export interface Load {
  tally: Tally
  /** Begins to measure anew; what was acknowledged stays. */
  measure(): void
  /** Waits until the follower and the stream have come to the last acknowledged write. */
  caughtUp(): Promise<void>
  stop(): Promise<void>
}

const writers = 4
const readers = 3
const betweenWrites = 25
const betweenReads = 20

export function startLoad(address: string): Load {
  const tally: Tally = {
    acknowledged: [],
    away: 0,
    slowestWrite: 0,
    reads: 0,
    readsFailed: [],
    slowestRead: 0,
    staleReads: [],
    feedFaults: [],
  }
  const stopping = new AbortController()
  const isOver = () => stopping.signal.aborted
  const follower = follow(address, tally, stopping.signal)
  const stream = followStream(address, tally, stopping.signal)
  let lastAt = Date.now()
  let serial = 0

  async function write(): Promise<void> {
    while (!isOver()) {
      serial += 1
      const id = `written-${serial}`
      const record = { ...examples.source().record, id }
      const startedAt = Date.now()
      while (!isOver()) {
        const seq = await putOnce(address, id, record)
        if (seq === undefined) {
          await pause(100)
          continue
        }
        const now = Date.now()
        tally.away = Math.max(tally.away, now - lastAt)
        tally.slowestWrite = Math.max(tally.slowestWrite, now - startedAt)
        lastAt = now
        tally.acknowledged.push({ id, seq })
        break
      }
      await pause(betweenWrites)
    }
  }

  async function read(): Promise<void> {
    for (let turn = 0; !isOver(); turn += 1) {
      const wanted = tally.acknowledged.at(-1 - (turn % 7))
      if (wanted) await readOnce(address, tally, wanted, turn, isOver)
      await pause(betweenReads)
    }
  }

  const all = Promise.all([
    ...Array.from({ length: writers }, write),
    ...Array.from({ length: readers }, read),
    follower.done,
    stream.done,
  ])
  return {
    tally,
    measure: () => {
      lastAt = Date.now()
      Object.assign(tally, { away: 0, slowestWrite: 0, reads: 0, readsFailed: [], slowestRead: 0 })
    },
    caughtUp: async () => {
      const end = Math.max(0, ...tally.acknowledged.map(({ seq }) => seq))
      const until = Date.now() + 60_000
      while ((follower.seen() < end || stream.seen() < end) && Date.now() < until) await pause(50)
      if (follower.seen() < end) tally.feedFaults.push(`the follower stayed at ${follower.seen()} of ${end}`)
      if (stream.seen() < end) tally.feedFaults.push(`the stream stayed at ${stream.seen()} of ${end}`)
    },
    stop: async () => {
      stopping.abort()
      await all
    },
  }
}

/** The position of the write, if it was acknowledged. */
async function putOnce(address: string, id: string, record: unknown): Promise<number | undefined> {
  try {
    const answer = await fetch(`${address}/v1/sources/${id}`, {
      method: 'PUT',
      headers: { ...asWriter, 'content-type': 'application/json', 'idempotency-key': `key-of-${id}` },
      body: JSON.stringify(record),
      signal: AbortSignal.timeout(15_000),
    })
    await answer.arrayBuffer()
    if (answer.status === 201) return Number(answer.headers.get('registry-seq'))
    if (answer.status !== 503 && answer.status !== 409) throw new Error(`A write was answered ${answer.status}.`)
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('A write')) throw error
  }
  return undefined
}

/** Each asks for what was just written: by its id, in a list, and as of its position. */
const questions = [
  ({ id, seq }: Acknowledged) => `/v1/sources/${id}?minSeq=${seq}`,
  ({ id, seq }: Acknowledged) => `/v1/sources?id=${id}&minSeq=${seq}`,
  ({ id, seq }: Acknowledged) => `/v1/sources?id=${id}&asOf=${seq}`,
  ({ id }: Acknowledged) => `/v1/sources/${id}/versions`,
]

async function readOnce(
  address: string,
  tally: Tally,
  wanted: Acknowledged,
  turn: number,
  isOver: () => boolean,
): Promise<void> {
  const path = questions[turn % questions.length]?.(wanted) ?? ''
  const startedAt = Date.now()
  tally.reads += 1
  let failure = ''
  try {
    const answer = await fetch(address + path, { signal: AbortSignal.timeout(15_000) })
    const body = await answer.text()
    if (answer.status !== 200) failure = `${answer.status} ${body.slice(0, 300)}`
    else if (!path.includes('versions') && !body.includes(`"${wanted.id}"`)) tally.staleReads.push(path)
    else if (path.includes('minSeq') && Number(answer.headers.get('registry-seq')) < wanted.seq)
      tally.staleReads.push(`${path} at ${answer.headers.get('registry-seq')}`)
  } catch (error) {
    failure = String(error)
  }
  if (isOver()) return
  if (failure) tally.readsFailed.push(`${path}: ${failure}`)
  tally.slowestRead = Math.max(tally.slowestRead, Date.now() - startedAt)
}

interface Following {
  seen(): number
  done: Promise<void>
}

/** Takes one change after the other, and notes gaps, repetitions and changes that are out of order. */
function orderOf(name: string, tally: Tally) {
  let last: number | undefined
  return {
    seen: () => last ?? 0,
    take(seq: number) {
      if (last !== undefined && seq !== last + 1) tally.feedFaults.push(`${name}: ${seq} after ${last}`)
      last = seq
    },
  }
}

function follow(address: string, tally: Tally, signal: AbortSignal): Following {
  const order = orderOf('the follower', tally)
  async function run(): Promise<void> {
    let cursor = ''
    while (!signal.aborted) {
      try {
        const answer = await fetch(`${address}/v1/changes?wait=5&limit=500${cursor && `&after=${cursor}`}`, { signal })
        if (answer.status === 410) {
          tally.feedFaults.push('the follower: 410')
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

function followStream(address: string, tally: Tally, signal: AbortSignal): Following {
  const order = orderOf('the stream', tally)
  async function run(): Promise<void> {
    let lastId = ''
    while (!signal.aborted) {
      try {
        const headers: Record<string, string> = lastId ? { 'last-event-id': lastId } : {}
        const answer = await fetch(`${address}/v1/changes/stream`, { headers, signal })
        if (answer.status !== 200 || !answer.body) throw new Error(String(answer.status))
        let text = ''
        for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
          text += chunk
          const events = text.split('\n\n')
          text = events.pop() ?? ''
          for (const event of events) {
            if (event.includes('event: gone')) {
              tally.feedFaults.push('the stream: gone')
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
