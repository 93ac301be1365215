import type { Language } from '../../../language/texts.ts'
import type { ListFilters } from '../../../model/list-filters.ts'
import { agreementNoun as noun } from '../../../nouns/agreements/agreement-noun.ts'
import { readAtOneMoment } from '../../as-of.ts'
import { toUndeterminedAnswer } from '../../completeness.ts'
import { planFilters } from '../../list-plan.ts'
import type { View } from '../../registry.ts'
import { searchCondition } from '../../search/search-query.ts'
import { undeterminedUnder } from '../../undetermined-plan.ts'
import { toTimeline } from './timeline-answer.ts'
import { periodsInMemory } from './timeline-counts.ts'
import { countPeriodsInDatabase } from './timeline-query.ts'
import type { Interval, Timeline } from './timeline-schema.ts'

export type TimelineQuery = ListFilters & {
  q?: string
  asOf?: string
  undetermined?: 'count' | 'none'
  interval: Interval
  by?: NonNullable<Timeline['by']>
}

interface ReadTimeline {
  seq: number
  timeline: Timeline
}

/** Counts agreements over time. */
export function readTimeline(view: View, query: TimelineQuery, language: Language): Promise<ReadTimeline> {
  // Without a search it is of one statement.
  if (query.q === undefined) return countTimeline(view, query, language)
  return readAtOneMoment(view, (view) => countTimeline(view, query, language))
}

async function countTimeline(
  view: View,
  { interval, by, ...query }: TimelineQuery,
  language: Language,
): Promise<ReadTimeline> {
  const { db, nouns } = view
  const { search, conditions } = await planFilters(view, noun, query)
  const isMatch = search && searchCondition(noun, search)
  const { seq, counts, undetermined } =
    (await periodsInMemory(view, noun, query, interval, by)) ??
    (await view.counts.inDatabase(noun, () =>
      countPeriodsInDatabase(
        db,
        nouns,
        noun,
        interval,
        by && noun.facets[by],
        conditions(),
        undeterminedUnder(noun, query, isMatch),
      ),
    ))
  const timeline = toTimeline(nouns, { noun, query, interval, by: by ?? null, language }, counts)
  const isTold = query.undetermined !== 'none'
  return {
    seq,
    timeline: { ...timeline, ...(isTold && { undetermined: toUndeterminedAnswer(noun, query, undetermined) }) },
  }
}
