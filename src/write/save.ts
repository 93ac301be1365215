import type { Database } from '../database/connect.ts'
import { retriedTransaction } from '../database/transaction.ts'
import { texts } from '../language/texts.ts'
import type { Nouns } from '../model/noun.ts'
import { expandingNouns } from '../model/noun-list.ts'
import { type Problem, ValidationProblem } from '../problems/problems.ts'
import { mapInSlices } from '../slices.ts'
import { append } from './append.ts'
import { checkCircles } from './circles.ts'
import { decide } from './decide.ts'
import { checkDeletions, checkFormerIds, checkReferences } from './integrity.ts'
import { dropUnusedHeads, lockHeads } from './record-heads.ts'
import { checkRefusals } from './refusals.ts'
import { continueRenamed } from './renames.ts'
import { type Author, type Decision, type NewVersion, nameOfWrite, type Write, type WriteResult } from './write.ts'

// The one write path. Every write of a client, a command or an edition goes through `save`. Only a mirror, whose origin
// has checked everything, calls `append` directly (`replicate.ts`).
//
//   lock the heads of the records → decide what each write does → check what must hold between records →
//   append versions → write the rows that filters look at → append the revision → commit, where the seal numbers the versions

interface SaveOptions extends Author {
  /** Atomic: one failure and nothing is written. Partial: what can be written is written. */
  mode: 'atomic' | 'partial'
  /** Runs all checks and writes nothing. */
  dryRun?: boolean
}

export interface Saved {
  results: WriteResult[]
  /** The revision that was written; absent when nothing was. `lastSeq` tells its position once it is committed. */
  tx?: string
}

type Results = Map<Write, WriteResult>

/** Carries results out of a transaction that is rolled back. */
class RolledBack extends Error {
  readonly results: Results
  constructor(results: Results) {
    super('rolled back')
    this.results = results
  }
}

/**
 * Writes records as one revision. Failures are told per record, in the order of the writes. Handed a transaction, it
 * becomes a part of it.
 */
export async function save(db: Database, nouns: Nouns, writes: Write[], options: SaveOptions): Promise<Saved> {
  const doubles = refuseDoubles(writes)
  const single = writes.filter((write) => !doubles.has(write)).sort(byNounAndId)
  const spoilt = options.mode === 'atomic' && doubles.size > 0
  const { results: done, tx } = await attemptWhole(db, nouns, single, { ...options, spoilt })
  const results = writes.map((write): WriteResult => {
    const { noun, id } = write
    const problem = doubles.get(write)
    if (problem) return { noun: noun.name, id, status: 'failed', problem }
    return done.get(write) ?? { noun: noun.name, id, status: 'unchanged' }
  })
  return { results, tx }
}

function byNounAndId(left: Write, right: Write): number {
  return compare(left.noun.name, right.noun.name) || compare(left.id, right.id)
}

const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0)

function refuseDoubles(writes: Write[]): Map<Write, Problem> {
  const seen = new Set<string>()
  const failures = new Map<Write, Problem>()
  for (const write of writes) {
    const name = nameOfWrite(write)
    if (seen.has(name)) failures.set(write, new ValidationProblem([comesTwice]))
    seen.add(name)
  }
  return failures
}

const comesTwice = {
  pointer: '/id',
  detail: texts(
    'The same record comes earlier in the same batch.',
    '同一批次較前處已有此記錄。',
    '同一批次较前处已有此记录。',
  ),
}

/**
 * A batch is spoilt if its failure is known before its writes are checked; their own problems are reported all the
 * same.
 */
type AttemptOptions = SaveOptions & { spoilt: boolean }

/** Returns the results that a batch would have had if it is rolled back. */
async function attemptWhole(
  db: Database,
  nouns: Nouns,
  writes: Write[],
  options: AttemptOptions,
): Promise<{ results: Results; tx?: string }> {
  if (writes.length === 0) return { results: new Map() }
  try {
    return await retriedTransaction(db, (inner) => attempt(inner, nouns, writes, options))
  } catch (error) {
    if (error instanceof RolledBack) return error
    throw error
  }
}

async function attempt(
  db: Database,
  nouns: Nouns,
  writes: Write[],
  options: AttemptOptions,
): Promise<{ results: Results; tx: string }> {
  const trees = expandingNouns(nouns)
  const alone = writes.some(({ noun, change }) => change.op === 'delete' || trees.includes(noun))
  const heads = await lockHeads(db, writes, alone)
  const decisions = await checked(
    db,
    nouns,
    await mapInSlices(writes, (write) => decide(write, heads.get(nameOfWrite(write)))),
    // An edition is refused when it is released; what was once published can be loaded ever after.
    options.edition === undefined ? [...integrityChecks, checkRefusals] : integrityChecks,
  )
  const failed = failuresAmong(decisions)
  const isWhole = failed.length === 0 && !options.spoilt
  if (options.mode === 'atomic' && !isWhole) throw new RolledBack(resultsOf(failed))
  const decided = decisions.flatMap(({ problem, next }) => (next && !problem ? [next] : []))
  const fresh = continueRenamed(decided, heads)
  if (options.dryRun || fresh.length === 0) throw new RolledBack(resultsOf(decisions, fresh))
  const left = failed.map(({ write }) => write)
  if (left.length > 0) await dropUnusedHeads(db, left)
  const { tx, versionIds } = await append(db, nouns, fresh, options)
  return { results: resultsOf(decisions, fresh, versionIds), tx }
}

const integrityChecks = [checkDeletions, checkFormerIds, checkReferences, checkCircles]

/**
 * Each check leaves out the writes that failed before it. A late failure may concern a record that others relied on, so
 * all checks run again.
 */
async function checked(
  db: Database,
  nouns: Nouns,
  decided: Decision[],
  checks: (typeof integrityChecks)[number][],
): Promise<Decision[]> {
  let decisions = decided
  for (let before = -1; before < failuresAmong(decisions).length; ) {
    before = failuresAmong(decisions).length
    for (const check of checks) {
      const problems = await check(db, decisions, nouns)
      if (problems.size > 0)
        decisions = decisions.map((one) => ({ ...one, problem: one.problem ?? problems.get(one.write) }))
    }
  }
  return decisions
}

const failuresAmong = (decisions: Decision[]) => decisions.filter(({ problem }) => problem)

function resultsOf(decisions: Decision[], fresh: NewVersion[] = [], versionIds = new Map<string, number>()): Results {
  const versions = new Map(fresh.map((one) => [nameOfWrite(one), one.version]))
  return new Map(
    decisions.map((decision): [Write, WriteResult] => {
      const { write, status, problem } = decision
      const record = { noun: write.noun.name, id: write.id }
      if (problem) return [write, { ...record, status: 'failed', problem }]
      const name = nameOfWrite(write)
      const version = versions.get(name) ?? decision.version
      return [write, { ...record, status, version, versionId: decision.versionId ?? versionIds.get(name) }]
    }),
  )
}
