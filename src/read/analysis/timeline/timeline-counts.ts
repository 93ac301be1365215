import { agreements } from '../../../database/noun-tables.ts'
import type { ListFilters } from '../../../model/list-filters.ts'
import type { Noun } from '../../../model/noun.ts'
import { compareValues } from '../../counts/column.ts'
import { countInTable } from '../../counts/count-in-table.ts'
import { countableFilters } from '../../counts/filters.ts'
import { countPeriods } from '../../counts/periods.ts'
import type { View } from '../../registry.ts'
import type { Undetermined } from '../../undetermined.ts'
import type { PeriodRow } from './timeline-query.ts'
import type { Interval } from './timeline-schema.ts'

/** Counts in memory what `countPeriods` counts in the database; undefined where memory cannot tell. */
export async function periodsInMemory(
  view: View,
  noun: Noun,
  query: ListFilters & { q?: string; undetermined?: 'count' | 'none' },
  interval: Interval,
  by: string | undefined,
): Promise<{ seq: number; counts: PeriodRow[]; undetermined?: Undetermined } | undefined> {
  const filters = countableFilters(noun, query, by ? [by] : [])
  const asked = { key: ['timeline', interval, by], isUndeterminedCounted: query.undetermined !== 'none' }
  return countInTable(view, noun, filters, asked, async (selection, readNames) => {
    const columns = { first: agreements.signedFrom.name, last: agreements.signedTo.name }
    const counted = countPeriods(selection, columns, periods[interval], by)
    const named = counted.flatMap(({ value }) => (by && value ? [{ facet: by, value }] : []))
    const bodyOf = await readNames(named)
    if (!bodyOf) return undefined
    const inOrder = (one: PeriodRow, other: PeriodRow) =>
      compareValues(one.value, other.value) || compareValues(one.period, other.period)
    const counts = counted
      .map(({ value, ...rest }): PeriodRow => {
        const body = by && value ? bodyOf({ facet: by, value }) : null
        return { everything: value === undefined, value: value ?? null, ...rest, body }
      })
      .sort(inOrder)
    return { counts }
  })
}

const periods: Record<Interval, (day: string) => string> = {
  year: (day) => day.slice(0, 4),
  quarter: (day) => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`,
  month: (day) => day.slice(0, 7),
}
