import type { Database } from '../database/connect.ts'
import { retriedTransaction } from '../database/transaction.ts'
import { type Problem, ValidationProblem } from '../http/problems.ts'
import { append, type Changed, lastSeq } from './append.ts'
import { type Decision, decide } from './decide.ts'
import type { NounName } from './fields.ts'
import { lockHeads } from './heads.ts'
import { checkDeletions, checkFormerIds, checkReferences } from './integrity.ts'
import type { Noun } from './noun.ts'
import { nameOf } from './standing.ts'

// The one write path: every change of every record goes through `save`.
//
//   lock the heads of the records → decide what each write does → check references → append versions →
//   write the rows that filters look at → append the revision → commit, where the seal numbers the versions

export type Nouns = ReadonlyMap<NounName, Noun>

/** What to do with one record. */
export interface Write {
  noun: Noun
  id: string
  change: { op: 'put'; record: unknown } | { op: 'patch'; patch: unknown } | { op: 'delete' } | { op: 'restore' }
  /**
   * What must stand for the write to happen: a version (0 being none), a record with one of these tags, any record, or
   * none at all. `unstated` lets a new record in, and asks for a word on what a write to a standing one is based.
   */
  expected?: number | string[] | 'present' | 'absent' | 'unstated'
}

/** Who writes and why; stands in the history. */
export interface Author {
  actor: string
  reason?: string
  requestId?: string
}

export interface SaveOptions extends Author {
  /** Atomic: one failure and nothing is written. Partial: what can be written is written. */
  mode: 'atomic' | 'partial'
  /** Runs all checks and writes nothing. */
  dryRun?: boolean
}

export interface WriteResult {
  noun: NounName
  id: string
  status: 'created' | 'updated' | 'unchanged' | 'deleted' | 'failed'
  version?: number
  /** The stored text of that version. */
  body?: string
  problem?: Problem
}

export interface Saved {
  results: WriteResult[]
  /** The revision that was written; absent when nothing was. */
  tx?: string
  /** Log position of its last change; absent as long as an outer transaction is open, for the seal comes with the commit. */
  seq?: number
}

/** Carries failures and results out of a transaction that is rolled back. */
class RolledBack extends Error {
  readonly failures: Map<Write, Problem>
  readonly results: Map<Write, WriteResult>
  constructor(failures: Map<Write, Problem>, results = new Map<Write, WriteResult>()) {
    super('rolled back')
    this.failures = failures
    this.results = results
  }
}

/**
 * Writes records as one revision. Failures are told per record, in the order of the writes. Handed a transaction, it
 * becomes a part of it.
 */
export async function save(db: Database, nouns: Nouns, writes: Write[], options: SaveOptions): Promise<Saved> {
  const failures = refuseDoubles(writes)
  let done = new Map<Write, WriteResult>()
  let tx: string | undefined
  for (let settled = false; !settled; ) {
    const remaining = writes.filter((write) => !failures.has(write)).sort(byNounAndId)
    if (remaining.length === 0) break
    const spoilt = options.mode === 'atomic' && failures.size > 0
    const dryRun = options.dryRun || spoilt
    try {
      const run = (inner: Database) => attempt(inner, nouns, remaining, { ...options, dryRun })
      ;({ results: done, tx } = await retriedTransaction(db, run))
      settled = true
    } catch (error) {
      if (!(error instanceof RolledBack)) throw error
      for (const [write, problem] of error.failures) failures.set(write, problem)
      done = spoilt ? new Map() : error.results
      settled = error.failures.size === 0 || options.mode === 'atomic'
    }
  }
  const results = writes.map((write): WriteResult => {
    const { noun, id } = write
    const problem = failures.get(write)
    if (problem) return { noun: noun.name, id, status: 'failed', problem }
    return done.get(write) ?? { noun: noun.name, id, status: 'unchanged' }
  })
  return { results, tx, seq: tx ? await lastSeq(db, tx) : undefined }
}

function byNounAndId(left: Write, right: Write): number {
  return compare(left.noun.name, right.noun.name) || compare(left.id, right.id)
}

const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0)

function refuseDoubles(writes: Write[]): Map<Write, Problem> {
  const seen = new Set<string>()
  const failures = new Map<Write, Problem>()
  for (const write of writes) {
    const name = nameOf({ noun: write.noun.name, id: write.id })
    if (seen.has(name)) failures.set(write, new ValidationProblem([comesTwice]))
    seen.add(name)
  }
  return failures
}

const comesTwice = { pointer: '/id', detail: 'The same record comes earlier in the same batch.' }

async function attempt(
  db: Database,
  nouns: Nouns,
  writes: Write[],
  options: SaveOptions,
): Promise<{ results: Map<Write, WriteResult>; tx?: string }> {
  const now = new Date().toISOString()
  const heads = await lockHeads(db, writes)
  let decisions = writes.map((write) =>
    decide(write, heads.get(nameOf({ noun: write.noun.name, id: write.id })), now, options.reason),
  )
  // Each check leaves out what has failed before it: a record that is not deleted after all may be referred to.
  for (const check of [checkDeletions, checkFormerIds, checkReferences]) {
    const problems = await check(db, decisions, nouns)
    decisions = decisions.map((decision) => ({
      ...decision,
      problem: decision.problem ?? problems.get(decision.write),
    }))
  }
  const failures = new Map(decisions.flatMap(({ write, problem }) => (problem ? [[write, problem]] : [])))
  if (failures.size > 0) throw new RolledBack(failures)
  const results = new Map(decisions.map((decision) => [decision.write, toResult(decision)]))
  const changed = decisions.filter((decision): decision is Changed => decision.document !== undefined)
  if (options.dryRun || changed.length === 0) throw new RolledBack(new Map(), results)
  return { results, tx: await append(db, nouns, changed, options) }
}

function toResult({ write, status, version, body }: Decision): WriteResult {
  return { noun: write.noun.name, id: write.id, status, version, body }
}
