import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import { changes, logHead, records, revisions, versions } from '../database/tables.ts'
import type { Nouns } from '../registry/save.ts'

interface Revision {
  rev: number
  tx: string
  actor: string
  reason: string | null
  requestId: string | null
  firstSeq: number
  lastSeq: number
  chain: string
}

interface Version {
  noun: string
  id: string
  version: number
  op: string
  body: string
  sha256: string
  seq: number | null
}

/** Recomputes the whole log and compares the present state with it. Yields a sentence for each fault. */
export async function* verifyLog(db: Database, nouns: Nouns): AsyncGenerator<string> {
  let chain = Buffer.alloc(32)
  let seq = 0
  let rev = 0
  for (let page = await revisionsAfter(db, rev); page.length > 0; page = await revisionsAfter(db, rev))
    for (const revision of page) {
      const leaves: Buffer[] = []
      if (revision.rev !== rev + 1 || revision.firstSeq !== seq + 1)
        yield `revision ${revision.rev}: its numbers do not follow those of revision ${rev}`
      for (const version of await versionsOf(db, revision.tx)) {
        const name = `${version.noun}/${version.id} version ${version.version}`
        if (digest(version.body).toString('hex') !== version.sha256) yield `${name}: the text does not fit its hash`
        seq += 1
        if (version.seq !== seq) yield `${name}: the feed has it at ${version.seq}, not at ${seq}`
        leaves.push(
          digest(`${version.noun} ${version.id} ${version.version} ${version.op}`, Buffer.from(version.sha256, 'hex')),
        )
      }
      rev = revision.rev
      if (seq !== revision.lastSeq)
        yield `revision ${rev}: ends at ${revision.lastSeq}, but holds versions up to ${seq}`
      const author = [revision.actor, revision.reason ?? '', revision.requestId ?? ''].join('\n')
      chain = digest(chain, int8(rev), int8(seq), digest(...leaves), digest(author))
      if (chain.toString('hex') !== revision.chain) {
        yield `revision ${rev}: the chain is broken`
        chain = Buffer.from(revision.chain, 'hex')
      }
    }
  yield* verifyHead(db, seq, rev, chain)
  yield* verifyState(db, nouns)
}

function digest(...parts: (string | Buffer)[]): Buffer<ArrayBuffer> {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

function int8(value: number): Buffer {
  const buffer = Buffer.alloc(8)
  buffer.writeBigInt64BE(BigInt(value))
  return buffer
}

function revisionsAfter(db: Database, rev: number): Promise<Revision[]> {
  return rows(
    db,
    sql`select rev::text::int as rev, tx::text, actor, reason, request_id as "requestId", first_seq::text::int as "firstSeq",
      last_seq::text::int as "lastSeq", encode(chain, 'hex') as chain
    from ${revisions} where rev > ${rev} order by rev limit 200`,
  )
}

function versionsOf(db: Database, tx: string): Promise<Version[]> {
  return rows(
    db,
    sql`select versions.noun, versions.id, versions.version, versions.op, body, encode(sha256, 'hex') as sha256, changes.seq::text::int as seq
    from ${versions} left join ${changes} using (version_id) where tx = ${tx} order by version_id`,
  )
}

async function* verifyHead(db: Database, seq: number, rev: number, chain: Buffer): AsyncGenerator<string> {
  const [head] = await rows<{ seq: number; rev: number; chain: string; changes: number; unsealed: number }>(
    db,
    sql`select seq::text::int as seq, rev::text::int as rev, encode(chain, 'hex') as chain, (select count(*)::int from ${changes}) as changes,
      (select count(*)::int from ${revisions} where rev is null) as unsealed from ${logHead}`,
  )
  if (head?.seq !== seq || head.rev !== rev || head.chain !== chain.toString('hex'))
    yield 'the head of the log does not fit its last revision'
  if (head?.changes !== seq) yield `the feed holds ${head?.changes} changes, the log ${seq}`
  if (head?.unsealed) yield `${head.unsealed} revisions were never sealed`
}

async function* verifyState(db: Database, nouns: Nouns): AsyncGenerator<string> {
  const heads = await rows<{ noun: string; id: string }>(
    db,
    sql`select last.noun, last.id from (
      select distinct on (noun, id) noun, id, version, version_id, op from ${versions} order by noun, id, version desc
    ) last full join ${records} head on head.noun = last.noun and head.id = last.id
    where (last.version, last.version_id, last.op = 'delete') is distinct from (head.version, head.version_id, head.deleted) limit 100`,
  )
  for (const { noun, id } of heads) yield `${noun}/${id}: its head is not its last version`
  for (const noun of nouns.values()) {
    const strays = await rows<{ id: string }>(
      db,
      sql`select coalesce(head.id, present.id) as id from (select id, version_id from ${records} where noun = ${noun.name} and not deleted) head
      full join (select id, version_id from ${noun.table}) present on present.id = head.id
      where present.version_id is distinct from head.version_id limit 100`,
    )
    for (const { id } of strays) yield `${noun.name}/${id}: the table stands at another version`
  }
}
