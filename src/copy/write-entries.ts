import type { Database } from '../database/connect.ts'
import type { Nouns } from '../model/noun.ts'
import { nameOf } from '../model/record-name.ts'
import { ValidationProblem } from '../problems/problems.ts'
import { save } from '../write/save.ts'
import type { Author, Write, WriteResult } from '../write/write.ts'
import type { FileFinding } from './check-dataset.ts'
import type { DatasetEntry } from './read-dataset.ts'

/** The result of an import: counts of records, and the faults of those that failed. */
export interface ImportReport {
  created: number
  updated: number
  unchanged: number
  failed: number
  findings: FileFinding[]
}

export interface ImportOptions extends Author {
  dryRun: boolean
  /** Notes that all is written; for a data set of ordinary size, in the transaction that writes it. */
  note?: (db: Database, isWritten: boolean) => Promise<void>
  progress: (count: number) => void
}

/** One import: where it writes, how, and its report so far. */
export interface Task {
  db: Database
  nouns: Nouns
  options: ImportOptions
  report: ImportReport
}

export interface Failure {
  entry: DatasetEntry
  finding: FileFinding
}

/** Writes one revision, adds to the report, and gives back the records that failed. */
export async function writeEntries(
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

function toFinding({ file, location }: DatasetEntry, { noun, id, problem }: WriteResult): FileFinding {
  const errors = problem instanceof ValidationProblem ? problem.errors : []
  const all = errors.map(({ pointer, detail }) => `${pointer}: ${detail.en}`).join(' ')
  return { file, location, record: nameOf({ noun, id }), detail: all || (problem?.message ?? '') }
}
