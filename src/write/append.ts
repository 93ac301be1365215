import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { records, revisions, versions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import { nameOf } from '../log/standing.ts'
import { sha256 } from '../model/documents.ts'
import type { NounName } from '../model/fields.ts'
import type { Nouns } from '../model/noun.ts'
import type { Projection } from '../model/projection.ts'
import { project, unproject } from './project.ts'
import { movedInTrees, reindexMoved } from './tree-moves.ts'
import type { Author, NewVersion } from './write.ts'

/**
 * All that inserts: writes new versions, the rows that filters look at, and the revision that they are of, which it names.
 * The heads of their records are locked by then.
 */
export async function append(
  db: Database,
  nouns: Nouns,
  fresh: NewVersion[],
  { actor, reason, requestId }: Author,
): Promise<string> {
  const tx = randomUUID()
  const projections = await appendVersions(db, tx, fresh)
  const moved = await movedInTrees(db, nouns, projections)
  const gone = projections.filter((_, index) => fresh[index]?.op === 'delete')
  for (const noun of new Set(gone.map((one) => one.noun)))
    await unproject(
      db,
      noun,
      gone.filter((one) => one.noun === noun),
    )
  await project(
    db,
    nouns,
    projections.filter((_, index) => fresh[index]?.op !== 'delete'),
  )
  await reindexMoved(db, nouns, moved)
  await rows(
    db,
    sql`insert into ${revisions} (tx, actor, reason, request_id)
    values (${tx}, ${actor}, ${reason ?? null}, ${requestId ?? null})`,
  )
  return tx
}

/** Appends the versions, moves the heads of their records on, and says where in the log each stands. */
async function appendVersions(db: Database, tx: string, fresh: NewVersion[]): Promise<Projection[]> {
  const values = fresh.map(({ noun, id, op, version, body }) => {
    return { noun: noun.name, id, version, op, sha256: `\\x${sha256(body)}` }
  })
  // JSON has no line feed of its own, so bodies go as lines: nothing to quote here, and nothing to unquote there.
  const bodies = fresh.map(({ body }) => body).join('\n')
  const appended = await rows<{ noun: NounName; id: string; versionId: number }>(
    db,
    sql`with appended as (
      insert into ${versions} (tx, noun, id, version, op, body, sha256)
      select ${tx}, noun, id, version, op, body, sha256
      from rows from (
        json_to_recordset(${JSON.stringify(values)}::json) as (noun text, id text, version int, op text, sha256 bytea),
        string_to_table(${bodies}, e'\n')
      ) with ordinality as value (noun, id, version, op, sha256, body, place)
      order by place
      returning version_id, noun, id, version, op
    )
    update ${records} set version = appended.version, version_id = appended.version_id, deleted = appended.op = 'delete'
    from appended where records.noun = appended.noun and records.id = appended.id
    returning records.noun, records.id, appended.version_id::int8::text::int as "versionId"`,
  )
  const versionIds = new Map(appended.map(({ noun, id, versionId }) => [nameOf({ noun, id }), versionId]))
  return fresh.map(({ noun, id, document }) => {
    const versionId = versionIds.get(nameOf({ noun: noun.name, id }))
    if (versionId === undefined) throw new Error(`The head of ${noun.name}/${id} is gone.`)
    return { noun, document, versionId }
  })
}

/** Log position of the last change of a revision, once it is sealed. */
export async function lastSeq(db: Database, tx: string): Promise<number | undefined> {
  const [revision] = await rows<{ seq: number | null }>(
    db,
    sql`select last_seq::text::int as seq from ${revisions} where tx = ${tx}`,
  )
  return revision?.seq ?? undefined
}
