import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { NounName } from '../registry/fields.ts'
import type { OriginVersion } from './replicate.ts'

// The other registry, asked over HTTP by the calls that any client has.

/** The origin does not know the cursor any more: the copy has to begin with a snapshot. */
export class CursorGone extends Error {}

export interface OriginPage {
  changes: (OriginVersion & { rev: number })[]
  cursor: string
  hasMore: boolean
}

async function ask(url: URL, signal: AbortSignal): Promise<Response> {
  const answer = await fetch(url, { signal })
  if (answer.status === 410) throw new CursorGone(`${url.pathname} answers 410.`)
  if (!answer.ok || !answer.body) throw new Error(`${url.pathname} answers ${answer.status}.`)
  return answer
}

/** A page of changes after a cursor, waiting some seconds for the first. */
export async function fetchChanges(
  origin: string,
  after: string,
  wait: number,
  signal: AbortSignal,
): Promise<OriginPage> {
  const url = new URL(`${origin}/v1/changes`)
  url.search = new URLSearchParams({ after, limit: '500', include: 'record', wait: String(wait) }).toString()
  const text = await (await ask(url, signal)).text()
  const page = JSON.parse(text) as {
    changes: { rev: number; noun: NounName; id: string; version: number; at: string; record: unknown }[]
    cursor: string
    hasMore: boolean
  }
  const changes = page.changes.map(({ record, ...change }) => ({
    ...change,
    body: record === null ? undefined : JSON.stringify(record),
  }))
  return { changes, cursor: page.cursor, hasMore: page.hasMore }
}

/** Fetches a snapshot into a file, proves it whole, and hands its records over in batches. Gives its cursor. */
export async function readSnapshot(
  origin: string,
  signal: AbortSignal,
  use: (batches: AsyncIterable<OriginVersion[]>, cursor: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-snapshot-'))
  try {
    const file = join(folder, 'snapshot.ndjson')
    const cursor = await download(new URL(`${origin}/v1/snapshot`), file, signal)
    await use(batchesOf(file), cursor)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function download(url: URL, file: string, signal: AbortSignal): Promise<string> {
  const answer = await ask(url, signal)
  const handle = await open(file, 'w')
  try {
    for await (const chunk of answer.body ?? []) await handle.write(chunk as Uint8Array)
  } finally {
    await handle.close()
  }
  const hash = createHash('sha256')
  let header: { cursor?: string } = {}
  let last = ''
  let count = -1
  for await (const line of linesOf(file)) {
    if (count >= 0) hash.update(`${last}\n`)
    if (count < 0) header = JSON.parse(line) as { cursor?: string }
    last = line
    count += 1
  }
  const trailer = (last.startsWith('{"type":"trailer"') ? JSON.parse(last) : {}) as { count?: number; sha256?: string }
  if (!header.cursor || trailer.count !== count - 1 || trailer.sha256 !== hash.digest('hex'))
    throw new Error('The snapshot is cut off or damaged.')
  return header.cursor
}

function linesOf(file: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
}

async function* batchesOf(file: string): AsyncGenerator<OriginVersion[]> {
  let batch: OriginVersion[] = []
  for await (const line of linesOf(file)) {
    const { noun, record } = JSON.parse(line) as { noun?: NounName; record?: { id: string; version: number } }
    if (!noun || !record) continue
    batch.push({ noun, id: record.id, version: record.version, body: JSON.stringify(record) })
    if (batch.length === 1000) {
      yield batch
      batch = []
    }
  }
  yield batch
}
