import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Noun } from '../../model/noun.ts'
import type { Days } from '../../model/parameter.ts'

/** The columns of a noun's own rows whose days filters bound, by name. */
export function countedDays({ parameters, table }: Noun): Map<string, PgColumn> {
  const columns = Object.values(parameters).flatMap(({ bound }) => (bound ? Object.values(bound.columns) : []))
  return new Map(columns.filter((column) => column.table === table).map((column) => [column.name, column]))
}

/** No record has an earlier day, and a record without a day has the number 0. */
export const earliestDay = '1900-01-01'
const milliseconds = 86_400_000

/** The number of a day, from 1 for the first day. */
function dayNumber(day: string): number {
  return (Date.parse(day) - Date.parse(earliestDay)) / milliseconds + 1
}

/** The numbers of the first and the last day of a range. */
export function dayNumbers({ from, to }: Days): { first: number; last: number } {
  return { first: from ? dayNumber(from) : 1, last: to ? dayNumber(to) : Number.POSITIVE_INFINITY }
}

/** The day of a number. */
export function dayNumbered(number: number): string {
  return new Date(Date.parse(earliestDay) + (number - 1) * milliseconds).toISOString().slice(0, 10)
}
