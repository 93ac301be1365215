import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { changeKinds } from '../database/change-kinds.ts'
import { reasonOf } from '../database/problems.ts'
import { linesOf } from '../formats/lines.ts'
import { type LoggedEdition, loggedEdition } from '../log/editions.ts'
import { toContent, withoutOwned } from '../model/documents.ts'
import type { StoredDocument } from '../model/record-document.ts'
import type { NounName } from '../model/record-name.ts'
import { parseJson } from '../problems/json-text.ts'
import { decodeText } from '../problems/text-gate.ts'
import type { OriginVersion } from '../write/replicate.ts'

// Reads the other registry over HTTP, by the calls that any client has.

/** The origin has another log than the cursor is of. */
export class CursorGone extends Error {
  /** The cursor to go on from, where the origin has kept all that was read; else the copy has to begin with a snapshot. */
  readonly kept?: string
  constructor(kept?: string) {
    super(kept ? 'The origin has restarted its log.' : 'The origin does not know the cursor any more.')
    this.kept = kept
  }
}

/** The origin did not answer, or its answer is unusable; it may answer later. */
export class OriginProblem extends Error {
  /** The least number of seconds to wait, if the origin has named one. */
  readonly retryAfter: number
  constructor(message: string, retryAfter = 0) {
    super(message)
    this.retryAfter = retryAfter
  }
}

/** The bytes of an answer as they come. Whatever fails on their way is a problem of the origin. */
async function* chunksOf(url: URL, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* (await request(url, signal)).body ?? []
  } catch (error) {
    if (error instanceof CursorGone || error instanceof OriginProblem) throw error
    const cause = error instanceof Error && error.cause ? error.cause : error
    throw new OriginProblem(`${url.origin} does not answer: ${reasonOf(cause)}.`)
  }
}

async function request(url: URL, signal: AbortSignal): Promise<Response> {
  const answer = await fetch(url, { signal })
  if (answer.ok) return answer
  if (answer.status === 410) throw new CursorGone(goneAnswer.parse(parseJson(await answer.text())).cursor)
  await answer.body?.cancel()
  throw new OriginProblem(`${url.origin}${url.pathname} answers ${answer.status}.`, secondsOf(answer))
}

function secondsOf(answer: Response): number {
  const seconds = Number(answer.headers.get('retry-after'))
  return seconds > 0 ? Math.min(seconds, 300) : 0
}

/** Asks the origin, and gives the answer if it can be taken over. */
async function answerOf<T>(url: URL, answer: z.ZodType<T>, signal: AbortSignal): Promise<T> {
  const decoded = decodeText(await buffer(chunksOf(url, signal)))
  if ('offset' in decoded) throw new OriginProblem('The answer holds bytes that are not UTF-8.')
  const parsed = answer.safeParse(parseJson(decoded.text))
  if (parsed.success) return parsed.data
  const [{ path, message } = { path: [], message: '' }] = parsed.error.issues
  throw new OriginProblem(
    `${url.origin}${url.pathname} answers what cannot be taken over: ${path.join('.')}: ${message}.`,
  )
}

const wireChange = z.object({
  rev: z.int(),
  noun: z.string(),
  id: z.string(),
  version: z.int(),
  kind: z.enum(changeKinds),
  at: z.string(),
  reason: z.string().nullable(),
  // Null for a deletion. Where it is missing, what lies between has lost the question for it.
  record: z.looseObject({ id: z.string(), createdAt: z.string() }).nullable(),
})
const goneAnswer = z.object({ cursor: z.string().max(200).optional().catch(undefined) }).catch({})
const changesAnswer = z.object({ changes: z.array(wireChange), cursor: z.string(), hasMore: z.boolean() })
const revisionsAnswer = z.object({ changes: z.array(wireChange.pick({ rev: true })) })

/** A version of the log of the origin, with the write that it was part of. */
export type OriginChange = OriginVersion & Pick<z.infer<typeof wireChange>, 'rev' | 'reason'>

interface OriginPage {
  changes: OriginChange[]
  cursor: string
  hasMore: boolean
}

const editionsAnswer = z.object({ data: z.array(z.object(loggedEdition.shape)) })

/** The editions that the origin has; newest first. */
export async function fetchEditions(origin: string, signal: AbortSignal): Promise<LoggedEdition[]> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(60_000)])
  return (await answerOf(new URL(`${origin}/v1/editions`), editionsAnswer, limited)).data
}

