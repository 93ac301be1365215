import type { Database } from '../database/connect.ts'
import { ValidationProblem } from '../http/problems.ts'
import { buildPostponedIndexes, postponeIndexes } from '../registry/postponed-indexes.ts'
import { type Author, type Nouns, save, type Write, type WriteResult } from '../registry/save.ts'
import { standing } from '../registry/standing.ts'
import { checkDataset, type Finding } from './check.ts'
import type { DatasetEntry } from './read.ts'

/** A data set up to this size is checked as a whole and written as one revision; a larger one in revisions of `chunkSize` records. */
export const wholeAtMost = 10_000
const chunkSize = 1_000
/** Chunks on their way at once: while the database writes some, this process makes the next ready. */
const chunksAtOnce = 3

export interface ImportReport {
  created: number
  updated: number
  unchanged: number
  failed: number
  findings: Finding[]
}

interface ImportOptions extends Author {
  dryRun: boolean
  progress: (count: number) => void
}

/** Brings records into the registry by the one write path. Nothing is written when a data set of ordinary size has a fault anywhere. */
export async function importDataset(
  db: Database,
  nouns: Nouns,
  entries: AsyncIterable<DatasetEntry>,
  options: ImportOptions,
): Promise<ImportReport> {
  const report: ImportReport = { created: 0, updated: 0, unchanged: 0, failed: 0, findings: [] }
  const iterator = entries[Symbol.asyncIterator]()
  const first = await take(iterator, wholeAtMost + 1)
  if (first.length <= wholeAtMost) {
    report.findings = await checkDataset(nouns, first, (wanted) => standing(db, wanted))
    report.failed = report.findings.length
    if (report.failed === 0) await write(db, nouns, first, options, 'atomic', report)
    return report
  }
  if (!options.dryRun) await postponeIndexes(db, nouns)
  try {
    const failed = await writeChunks(db, nouns, chunksOf(first, iterator), options, report)
    await writeAgain(db, nouns, failed, options, report)
  } finally {
    await buildPostponedIndexes(db)
  }
  return report
}

async function* chunksOf(first: DatasetEntry[], more?: AsyncIterator<DatasetEntry>): AsyncGenerator<DatasetEntry[]> {
  // What is on its way is kept no longer than that.
  while (first.length > 0) yield first.splice(0, chunkSize)
  if (!more) return
  for (let chunk = await take(more, chunkSize); chunk.length > 0; chunk = await take(more, chunkSize)) yield chunk
}

/** Writes chunks, a few of one noun at once, and gives back the entries that failed. */
async function writeChunks(
  db: Database,
  nouns: Nouns,
  chunks: AsyncIterable<DatasetEntry[]>,
  options: ImportOptions,
  report: ImportReport,
): Promise<DatasetEntry[]> {
  const failed: DatasetEntry[] = []
  const faults: unknown[] = []
  const running = new Set<Promise<void>>()
  let count = 0
  let before = new Set<DatasetEntry['noun']>()
  const run = async (chunk: DatasetEntry[]) => {
    failed.push(...(await write(db, nouns, chunk, options, 'partial', report)))
    count += chunk.length
    options.progress(count)
  }
  for await (const chunk of chunks) {
    // What other nouns the records refer to has to stand when they are looked at.
    const nouns = new Set(chunk.map(({ noun }) => noun))
    if (nouns.size > 1 || before.size > 1 || !nouns.has([...before][0])) await Promise.all(running)
    before = nouns
    const one: Promise<void> = run(chunk)
      .catch((fault) => void faults.push(fault))
      .finally(() => running.delete(one))
    running.add(one)
    if (running.size >= chunksAtOnce) await Promise.race(running)
    if (faults.length > 0) break
  }
  await Promise.all(running)
  if (faults.length > 0) throw faults[0]
  return failed
}

/** Records may refer to later ones: what failed is tried again for as long as some of it succeeds. */
async function writeAgain(
  db: Database,
  nouns: Nouns,
  failed: DatasetEntry[],
  options: ImportOptions,
  report: ImportReport,
): Promise<void> {
  if (failed.length === 0) return
  report.failed = 0
  report.findings = []
  const before = failed.length
  const left = await writeChunks(db, nouns, chunksOf(failed), options, report)
  if (left.length < before) await writeAgain(db, nouns, left, options, report)
}

async function take(iterator: AsyncIterator<DatasetEntry>, count: number): Promise<DatasetEntry[]> {
  const taken: DatasetEntry[] = []
  while (taken.length < count) {
    const { value, done } = await iterator.next()
    if (done) break
    taken.push(value)
  }
  return taken
}

/** Writes one revision, adds to the report, and gives back the entries that failed. */
async function write(
  db: Database,
  nouns: Nouns,
  entries: DatasetEntry[],
  options: ImportOptions,
  mode: 'atomic' | 'partial',
  report: ImportReport,
): Promise<DatasetEntry[]> {
  const writable: { entry: DatasetEntry; write: Write }[] = []
  const failed: DatasetEntry[] = []
  for (const entry of entries) {
    const noun = entry.noun && nouns.get(entry.noun)
    const { id } = (entry.record ?? {}) as { id?: unknown }
    if (noun && typeof id === 'string')
      writable.push({ entry, write: { noun, id, change: { op: 'put', record: entry.record } } })
    else if (entry.problem || noun) {
      failed.push(entry)
      report.findings.push({ file: entry.file, place: entry.place, detail: entry.problem ?? 'The record has no id.' })
    }
  }
  const { results } = await save(
    db,
    nouns,
    writable.map(({ write }) => write),
    { ...options, mode },
  )
  for (const [index, result] of results.entries()) {
    const entry = writable[index]?.entry
    if (result.status === 'failed' && entry) {
      failed.push(entry)
      report.findings.push(toFinding(entry, result))
    } else report[result.status === 'created' || result.status === 'updated' ? result.status : 'unchanged'] += 1
  }
  report.failed += failed.length
  return failed
}

function toFinding({ file, place }: DatasetEntry, { noun, id, problem }: WriteResult): Finding {
  const errors = problem instanceof ValidationProblem ? problem.errors : []
  const detail = [problem?.message, ...errors.map(({ pointer, detail }) => `${pointer}: ${detail}`)].join(' ')
  return { file, place, record: `${noun}/${id}`, detail }
}
