import { z } from 'zod'
import { message } from '../http/issue-words.ts'
import { momentPattern, recordedMomentOf } from '../log/moments.ts'
import { recordFinder } from './find-record.ts'
import { idChecks } from './known-ids.ts'
import { readPast } from './past/read-past.ts'
import { bodyReader } from './record-texts.ts'
import type { Registry } from './registry.ts'

export const asOf = z
  .string()
  .regex(
    momentPattern,
    message(
      'must be a position of the log, a day, an instant such as 2026-11-24T09:00:00Z, or the name of an edition',
      '須為日誌位置、日期、時刻（例如 2026-11-24T09:00:00Z）或版次名稱',
      '须为日志位置、日期、时刻（例如 2026-11-24T09:00:00Z）或版次名称',
    ),
  )
  .max(60)
  .optional()
  .describe(
    'The registry as it stood after this change number, at the end of this instant or day of Hong Kong, or in this edition. Today means now.',
  )

/**
 * Answers from the registry as it stood at the moment that a query names, or as it stands where it names none. A route
 * takes `asOf` by putting it into its query and its handler into this.
 */
export async function atMoment<T>(
  registry: Registry,
  query: { asOf?: string },
  answer: (registry: Registry) => Promise<T>,
): Promise<T> {
  if (query.asOf === undefined) return answer(registry)
  const past = await recordedMomentOf(registry.db, query.asOf)
  const { nouns } = registry
  return readPast(registry.db, nouns, past.seq, (db) =>
    answer({ ...registry, db, past, find: recordFinder(db), bodies: bodyReader(db), ids: idChecks(nouns) }),
  )
}
