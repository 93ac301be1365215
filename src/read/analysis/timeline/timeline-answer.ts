import { byteOrderMark, csvLine } from '../../../formats/csv.ts'
import type { Language } from '../../../language/texts.ts'
import type { ListFilters } from '../../../model/list-filters.ts'
import type { Noun, Nouns } from '../../../model/noun.ts'
import { valueLabel } from '../../facets.ts'
import { hrefWith } from '../../hrefs.ts'
import { countedOnce, timelineHeads } from '../axis-words.ts'
import type { PeriodRow } from './timeline-query.ts'
import type { Interval, Timeline } from './timeline-schema.ts'

interface TimelineRequest {
  noun: Noun
  query: ListFilters
  interval: Interval
  by: Timeline['by']
  language: Language
}

type Values = Record<string, string | null>

/** Counts as a timeline: one line for each value of a field, and one for all records. */
export function toTimeline(nouns: Nouns, request: TimelineRequest, counts: PeriodRow[]): Timeline {
  const { noun, interval, by, language } = request
  const valued = counts.filter(({ everything }) => !everything)
  const series = [...new Set(valued.map(({ value }) => value))].map((value) => {
    const own = valued.filter((row) => row.value === value)
    const label = valueLabel(nouns, noun.facets[by ?? ''], value, own[0]?.body ?? null, language)
    return { value, ...label, ...toLine(request, own, by ? { [by]: value } : {}) }
  })
  const all = counts.filter(({ everything }) => everything)
  return {
    interval,
    by,
    series: series.sort(
      (one, other) => Number(one.value === null) - Number(other.value === null) || other.count - one.count,
    ),
    totals: { ...toLine(request, all, {}), countedOnce: true, statement: countedOnce[language] },
  }
}

function toLine(request: TimelineRequest, counts: PeriodRow[], values: Values) {
  const sum = (rows: PeriodRow[]) => rows.reduce((so, { count }) => so + count, 0)
  const of = (kind: PeriodRow['kind']) => counts.filter((row) => row.kind === kind)
  const buckets = of('dated').flatMap(({ period, count }) =>
    period === null ? [] : [{ period, count, href: periodHref(request, period, values) }],
  )
  return { count: sum(counts), buckets, undated: sum(of('undated')), imprecise: sum(of('imprecise')) }
}

/** The timeline as a table: periods below each other, the lines beside each other. */
export function toCsv({ series, totals }: Timeline, language: Language): string {
  const lines = [...series, { ...totals, label: timelineHeads.all[language] }]
  const countIn = (period: string, { buckets }: Pick<Timeline['totals'], 'buckets'>) =>
    buckets.find((bucket) => bucket.period === period)?.count ?? 0
  const table = [
    [timelineHeads.period[language], ...lines.map(({ label }) => label)],
    ...totals.buckets.map(({ period }) => [period, ...lines.map((line) => countIn(period, line))]),
  ]
  return byteOrderMark + table.map(csvLine).join('')
}

/** The address of a period's list; undefined where the query already bounds a date, which cannot be combined with the period's own bounds. */
function periodHref({ noun, query, interval }: TimelineRequest, period: string, values: Values): string | undefined {
  if (interval === 'year') return hrefWith(noun, query, { ...values, year: period })
  if (Object.keys(query).some((name) => /\.[gl]te$/.test(name) && query[name] !== undefined)) return undefined
  const [year, step = ''] = period.split('-')
  const quarter = Number(/^Q(\d)$/.exec(step)?.[1])
  const month = (number: number) => `${year}-${String(number).padStart(2, '0')}`
  const [first, last] = quarter ? [month(quarter * 3 - 2), month(quarter * 3)] : [period, period]
  const bounds = { 'signedOn.gte': first, 'signedOn.lte': last }
  const knownOf = query.unknown && [...(query.knownOf ?? []), ...Object.keys(bounds)]
  return hrefWith(noun, { ...query, ...bounds, knownOf, dateMatch: 'certain' }, values)
}
