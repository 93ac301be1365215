import type { Database } from '../database/connect.ts'
import { ValidationProblem } from '../http/problems.ts'
import { type Author, type Nouns, save, type Write, type WriteResult } from '../registry/save.ts'
import { standing } from '../registry/standing.ts'
import { checkDataset, type Finding } from './check.ts'
import type { DatasetEntry } from './read.ts'

/** A data set up to this size is checked as a whole and written as one revision; a larger one in revisions of `chunkSize` records. */
export const wholeAtMost = 10_000
const chunkSize = 2_000

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
  const retry: DatasetEntry[] = []
  let count = 0
  for (let chunk = first; chunk.length > 0; chunk = await take(iterator, chunkSize)) {
    retry.push(...(await writeChunks(db, nouns, chunk, options, report)))
    count += chunk.length
    options.progress(count)
  }
  await writeAgain(db, nouns, retry, options, report)
  return report
}

async function writeChunks(
  db: Database,
  nouns: Nouns,
  entries: DatasetEntry[],
  options: ImportOptions,
  report: ImportReport,
): Promise<DatasetEntry[]> {
  const failed: DatasetEntry[] = []
  for (let start = 0; start < entries.length; start += chunkSize)
    failed.push(...(await write(db, nouns, entries.slice(start, start + chunkSize), options, 'partial', report)))
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
  const left = await writeChunks(db, nouns, failed, options, report)
  if (left.length < failed.length) await writeAgain(db, nouns, left, options, report)
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