const pageSize = 500
/** To look at so many is little work for the origin. */
const lightPageSize = 200

/** A page of changes after a cursor, waiting some seconds for the first. */
export async function fetchChanges(
  origin: string,
  after: string,
  { wait = 0, limit = pageSize }: { wait?: number; limit?: number },
  signal: AbortSignal,
): Promise<OriginPage> {
  const url = changesUrl(origin, { after, limit, include: 'record', wait })
  const limited = AbortSignal.any([signal, AbortSignal.timeout((wait + 60) * 1000)])
  const page = await answerOf(url, changesAnswer, limited)
  const changes = page.changes.map(({ record, ...change }) => ({
    ...change,
    createdAt: record?.createdAt,
    content: record ? toContent(withoutOwned(record)) : undefined,
  }))
  return { ...page, changes }
}

/** How many of the next changes after a cursor are of one revision, asked without their records. */
export async function countOfRevision(
  origin: string,
  after: string,
  revision: number | undefined,
  signal: AbortSignal,
): Promise<number> {
  const url = changesUrl(origin, { after, limit: lightPageSize })
  const limited = AbortSignal.any([signal, AbortSignal.timeout(60_000)])
  const { changes } = await answerOf(url, revisionsAnswer, limited)
  const others = changes.findIndex(({ rev }) => rev !== revision)
  return others < 0 ? changes.length : others
}

function changesUrl(origin: string, query: Record<string, string | number>): URL {
  const url = new URL(`${origin}/v1/changes`)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  return url
}

/** A snapshot that has arrived whole, kept in a file until it is discarded. */
export interface Snapshot {
  cursor: string
  seq: number
  count: number
  batches(keep: (version: OriginVersion) => boolean, size: number): AsyncGenerator<OriginVersion[]>
  discard(): Promise<void>
}

/** Fetches a snapshot into a file and checks that it is whole. */
export async function fetchSnapshot(origin: string, signal: AbortSignal): Promise<Snapshot> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-snapshot-'))
  const discard = () => rm(folder, { recursive: true, force: true })
  const file = join(folder, 'snapshot.ndjson')
  const url = new URL(`${origin}/v1/snapshot`)
  try {
    await pipeline(chunksOf(url, signal), createWriteStream(file), { signal })
    const checked = await checkSnapshot(file)
    return { ...checked, discard, batches: (keep, size) => batchesOf(file, keep, size) }
  } catch (error) {
    await discard()
    throw error
  }
}

const snapshotHeader = z.object({ type: z.literal('header'), cursor: z.string().min(1), seq: z.int() })
const snapshotTrailer = z.object({ type: z.literal('trailer'), count: z.int(), sha256: z.string() })

/** Counts and hashes the lines of a snapshot, and compares them with its trailer. */
async function checkSnapshot(file: string): Promise<Pick<Snapshot, 'cursor' | 'seq' | 'count'>> {
  const hash = createHash('sha256')
  let lines = 0
  let first = ''
  let last = ''
  for await (const line of textsIn(file)) {
    if (lines === 0) first = line
    else hash.update(`${last}\n`)
    last = line
    lines += 1
  }
  const header = snapshotHeader.safeParse(parseJson(first)).data
  const trailer = snapshotTrailer.safeParse(parseJson(last)).data
  if (!header || trailer?.count !== lines - 2 || trailer.sha256 !== hash.digest('hex'))
    throw new OriginProblem('The snapshot is cut off or damaged.')
  const { cursor, seq } = header
  return { cursor, seq, count: trailer.count }
}

async function* textsIn(file: string): AsyncGenerator<string> {
  for await (const line of linesOf(file)) {
    const decoded = decodeText(line)
    if ('offset' in decoded) throw new OriginProblem('The snapshot holds bytes that are not UTF-8.')
    yield decoded.text
  }
}

async function* batchesOf(
  file: string,
  keep: (version: OriginVersion) => boolean,
  size: number,
): AsyncGenerator<OriginVersion[]> {
  let batch: OriginVersion[] = []
  for await (const line of textsIn(file)) {
    const { noun, record } = JSON.parse(line) as { noun?: NounName; record?: StoredDocument }
    if (!noun || !record) continue
    const { id, version: number, createdAt, updatedAt } = record
    const content = toContent(withoutOwned(record))
    const version = { noun, id, version: number, createdAt, at: updatedAt, content }
    if (keep(version)) batch.push(version)
    if (batch.length === size) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
