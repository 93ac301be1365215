import type { z } from 'zod'
import { recordPath } from '../../../http/api-address.ts'
import type { Language } from '../../../language/texts.ts'
import { dayOf } from '../../../model/hong-kong.ts'
import { labelOf } from '../../../model/labels.ts'
import { nounNamed } from '../../../model/noun-list.ts'
import { cursorFor, cutPage } from '../../../model/page-cursor.ts'
import { asThen } from '../../hrefs.ts'
import type { View } from '../../registry.ts'
import { toPossible } from '../possible-documents.ts'
import { reasons } from './gap-reasons.ts'
import { certaintyOf, type GapRequest, listGaps } from './gaps-query.ts'
import { type Gaps, type gapsQuery, isGapKind } from './gaps-schema.ts'
import { listRuleGaps } from './rule-gaps.ts'

/** One page of gaps. Those of silence and expiry also depend on the day on which they are judged. */
export async function readGaps(
  view: View,
  query: z.infer<ReturnType<typeof gapsQuery>>,
  language: Language,
): Promise<{ seq: number; day: string; gaps: Gaps }> {
  const { nouns } = view
  const { kind, on, limit, cursor, asOf, certainty, because, mechanism, meeting, year } = query
  await view.idChecks.check(view.db, nounNamed(nouns, 'agreements'), { mechanism, meeting })
  const day = on ?? dayOf(Date.now())
  const order = `gaps ${kind}`
  const after = cursorFor(cursor, order, 'text')
  const { seq, total, gaps } = await gapsOf(view, {
    kind,
    day,
    limit,
    after,
    certainty,
    because,
    mechanism,
    meeting,
    year: year?.map(String),
  })
  const { page, next } = cutPage(gaps, limit, ({ noun, id }) => ({ order, key: noun, id }))
  const data: Gaps['data'] = page.map(({ noun, id, since, fields, because, possible, body }) => ({
    noun,
    id,
    ...labelOf(nounNamed(nouns, noun), id, body, language),
    certainty: certaintyOf(because),
    because,
    reason: reasons[because][language],
    ...(possible && { possible: toPossible(possible, language, asOf) }),
    since,
    ...(fields && { fields }),
    href: asThen(recordPath(noun, id), asOf),
  }))
  return { seq, day, gaps: { kind, data, total, next } }
}

function gapsOf(view: View, { kind, ...request }: GapRequest<string>): ReturnType<typeof listGaps> {
  return isGapKind(kind)
    ? listGaps(view.db, view.nouns, { kind, ...request })
    : listRuleGaps(view, { kind, ...request })
}
