import { setTimeout as pause } from 'node:timers/promises'
import { type Ask, follow, followStream } from './followers.ts'
import type { PostgresNode } from './postgres-node.ts'
import { examples } from './records.ts'
import { asWriter } from './service.ts'

// Clients that go on while machines fail, and their results. Writers repeat a write under its key until it is
// acknowledged; a follower and a stream take the feed; readers ask once and count it as a failure when they get no
// answer.

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
  /** The errors of the feed. */
  feedFaults: string[]
}

export interface Load {
  tally: Tally
  /** Begins to measure anew; what was acknowledged stays. */
  measure(): void
  /** How many changes the follower and the stream are behind what was acknowledged. */
  behind(): number
  /** Waits until the follower and the stream have come to the last acknowledged write. */
  caughtUp(): Promise<void>
  stop(): Promise<void>
}

const writers = 4
const readers = 3

interface LoadOptions {
  /** How long a writer rests after each write, and a reader after each read, in milliseconds. */
  betweenWrites?: number
  betweenReads?: number
  /** Paths that readers ask for besides the newest writes. */
  paths?: string[]
}

export function startLoad(ask: Ask, { betweenWrites = 25, betweenReads = 20, paths = [] }: LoadOptions = {}): Load {
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
  const follower = follow(ask, tally.feedFaults, stopping.signal)
  const stream = followStream(ask, tally.feedFaults, stopping.signal)
  let lastAt = Date.now()
  let serial = 0
  let newest = 0

  async function write(): Promise<void> {
    while (!isOver()) {
      serial += 1
      const id = `written-${serial}`
      const record = { ...examples.source().record, id }
      const startedAt = Date.now()
      while (!isOver()) {
        const seq = await putOnce(ask, id, record)
        if (seq === undefined) {
          await pause(100)
          continue
        }
        const now = Date.now()
        tally.away = Math.max(tally.away, now - lastAt)
        tally.slowestWrite = Math.max(tally.slowestWrite, now - startedAt)
        lastAt = now
        tally.acknowledged.push({ id, seq })
        newest = Math.max(newest, seq)
        break
      }
      await pause(betweenWrites)
    }
  }

  async function read(): Promise<void> {
    for (let turn = 0; !isOver(); turn += 1) {
      const wanted = tally.acknowledged.at(-1 - (turn % 7))
      if (wanted) await readOnce(ask, tally, questionOf(wanted, turn), isOver)
      const other = paths[turn % paths.length]
      if (other !== undefined) await readOnce(ask, tally, { path: other }, isOver)
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
    behind: () => Math.max(0, newest - Math.min(follower.seen(), stream.seen())),
    caughtUp: async () => {
      const end = newest
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
async function putOnce(ask: Ask, id: string, record: unknown): Promise<number | undefined> {
  try {
    const answer = await ask(`/v1/sources/${id}`, {
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

interface Question {
  path: string
  /** The text that the answer has to contain, and from which position on. */
  shows?: string
  from?: number
}

/** Each asks for what was just written: by its id, in a list, and as of its position. */
const questions: ((written: Acknowledged) => Question)[] = [
  ({ id, seq }) => ({ path: `/v1/sources/${id}?minSeq=${seq}`, shows: `"${id}"`, from: seq }),
  ({ id, seq }) => ({ path: `/v1/sources?id=${id}&minSeq=${seq}`, shows: `"${id}"`, from: seq }),
  ({ id, seq }) => ({ path: `/v1/sources?id=${id}&asOf=${seq}`, shows: `"${id}"` }),
  ({ id }) => ({ path: `/v1/sources/${id}/versions` }),
]

const questionOf = (written: Acknowledged, turn: number): Question =>
  questions[turn % questions.length]?.(written) ?? { path: '/v1/sources' }

async function readOnce(
  ask: Ask,
  tally: Tally,
  { path, shows = '', from = 0 }: Question,
  isOver: () => boolean,
): Promise<void> {
  const startedAt = Date.now()
  tally.reads += 1
  let failure = ''
  try {
    const answer = await ask(path, { signal: AbortSignal.timeout(15_000) })
    const body = await answer.text()
    if (answer.status !== 200) failure = `${answer.status} ${body.slice(0, 300)}`
    else if (!body.includes(shows)) tally.staleReads.push(path)
    else if (from > 0 && Number(answer.headers.get('registry-seq')) < from)
      tally.staleReads.push(`${path} at ${answer.headers.get('registry-seq')}`)
  } catch (error) {
    failure = String(error)
  }
  if (isOver()) return
  if (failure) tally.readsFailed.push(`${path}: ${failure}`)
  tally.slowestRead = Math.max(tally.slowestRead, Date.now() - startedAt)
}

/** Compares the acknowledged writes with the log: which are missing, and which are there more than once. */
export async function compareWithLog({ ask }: Pick<PostgresNode, 'ask'>, { acknowledged }: Tally) {
  // Writes that are acknowledged during the query may not be in its answer.
  const said = acknowledged.slice()
  const kept = await ask<{ id: string; count: number }>(
    `select id, count(*)::int as count from versions where noun = 'sources' and id like 'written-%' group by id`,
  )
  const ids = new Set(kept.map(({ id }) => id))
  return {
    lost: said.flatMap(({ id }) => (ids.has(id) ? [] : [id])),
    twice: kept.flatMap(({ id, count }) => (count > 1 ? [id] : [])),
  }
}
