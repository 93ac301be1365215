import type { z } from 'zod'
import { type Language, texts } from '../../../language/texts.ts'
import { nearest } from '../../../problems/nearest.ts'
import { ValidationProblem } from '../../../problems/problems.ts'
import type { View } from '../../registry.ts'
import { compareSessions } from './continuity-answer.ts'
import { listAreas, listSessions, type SessionRow } from './continuity-query.ts'
import type { Continuity, continuityQuery } from './continuity-schema.ts'

/** Compares the consensus of two sessions of a mechanism. */
export async function readContinuity(
  { db }: View,
  id: string,
  query: z.infer<typeof continuityQuery>,
  language: Language,
): Promise<{ sessions: SessionRow[]; continuity: Continuity }> {
  const sessions = await listSessions(db, id)
  const chosen = chooseSessions(sessions, query)
  return { sessions, continuity: compareSessions(id, chosen, await listAreas(db, id), language, query.asOf) }
}

/** The sessions to compare: those that the query names, or the last two with consensus areas. */
function chooseSessions(sessions: SessionRow[], query: { from?: string; to?: string }) {
  const indexOf = (parameter: 'from' | 'to') => sessions.findIndex(({ id }) => id === query[parameter])
  const ids = sessions.map(({ id }) => id)
  const unknown = (['from', 'to'] as const).filter((name) => query[name] !== undefined && indexOf(name) === -1)
  if (unknown.length > 0)
    throw new ValidationProblem(
      unknown.map((parameter) => ({
        parameter,
        detail: texts('This is no session of this mechanism.', '並非此機制的會議。', '并非此机制的会议。'),
        suggestion: nearest(query[parameter] ?? '', ids),
      })),
    )
  const lastWithAreas = (end: number) => sessions.slice(0, end).findLastIndex(({ itemised }) => itemised > 0)
  const to = query.to ? indexOf('to') : lastWithAreas(sessions.length)
  const from = query.from ? indexOf('from') : lastWithAreas(Math.max(to, 0))
  if (query.from && from >= to)
    throw new ValidationProblem([
      {
        parameter: 'from',
        detail: texts(
          'This must be an earlier session than `to`.',
          '須早於 `to` 所指的會議。',
          '须早于 `to` 所指的会议。',
        ),
      },
    ])
  return { from: sessions[from], to: sessions[to], before: ids.slice(0, Math.max(from, 0)) }
}
