import { setTimeout as pause } from 'node:timers/promises'
import { type Ask, follow, followStream } from './followers.ts'
import { examples } from './records.ts'
import { asWriter } from './service.ts'

// Clients that go on while machines fail, and their results. Writers repeat a write under its key until it is
// acknowledged; a follower and a stream take the feed; readers ask once and count it as a failure when they get no
// answer.

export interface Acknowledged {
  id: string
  seq: number
  /** The title that this write alone gives its record. */
  title: string
}

export interface Tally {
  /** All that was acknowledged since the beginning. */
  acknowledged: Acknowledged[]
  /** Answers to writes that are neither an acknowledgement nor a request to try again. */
  writeFaults: string[]
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
  /** Waits until so many more writes are acknowledged. */
  more(count: number): Promise<void>
  /** Waits until the follower and the stream have come to the last acknowledged write. */
  caughtUp(): Promise<void>
  /** Ends it all once each write that was begun is acknowledged. */
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
    writeFaults: [],
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
      const startedAt = Date.now()
      const acknowledged = await writeOnce(ask, serial, tally)
      if (acknowledged) {
        const now = Date.now()
        tally.away = Math.max(tally.away, now - lastAt)
        tally.slowestWrite = Math.max(tally.slowestWrite, now - startedAt)
        lastAt = now
        tally.acknowledged.push(acknowledged)
        newest = Math.max(newest, acknowledged.seq)
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
    more: async (count) => {
      const end = tally.acknowledged.length + count
      while (tally.acknowledged.length < end && tally.writeFaults.length === 0) await pause(20)
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

/** A write may be kept, or at work: so the service says, or a proxy whose service went away meanwhile. */
const mayHaveWritten = new Set([409, 502, 503, 504])
/** How long a write may be repeated. */
const acknowledgedWithin = 120_000

/**
 * Writes a record, under one key as often as it takes: a new one, or every third time one that others rewrite, too.
 * Without the key, a repetition of what was kept would be refused, or be kept twice.
 */
async function writeOnce(
  ask: Ask,
  serial: number,
  { acknowledged, writeFaults }: Tally,
): Promise<Acknowledged | undefined> {
  const present = serial % 3 === 0 ? acknowledged[serial % 2]?.id : undefined
  const id = present ?? `written-${serial}`
  const title = `Write ${serial}`
  const request = {
    method: 'PUT',
    headers: {
      ...asWriter,
      'content-type': 'application/json',
      'idempotency-key': `key-of-write-${serial}`,
      ...(present ? { 'if-match': '*' } : { 'if-none-match': '*' }),
    },
    body: JSON.stringify({ ...examples.source().record, id, title: { en: title } }),
  }
  const until = Date.now() + acknowledgedWithin
  while (Date.now() < until) {
    const answer = await ask(`/v1/sources/${id}`, { ...request, signal: AbortSignal.timeout(15_000) }).catch(() => {})
    const body = await answer?.text().catch(() => undefined)
    if (answer && body !== undefined) {
      if (answer.ok) return { id, title, seq: Number(answer.headers.get('registry-seq')) }
      if (!mayHaveWritten.has(answer.status)) {
        writeFaults.push(`${title} of ${id} is answered ${answer.status} ${body}`)
        return undefined
      }
    }
    await pause(100)
  }
  writeFaults.push(`${title} of ${id} is not acknowledged`)
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
