import type { Database } from '../database/connect.ts'
import { transaction } from '../database/transaction.ts'
import { standing } from '../log/standing.ts'
import type { Nouns } from '../model/noun.ts'
import { buildPostponedIndexes, postponeIndexes } from '../write/postponed-indexes.ts'
import { checkDataset } from './check-dataset.ts'
import { longTransaction } from './long-transaction.ts'
import type { DatasetEntry } from './read-dataset.ts'
import { chunksOf, take, writeAgain, writeChunks } from './write-chunks.ts'
import { type Failure, type ImportOptions, type ImportReport, writeEntries } from './write-entries.ts'

/** A data set up to this size is checked as a whole and written as one revision; a larger one in several. */
export const wholeAtMost = 10_000

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
    const { findings } = await checkDataset(nouns, first, (references) => standing(db, references))
    report.findings = findings
    report.failed = new Set(findings.map(({ file, location }) => `${file} ${location}`)).size
    const write = async (tx: Database) => {
      fail(report, await writeEntries({ db: tx, nouns, options, report }, first, 'atomic'))
      await noteWhole(tx, options, report)
    }
    if (report.failed === 0) await (options.note ? transaction(db, write) : write(db))
    return report
  }
  if (options.dryRun) {
    // Nothing is there of what an earlier chunk would have written, so all is checked at once.
    const all = first.concat(await take(iterator, Number.POSITIVE_INFINITY))
    const check = (tx: Database) => writeEntries({ db: tx, nouns, options, report }, all, 'partial')
    fail(report, await longTransaction(db, check))
    options.progress(all.length)
    return report
  }
  await postponeIndexes(db, nouns)
  try {
    const task = { db, nouns, options, report }
    const failures = await writeChunks(task, chunksOf(first, iterator))
    fail(report, await writeAgain(task, failures))
  } finally {
    await buildPostponedIndexes(db)
  }
  await noteWhole(db, options, report)
  return report
}

async function noteWhole(db: Database, { dryRun, note }: ImportOptions, report: ImportReport): Promise<void> {
  if (report.failed === 0 && !dryRun) await note?.(db, report.created > 0)
}

function fail(report: ImportReport, failures: Failure[]): void {
  report.failed = failures.length
  report.findings = failures.map(({ finding }) => finding)
}
