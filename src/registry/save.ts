import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import { records, revisions, versions } from '../database/tables.ts'
import { retriedTransaction } from '../database/transaction.ts'
import { type Problem, ValidationProblem } from '../http/problems.ts'
import { type Decision, decide } from './decide.ts'
import { sha256 } from './documents.ts'
import { movedDomains, reindexMovedDomains } from './domain-moves.ts'
import type { NounName } from './fields.ts'
import { checkDeletions, checkFormerIds, checkReferences } from './integrity.ts'
import type { Noun } from './noun.ts'
import { type Projection, project, unproject } from './project.ts'
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
  const [a, b] = [`${left.noun.name} ${left.id}`, `${right.noun.name} ${right.id}`]
  return a < b ? -1 : a > b ? 1 : 0
}

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

export type Changed = Decision & Required<Pick<Decision, 'document' | 'op' | 'body'>>

function toResult({ write, status, version, body }: Decision): WriteResult {
  return { noun: write.noun.name, id: write.id, status, version, body }
}

export async function append(
  db: Database,
  nouns: Nouns,
  changed: Changed[],
  { actor, reason, requestId }: Author,
): Promise<string> {
  const tx = randomUUID()
  const projections = await appendVersions(db, tx, changed)
  const moved = await movedDomains(db, projections)
  const gone = changed.filter(({ op }) => op === 'delete')
  for (const noun of new Set(gone.map(({ write }) => write.noun)))
    await unproject(
      db,
      noun,
      gone.flatMap(({ write }) => (write.noun === noun ? [write.id] : [])),
    )
  await project(
    db,
    projections.filter((_, index) => changed[index]?.op !== 'delete'),
  )
  await reindexMovedDomains(db, nouns, moved)
  await rows(
    db,
    sql`insert into ${revisions} (tx, actor, reason, request_id)
    values (${tx}, ${actor}, ${reason ?? null}, ${requestId ?? null})`,
  )
  return tx
}

/** Appends the versions, moves the heads of their records on, and says where in the log each stands. */
async function appendVersions(db: Database, tx: string, changed: Changed[]): Promise<Projection[]> {
  const values = changed.map(({ write: { noun, id }, op, version, body }, place) => {
    return { place, noun: noun.name, id, version, op, body, sha256: `\\x${sha256(body).toString('hex')}` }
  })
  const appended = await rows<{ noun: NounName; id: string; versionId: number }>(
    db,
    sql`with appended as (
      insert into ${versions} (tx, noun, id, version, op, body, sha256)
      select ${tx}, noun, id, version, op, body, sha256
      from json_to_recordset(${JSON.stringify(values)}::json) as value
        (place int, noun text, id text, version int, op text, body text, sha256 bytea)
      order by place
      returning version_id, noun, id, version, op
    )
    update ${records} set version = appended.version, version_id = appended.version_id, deleted = appended.op = 'delete'
    from appended where records.noun = appended.noun and records.id = appended.id
    returning records.noun, records.id, appended.version_id::int8::text::int as "versionId"`,
  )
  const versionIds = new Map(appended.map(({ noun, id, versionId }) => [nameOf({ noun, id }), versionId]))
  return changed.map(({ write: { noun }, document }) => {
    const versionId = versionIds.get(nameOf({ noun: noun.name, id: document.id }))
    if (versionId === undefined) throw new Error(`The head of ${noun.name}/${document.id} is gone.`)
    return { noun, document, versionId }
  })
}

/** The head of a record as its writer finds it. */
export interface Head {
  version: number
  deleted: boolean
  /** The last version; absent for a record that never was. */
  body?: string
  /** Of a deleted record, the version before the tombstone. */
  bodyBeforeDeletion?: string
}

/** Makes sure that each record has a head, and locks the heads in one order, so that writers never wait in a ring. */
export async function lockHeads(db: Database, writes: Write[]): Promise<Map<string, Head>> {
  const wanted = JSON.stringify(writes.map(({ noun, id }) => ({ noun: noun.name, id })))
  const listed = sql`json_to_recordset(${wanted}::json) as wanted (noun text, id text)`
  await rows(
    db,
    sql`insert into ${records} (noun, id) select noun, id from ${listed}
    order by noun collate "C", id collate "C" on conflict do nothing`,
  )
  await rows(
    db,
    sql`select from ${records} join ${listed} on wanted.noun = records.noun and wanted.id = records.id
    order by records.noun, records.id for update of records`,
  )
  // What the lock had to wait for is seen by the next statement only: the one that waits joins it to what stood before.
  const locked = await rows<{ noun: NounName; id: string } & Head>(
    db,
    sql`select records.noun, records.id, records.version, deleted, versions.body, before.body as "bodyBeforeDeletion"
    from ${records} join ${listed} on wanted.noun = records.noun and wanted.id = records.id
    left join ${versions} on versions.version_id = records.version_id
    left join ${versions} before on deleted and before.noun = records.noun and before.id = records.id and before.version = records.version - 1`,
  )
  return new Map(locked.map((head) => [nameOf(head), head]))
}

/** Log position of the last change of a revision, once it is sealed. */
export async function lastSeq(db: Database, tx: string): Promise<number | undefined> {
  const [revision] = await rows<{ seq: number | null }>(
    db,
    sql`select last_seq::text::int as seq from ${revisions} where tx = ${tx}`,
  )
  return revision?.seq ?? undefined
}
