import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { wireInstant } from '../database/instants.ts'
import { changes, formerIds, records, revisions, versions } from '../database/log-tables.ts'
import { type Nullable, rows } from '../database/rows.ts'
import { texts } from '../language/texts.ts'
import type { Noun } from '../model/noun.ts'
import type { NounName } from '../model/record-name.ts'
import { NotFound, NotRecordedYet, Problem } from '../problems/problems.ts'

/** Why no record stands under an id: it is a former id of another, the record was deleted, is first recorded later, or never was. */
type Absence = { movedTo: string } | { deletion: Deletion } | { recordedAt: string } | undefined

interface Deletion {
  version: number
  deletedAt: string
  reason: string | null
}

/**
 * The present id of a record that had another before. Where there is none, throws the problem that says why: deleted,
 * first recorded after the position, or never there.
 */
export async function requireNewId(db: Database, noun: Noun, id: string, seq?: number): Promise<string> {
  const absence = await findAbsence(db, noun.name, id, seq)
  const { singular } = noun.names
  if (!absence) throw new NotFound(singular, id)
  if ('movedTo' in absence) return absence.movedTo
  if ('recordedAt' in absence) throw new NotRecordedYet(singular, id, absence.recordedAt)
  const { reason, version, deletedAt } = absence.deletion
  const detail = texts(
    `The ${singular.en.toLowerCase()} "${id}" was deleted at ${deletedAt}${reason ? `, with the reason "${reason}"` : ''}.`,
    `${singular['zh-Hant']}「${id}」已於 ${deletedAt} 刪除${reason ? `，原因為「${reason}」` : ''}。`,
    `${singular['zh-Hans']}“${id}”已于 ${deletedAt} 删除${reason ? `，原因为“${reason}”` : ''}。`,
  )
  throw new Problem('gone', detail, { deletedAt, reason: reason ?? undefined, version })
}

/** The present id of a record that had another before; undefined where none had it, or a record stands under it. */
export async function movedTo(db: Database, noun: Noun, id: string): Promise<string | undefined> {
  const absence = await findAbsence(db, noun.name, id)
  return absence && 'movedTo' in absence ? absence.movedTo : undefined
}

/**
 * Finds why there is no record, as of the position asked about. A record that still exists is named by its present id,
 * under which its past is found, too.
 */
async function findAbsence(db: Database, noun: NounName, id: string, seq = Number.MAX_SAFE_INTEGER): Promise<Absence> {
  const [absence] = await rows<Nullable<Deletion & { movedTo: string; idThen: string; recordedAt: string }>>(
    db,
    sql`select
      (select former.id from ${formerIds} former join ${records} head on head.noun = former.noun and head.id = former.id
        where former.noun = ${noun} and former_id = ${id} and not deleted) as "movedTo", ${idThen(noun, id, seq)} as "idThen",
      last.version, last."deletedAt", last.reason, (
        select ${wireInstant(sql`at`)} from ${changes} where noun = ${noun} and id = ${id} order by seq limit 1
      ) as "recordedAt"
    from (values (1)) as one left join lateral (
      select op, version, ${wireInstant(sql`at`)} as "deletedAt", reason
      from ${changes} join ${revisions} using (rev)
      where noun = ${noun} and id = ${id} and seq <= ${seq} order by seq desc limit 1
    ) as last on last.op = 'delete'`,
  )
  if (!absence) return undefined
  const { idThen: then, recordedAt, version, deletedAt, reason } = absence
  const movedTo = absence.movedTo ?? (then === id ? null : then)
  if (movedTo) return { movedTo }
  if (version && deletedAt) return { deletion: { version, deletedAt, reason } }
  return recordedAt ? { recordedAt } : undefined
}

/** The id, at a position, of the record that had this id by then. */
function idThen(noun: NounName, id: string, seq: number): SQL {
  const before = sql`select record_id from ${changes} join ${versions} using (version_id)
    where changes.noun = ${noun} and changes.id = ${id} and changes.op <> 'delete' and seq <= ${seq} order by seq desc limit 1`
  return sql`(
    select id from (
      select changes.id, changes.op from ${versions} join ${changes} using (version_id)
      where versions.record_id = (${before}) and seq <= ${seq} order by seq desc limit 1
    ) as latest where op <> 'delete'
  )`
}
