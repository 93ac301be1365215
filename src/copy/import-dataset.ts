import type { Database } from '../database/connect.ts'
import { ValidationProblem } from '../http/problems.ts'
import { standing } from '../log/standing.ts'
import type { Nouns } from '../model/noun.ts'
import { reachedFrom } from '../model/noun-list.ts'
import { buildPostponedIndexes, postponeIndexes } from '../write/postponed-indexes.ts'
import { save } from '../write/save.ts'
import type { Author, Write, WriteResult } from '../write/write.ts'
import { checkDataset, type Finding } from './check-dataset.ts'
import type { DatasetEntry } from './read-dataset.ts'
import { inOrderOfReferences } from './reference-order.ts'

/** A data set up to this size is checked as a whole and written as one revision; a larger one in revisions of `chunkSize` records. */
export const wholeAtMost = 10_000
const chunkSize = 500
/** How many chunks are written at once: while the database writes some, this process makes the next ready. */
const chunksAtOnce = 4

/** The result of an import: counts of records, and the faults of those that failed. */
export interface ImportReport {
  created: number
  updated: number
  unchanged: number
  failed: number
  findings: Finding[]
}

export interface ImportOptions extends Author {
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
    report.findings = await checkDataset(nouns, first, (references) => standing(db, references))
    report.failed = report.findings.length
    if (report.failed === 0) fail(report, await write({ db, nouns, options, report }, first, 'atomic'))
    return report
  }
  if (!options.dryRun) await postponeIndexes(db, nouns)
  try {
    const task = { db, nouns, options, report }
    const failures = await writeChunks(task, chunksOf(first, iterator))
    fail(report, await writeAgain(task, failures))
  } finally {
    await buildPostponedIndexes(db)
  }
  return report
}

/** One import: where it writes, how, and its report so far. */
interface Task {
  db: Database
  nouns: Nouns
  options: ImportOptions
  report: ImportReport
}

interface Failure {
  entry: DatasetEntry
  finding: Finding
}

function fail(report: ImportReport, failures: Failure[]): void {
  report.failed = failures.length
  report.findings = failures.map(({ finding }) => finding)
}

async function* chunksOf(first: DatasetEntry[], more: AsyncIterator<DatasetEntry>): AsyncGenerator<DatasetEntry[]> {
  // Chunks leave the array as they go, so that memory holds each no longer than needed.
  while (first.length > 0) yield first.splice(0, chunkSize)
  for (let chunk = await take(more, chunkSize); chunk.length > 0; chunk = await take(more, chunkSize)) yield chunk
}

/**
 * Writes chunks, a few of one noun at once, and gives back the records that failed. The records of the next noun are likely
 * to refer to those before. So where it begins, the failures by then are written again, if that may help.
 */
async function writeChunks(task: Task, chunks: AsyncIterable<DatasetEntry[]>): Promise<Failure[]> {
  let failures: Failure[] = []
  const faults: unknown[] = []
  const running = new Set<Promise<void>>()
  const seen = new Set<DatasetEntry['noun']>()
  let seenBefore = 0
  let count = 0
  let before = new Set<DatasetEntry['noun']>()
  const run = async (chunk: DatasetEntry[]) => {
    const failed = await write(task, chunk, 'partial')
    failures.push(...failed)
    count += chunk.length
    task.options.progress(count)
  }
  for await (const chunk of chunks) {
    const nouns = new Set(chunk.map(({ noun }) => noun))
    if (nouns.size > 1 || before.size > 1 || !nouns.has([...before][0])) {
      await Promise.all(running)
      if (failures.length <= chunkSize || (seen.size > seenBefore && isComplete(task, failures, seen))) {
        failures = await writeAgain(task, failures)
        seenBefore = seen.size
      }
    }
    before = nouns
    for (const noun of nouns) seen.add(noun)
    const one: Promise<void> = run(chunk)
      .catch((fault) => void faults.push(fault))
      .finally(() => running.delete(one))
    running.add(one)
    if (running.size >= chunksAtOnce) await Promise.race(running)
    if (faults.length > 0) break
  }
  await Promise.all(running)
  if (faults.length > 0) throw faults[0]
  return failures
}

/** Whether records of all nouns have been read that these records may refer to, directly or by way of others. */
function isComplete({ nouns }: Task, failures: Failure[], seen: Set<DatasetEntry['noun']>): boolean {
  const failed = new Set(failures.flatMap(({ entry }) => entry.noun ?? []))
  return reachedFrom(nouns, failed).every((noun) => seen.has(noun))
}

/** Records may refer to later ones, and to each other in circles, so failed records are written again in order. Gives back the rest. */
async function writeAgain(task: Task, failures: Failure[]): Promise<Failure[]> {
  const left: Failure[] = []
  const entries = failures.map(({ entry }) => entry)
  for (const group of inOrderOfReferences(task.nouns, entries, chunkSize))
    left.push(...(await write(task, group, 'partial')))
  return left
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

/** Writes one revision, adds to the report, and gives back the records that failed. */
async function write(
  { db, nouns, options, report }: Task,
  entries: DatasetEntry[],
  mode: 'atomic' | 'partial',
): Promise<Failure[]> {
  const writable: { entry: DatasetEntry; write: Write }[] = []
  const failures: Failure[] = []
  for (const entry of entries) {
    const noun = entry.noun && nouns.get(entry.noun)
    const { id } = (entry.record ?? {}) as { id?: unknown }
    if (noun && typeof id === 'string')
      writable.push({ entry, write: { noun, id, change: { op: 'put', record: entry.record } } })
    else if (entry.problem || noun) {
      const { file, location, problem = 'The record has no id.' } = entry
      failures.push({ entry, finding: { file, location, detail: problem } })
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
    if (result.status === 'failed' && entry) failures.push({ entry, finding: toFinding(entry, result) })
    else report[result.status === 'created' || result.status === 'updated' ? result.status : 'unchanged'] += 1
  }
  return failures
}

function toFinding({ file, location }: DatasetEntry, { noun, id, problem }: WriteResult): Finding {
  const errors = problem instanceof ValidationProblem ? problem.errors : []
  const detail = [problem?.message, ...errors.map(({ pointer, detail }) => `${pointer}: ${detail.en}`)].join(' ')
  return { file, location, record: `${noun}/${id}`, detail }
}
