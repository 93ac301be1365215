import { type SQL, sql } from 'drizzle-orm'
import { readHead } from '../../log/head.ts'
import type { ListFilters } from '../../model/list-filters.ts'
import type { Noun } from '../../model/noun.ts'
import type { View } from '../registry.ts'
import { countRows, reusingBits } from './bits.ts'
import { countableFilters } from './filters.ts'
import { judgeRows } from './judged-rows.ts'
import { select } from './selection.ts'

/** Brings what memory knows of a noun to the end of the log, before a moment is read in which nothing can be waited for. */
export async function bringUp({ counts, head, past }: View, noun: Noun): Promise<void> {
  const present = head.present.current()
  if (!past && present && counts.has(noun)) await counts.reach(noun, present.seq)
}

/**
 * The condition that a record is one of those which the filters of a query keep at the moment that is read, where memory
 * knows them and they are no more than so many. The database can only guess how many there are.
 */
export async function fewKept(
  { db, counts, isOneMoment, head, past }: View,
  noun: Noun,
  query: ListFilters,
  most: number,
): Promise<SQL | undefined> {
  const filters = countableFilters(noun, { ...query, q: undefined }, [])
  if (!isOneMoment || !filters || filters.parameters.length === 0) return undefined
  const position = past ? { epoch: head.epoch(), seq: past.seq } : await readHead(db)
  const table = counts.standing(noun, position)
  if (!table) return undefined
  return reusingBits(() => {
    const { rows } = select(table, filters, judgeRows(table, filters))
    if (countRows(rows) > most) return undefined
    return sql`${noun.table.versionId} = any(${sql.param(table.versionsOf(rows))}::bigint[])`
  })
}
