import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { wireInstant } from '../database/instants.ts'
import { changes, logHead, logRestarts, revisions, versions } from '../database/log-tables.ts'
import { headSeq, rows } from '../database/rows.ts'
import { transaction } from '../database/transaction.ts'
import { withoutLimit } from '../database/without-limit.ts'
import { sha256 } from '../model/documents.ts'
import type { Nouns } from '../model/noun.ts'
import { stateRoot } from './state-root.ts'
import { verifyMarks } from './verify-marks.ts'
import { verifyState } from './verify-state.ts'

/** Recomputes the whole log and compares the present state with it, all as of one moment; reports each fault as one line. */
export function verifyLog(db: Database, nouns: Nouns, tell: (fault: string) => void): Promise<Verified> {
  const run = async (tx: Database) => {
    await rows(tx, sql.raw(withoutLimit))
    const end = await verifyChanges(tx, tell)
    await verifyEnd(tx, end, tell)
    await verifyMarks(tx, tell)
    await verifyState(tx, nouns, tell)
    return { changes: end.seq, revisions: end.rev, root: await stateRoot(tx, end.seq) }
  }
  return transaction(db, run, { isolationLevel: 'repeatable read', accessMode: 'read only' })
}

interface Verified {
  changes: number
  revisions: number
  /** The root of the state that stands. */
  root: string
}

/** How far the recomputation is: the last change, its revision, the chain before that revision, and the lines of its changes so far. */
interface Progress {
  seq: number
  rev: number
  versionId: number
  chain: string
  at: string
  leaves: string[]
  revision?: Revision
}

interface Revision {
  rev: number
  firstSeq: number
  lastSeq: number
  at: string
  chain: string
  edition: string | null
  actor: string
  reason: string | null
  requestId: string | null
}

interface Change extends Revision {
  seq: number
  versionId: number
  leaf: string
  /** Whether the change says the same as its version, and whether the text of the version fits its hash. */
  tells: boolean
  fits: boolean
  sealed: boolean
}

async function verifyChanges(db: Database, tell: (fault: string) => void): Promise<Progress> {
  const progress: Progress = { seq: 0, rev: 0, versionId: 0, chain: '0'.repeat(64), at: '', leaves: [] }
  const restarts = await readRestarts(db)
  for (let page = await changesAfter(db, 0); page.length > 0; page = await changesAfter(db, progress.seq))
    for (const change of page) {
      if (change.rev !== progress.revision?.rev) {
        closeRevision(progress, tell)
        progress.seq = passRestarts(restarts, progress.seq)
        openRevision(progress, change, tell)
      }
      verifyChange(progress, change, tell)
    }
  closeRevision(progress, tell)
  progress.seq = passRestarts(restarts, progress.seq)
  return progress
}

/** Where numbering goes on, by the position at which the log was restarted. */
type Restarts = Map<number, number>

async function readRestarts(db: Database): Promise<Restarts> {
  const restarts = await rows<{ seq: number; nextSeq: number }>(
    db,
    sql`select seq::float8 as seq, next_seq::float8 as "nextSeq" from ${logRestarts} order by next_seq`,
  )
  return new Map(restarts.map(({ seq, nextSeq }) => [seq, nextSeq]))
}

function passRestarts(restarts: Restarts, seq: number): number {
  const next = restarts.get(seq)
  return next === undefined ? seq : passRestarts(restarts, next)
}

function openRevision(progress: Progress, change: Change, tell: (fault: string) => void): void {
  const { rev, firstSeq, at, sealed } = change
  if (!sealed) tell(`revision ${rev}: is not there`)
  else if (rev !== progress.rev + 1 || firstSeq !== progress.seq + 1)
    tell(`revision ${rev}: its numbers do not follow those of revision ${progress.rev}`)
  else if (at <= progress.at) tell(`revision ${rev}: is not later than the one before`)
  Object.assign(progress, { rev, at, revision: change, leaves: [], versionId: 0 })
}

function verifyChange(progress: Progress, change: Change, tell: (fault: string) => void): void {
  const { seq, leaf, versionId } = change
  if (seq !== progress.seq + 1) tell(`change ${seq}: follows change ${progress.seq}`)
  if (!change.tells) tell(`change ${seq}: tells otherwise than its version, ${leaf}`)
  if (!change.fits) tell(`change ${seq}: the text of the version does not fit its hash, ${leaf}`)
  if (versionId <= progress.versionId) tell(`change ${seq}: stands out of order in its revision`)
  progress.leaves.push(leaf)
  Object.assign(progress, { seq, versionId })
}

function closeRevision(progress: Progress, tell: (fault: string) => void): void {
  const { revision, rev, seq, leaves, chain } = progress
  if (!revision) return
  if (revision.lastSeq !== seq) tell(`revision ${rev}: ends at ${revision.lastSeq}, but its changes at ${seq}`)
  const { firstSeq, at, edition, actor, reason, requestId } = revision
  const author = [edition, actor, reason, requestId].map((text) => JSON.stringify(text))
  progress.chain = sha256([chain, rev, firstSeq, seq, at, sha256(leaves.join('\n')), ...author].join('\n'))
  if (progress.chain === revision.chain) return
  tell(`revision ${rev}: the chain is broken`)
  // One fault is reported once: later revisions are checked against the chain as it is written.
  progress.chain = revision.chain
}

function changesAfter(db: Database, seq: number): Promise<Change[]> {
  return rows(
    db,
    sql`select changes.seq::float8 as seq, changes.rev::float8 as rev, changes.version_id::float8 as "versionId",
      concat_ws(' ', versions.noun, versions.id, versions.version, versions.op, versions.kind, encode(versions.sha256, 'hex'),
        ${wireInstant(sql`versions.origin_at`)}) as leaf,
      coalesce((changes.noun, changes.id, changes.version, changes.op, changes.kind, changes.at)
        = (versions.noun, versions.id, versions.version, versions.op, versions.kind, coalesce(origin_at, committed_at))
        and versions.tx = revisions.tx, false) as tells,
      coalesce(sha256(convert_to(content, 'UTF8')) = versions.sha256, false) as fits,
      revisions.tx is not null as sealed,
      first_seq::float8 as "firstSeq", last_seq::float8 as "lastSeq", coalesce(encode(chain, 'hex'), '') as chain,
      ${wireInstant(sql`committed_at`)} as at, edition, actor, reason, request_id as "requestId"
    from ${changes} left join ${versions} using (version_id) left join ${revisions} on revisions.rev = changes.rev
    where changes.seq > ${seq} order by changes.seq limit 2000`,
  )
}

/** Compares the head of the log with its last change, and counts versions and revisions that no change names. */
async function verifyEnd(db: Database, { seq, rev, chain }: Progress, tell: (fault: string) => void): Promise<void> {
  const [head] = await rows<{ seq: number; rev: number; chain: string; untold: number; empty: number }>(
    db,
    sql`select ${headSeq}, rev::float8 as rev, encode(chain, 'hex') as chain,
      (select count(*)::int from ${versions} where not exists (select from ${changes} where changes.version_id = versions.version_id)) as untold,
      (select count(*)::int from ${revisions} where not exists (select from ${changes} where changes.rev = revisions.rev)) as empty
    from ${logHead} head`,
  )
  if (head?.seq !== seq || head.rev !== rev || head.chain !== chain)
    tell(`the head of the log stands at change ${head?.seq} of revision ${head?.rev}, the log ends at ${seq} of ${rev}`)
  if (head?.untold) tell(`${head.untold} versions stand in no change`)
  if (head?.empty) tell(`${head.empty} revisions hold no change`)
}
