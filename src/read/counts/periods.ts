import { missing } from './column.ts'
import { dayNumbered } from './days.ts'
import type { Numbers } from './numbers.ts'
import type { Selection } from './selection.ts'

/** How many records lie in a period, have no date, or one that does not say in which period it lies. */
interface PeriodCount {
  /** The value of the facet that this line is for; undefined on the line of all records. */
  value?: string | null
  kind: 'dated' | 'undated' | 'imprecise'
  period: string | null
  count: number
}

const undated = 0
const imprecise = 1

/** Counts by the period in which both the first and the last day of a record lie, in all and for each value of a facet. */
export function countPeriods(
  { table, size, rows }: Selection,
  columns: { first: string; last: string },
  periodOf: (day: string) => string,
  by?: string,
): PeriodCount[] {
  const firsts = table.days.get(columns.first)?.numbers
  const lasts = table.days.get(columns.last)?.numbers
  if (!firsts || !lasts) throw new Error('These days are not counted.')
  const { periods, periodOfDay } = numberPeriods(firsts, lasts, size, periodOf)
  const width = imprecise + 1 + periods.length
  const column = by === undefined ? undefined : table.columns.get(by)
  const counts = new Uint32Array(width * (1 + (column?.words.length ?? 0)))
  let at = 0
  for (let row = 0; row < size; row++) {
    const end = at + (column?.lengths ? (column.lengths.held[row] as number) : 1)
    const kept = ((rows[row >>> 5] as number) >>> (row & 31)) & 1
    if (kept === 1) {
      const [first, last] = [periodOfDay[firsts.held[row] as number], periodOfDay[lasts.held[row] as number]]
      const period = first === last ? (first as number) : imprecise
      ;(counts[period] as number)++
      if (column) {
        if (at === end) (counts[width * (1 + missing) + period] as number)++
        for (let each = at; each < end; each++)
          (counts[width * (1 + (column.codes.held[each] as number)) + period] as number)++
      }
    }
    at = end
  }
  return [...counts.entries()].flatMap(([index, count]): PeriodCount[] => {
    if (count === 0) return []
    const line = Math.floor(index / width)
    const value = line === 0 ? undefined : (column?.words[line - 1] ?? null)
    const period = periods[(index % width) - imprecise - 1]
    if (period !== undefined) return [{ value, kind: 'dated', period, count }]
    return [{ value, kind: index % width === undated ? 'undated' : 'imprecise', period: null, count }]
  })
}

/** Numbers the periods that any day lies in, after the two numbers for no period, and gives the number for each day. */
function numberPeriods(firsts: Numbers, lasts: Numbers, size: number, periodOf: (day: string) => string) {
  const seen: boolean[] = []
  for (const { held } of [firsts, lasts]) for (let row = 0; row < size; row++) seen[held[row] as number] = true
  const periods: string[] = []
  const periodOfDay = new Uint32Array(seen.length)
  for (let day = 1; day < seen.length; day++) {
    if (!seen[day]) continue
    const period = periodOf(dayNumbered(day))
    if (period !== periods.at(-1)) periods.push(period)
    periodOfDay[day] = imprecise + periods.length
  }
  return { periods, periodOfDay }
}
