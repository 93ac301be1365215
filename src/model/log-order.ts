import { sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { changes, versions } from '../database/log-tables.ts'
import { dayOrInstant, noSuchTime, stretchOf, type TimeSpan } from './instant-bounds.ts'
import type { Parameters } from './parameter.ts'

// The instants of writing, by which every noun can be ordered and filtered. Only the log has them, because a version
// has no instant before it is committed.

/** The order of the log is that of the instants that it gives, so lists are walked by it and not by these. */
export function logSorts(versionId: PgColumn) {
  const seq = { column: sql`written.seq`, type: 'integer' } as const
  return {
    updatedAt: { ...seq, join: sql`join ${changes} written on written.version_id = ${versionId}` },
    createdAt: {
      ...seq,
      join: sql`join ${versions} present on present.version_id = ${versionId}
        join ${changes} written on written.version_id = present.record_id`,
    },
  }
}

export function updatedBetween(versionId: PgColumn): Parameters {
  const bound = (operator: 'gte' | 'lte') => ({
    schema: dayOrInstant
      .refine((text) => stretchOf(text), noSuchTime)
      .optional()
      .describe(descriptions[operator])
      .meta({ example: '2026-11-24' }),
    condition: (text: string) => {
      const { from, to } = stretchOf(text) as TimeSpan
      const within = operator === 'gte' ? sql`at >= ${from}::timestamptz` : sql`at <= ${to}::timestamptz`
      return sql`${versionId} in (select version_id from ${changes} where ${within})`
    },
    known: { field: 'updatedAt', empty: 'none' as const },
    looksAt: 'links' as const,
  })
  return { 'updatedAt.gte': bound('gte'), 'updatedAt.lte': bound('lte') }
}

const descriptions = {
  gte: 'Last changed on this day of Hong Kong, at this instant, or later.',
  lte: 'Last changed on this day of Hong Kong, at this instant, or earlier.',
}
