import type { Database } from '../database/connect.ts'
import { Gone, NotFound, NotRecordedYet } from '../http/problems.ts'
import { texts } from '../language/texts.ts'
import type { Noun } from '../model/noun.ts'
import { explainAbsence } from './find-record.ts'

/**
 * The present id of a record that had another before. Where there is none, throws the problem that says why: deleted,
 * first recorded after the position, or never there.
 */
export async function newIdOf(db: Database, noun: Noun, id: string, seq?: number): Promise<string> {
  const absence = await explainAbsence(db, noun.name, id, seq)
  const { singular } = noun.names
  if (!absence) throw new NotFound(singular, id)
  if ('movedTo' in absence) return absence.movedTo
  if ('recordedAt' in absence) throw new NotRecordedYet(singular, id, absence.recordedAt)
  const { reason, version, deletedAt } = absence.deletion
  const [why, because] = reason ? [`: ${reason}`, `：${reason}`] : ['', '']
  const detail = texts(
    `The ${singular.en.toLowerCase()} "${id}" was deleted at ${deletedAt}${why}.`,
    `${singular['zh-Hant']}「${id}」已於 ${deletedAt} 刪除${because}。`,
    `${singular['zh-Hans']}“${id}”已于 ${deletedAt} 删除${because}。`,
  )
  throw new Gone(detail, { deletedAt, reason: reason ?? undefined, version })
}
