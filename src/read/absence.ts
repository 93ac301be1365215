import type { Database } from '../database/connect.ts'
import { Gone, NotFound, NotRecordedYet } from '../http/problems.ts'
import type { Noun } from '../model/noun.ts'
import { explainAbsence } from './find-record.ts'

/**
 * The present id of a record that had another before. Where there is none, throws the problem that says why: deleted,
 * first recorded after the position, or never there.
 */
export async function newIdOf(db: Database, noun: Noun, id: string, seq?: number): Promise<string> {
  const absence = await explainAbsence(db, noun.name, id, seq)
  if (!absence) throw new NotFound(noun.singular, id)
  if ('movedTo' in absence) return absence.movedTo
  if ('recordedAt' in absence) throw new NotRecordedYet(noun.singular, id, absence.recordedAt)
  const { reason, version, deletedAt } = absence.deletion
  const why = reason ? `: ${reason}` : ''
  throw new Gone(`The ${noun.singular} "${id}" was deleted at ${deletedAt}${why}.`, {
    deletedAt,
    reason: reason ?? undefined,
    version,
  })
}
