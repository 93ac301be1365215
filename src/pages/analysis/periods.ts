import type { Timeline } from '../../read/analysis/timeline/timeline-schema.ts'

type Interval = Timeline['interval']

const parts: Record<Exclude<Interval, 'year'>, string[]> = {
  quarter: ['Q1', 'Q2', 'Q3', 'Q4'],
  month: Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0')),
}

/** All periods from the first to the last that is known, so that a picture leaves room for those between. */
export function periodsOf(known: string[], interval: Interval): string[] {
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return []
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))]
  const years = Array.from({ length: to - from + 1 }, (_, at) => String(from + at))
  const all = interval === 'year' ? years : years.flatMap((year) => parts[interval].map((part) => `${year}-${part}`))
  return all.filter((period) => period >= first && period <= last)
}
