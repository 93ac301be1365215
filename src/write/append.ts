import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { ChangeKind } from '../database/change-kinds.ts'
import type { Database } from '../database/connect.ts'
import { records, revisions, versions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import type { Nouns } from '../model/noun.ts'
import type { Projection } from '../model/projection.ts'
import { type NounName, nameOf } from '../model/record-name.ts'
import { mapInSlices } from '../slices.ts'
import { project, unproject } from './project.ts'
import { movedInTrees, reindexMoved } from './tree-moves.ts'
import { versionRow } from './version-row.ts'
import { type Author, type NewVersion, nameOfWrite } from './write.ts'

/** The inserted revision, and the ids of the new versions by the names of their records. */
interface Appended {
  tx: string
  versionIds: Map<string, number>
}

/**
 * All that inserts: writes new versions, the rows that filters look at, and the revision that they are of, which it names.
 * The heads of their records are locked by then.
 */
export async function append(
  db: Database,
  nouns: Nouns,
  fresh: NewVersion[],
  { actor, reason, requestId, kind, edition }: Author,
): Promise<Appended> {
  const tx = randomUUID()
  const versionIds = await appendVersions(db, tx, fresh, kind)
  const projections = fresh.map((one) => toProjection(one, versionIds))
  const moved = await movedInTrees(db, nouns, projections)
  const isGone = (_: Projection, at: number) => fresh[at]?.op === 'delete'
  const written = projections.filter((one, at) => !isGone(one, at))
  await unproject(db, projections.filter(isGone))
  await project(db, nouns, written)
  await reindexMoved(db, nouns, moved)
  await rows(
    db,
    sql`insert into ${revisions} (tx, actor, reason, request_id, edition)
    values (${tx}, ${actor}, ${reason ?? null}, ${requestId ?? null}, ${edition ?? null})`,
  )
  return { tx, versionIds }
}

/** Appends the versions and moves the heads of their records on. Gives back where in the log each stands. */
async function appendVersions(
  db: Database,
  tx: string,
  fresh: NewVersion[],
  kind: ChangeKind | undefined,
): Promise<Map<string, number>> {
  // JSON has no line feed of its own, so contents go as lines: nothing to quote here, and nothing to unquote there.
  const contents = fresh.map(({ content }) => content).join('\n')
  const given = await mapInSlices(fresh, (one) => versionRow(one, kind))
  const appended = await rows<{ noun: NounName; id: string; versionId: number }>(
    db,
    sql`with numbered as materialized (
      select nextval((select pg_get_serial_sequence('versions', 'version_id')::regclass)) as version_id, given.* from (
        select * from rows from (
          json_to_recordset(${JSON.stringify(given)}::json) as (noun text, id text, version int,
            op text, kind text, sha256 bytea, record_id bigint, fields text[], label text, origin_at timestamptz, origin_created_at timestamptz),
          string_to_table(${contents}, e'\n')
        ) with ordinality as value (noun, id, version, op, kind, sha256, record_id, fields, label, origin_at, origin_created_at, content, ordinal)
        order by ordinal
      ) as given
    ), appended as (
      insert into ${versions} (version_id, tx, noun, id, version, op, kind, content, sha256, record_id, fields, label, origin_at, origin_created_at)
      overriding system value
      select version_id, ${tx}, noun, id, version, op, kind, content, sha256, coalesce(record_id, version_id), fields, label, origin_at, origin_created_at
      from numbered order by version_id
      returning version_id, noun, id, version, op
    )
    update ${records} set version = appended.version, version_id = appended.version_id, deleted = appended.op = 'delete'
    from appended where records.noun = appended.noun and records.id = appended.id
    returning records.noun, records.id, appended.version_id::float8 as "versionId"`,
  )
  return new Map(appended.map(({ noun, id, versionId }) => [nameOf({ noun, id }), versionId]))
}

function toProjection(fresh: NewVersion, versionIds: Map<string, number>): Projection {
  const { noun, document, version } = fresh
  const versionId = versionIds.get(nameOfWrite(fresh))
  if (versionId === undefined) throw new Error(`The head of ${nameOfWrite(fresh)} is gone.`)
  return { noun, document, version, versionId }
}

/** Log position of the last change of a revision, once it is sealed. */
export async function lastSeq(db: Database, tx: string): Promise<number | undefined> {
  const [revision] = await rows<{ seq: number | null }>(
    db,
    sql`select last_seq::float8 as seq from ${revisions} where tx = ${tx}`,
  )
  return revision?.seq ?? undefined
}
