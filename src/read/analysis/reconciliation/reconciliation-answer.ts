import type { Language } from '../../../language/texts.ts'
import { labelOf } from '../../../model/labels.ts'
import type { ListFilters } from '../../../model/list-filters.ts'
import type { Noun } from '../../../model/noun.ts'
import { agreementNoun } from '../../../nouns/agreements/agreement-noun.ts'
import { consensusAreaNoun } from '../../../nouns/consensus-areas/consensus-area-noun.ts'
import { meetingNoun } from '../../../nouns/meetings/meeting-noun.ts'
import { hrefOf } from '../../hrefs.ts'
import type { CheckRow } from './reconciliation-query.ts'
import type { Check } from './reconciliation-schema.ts'

/** A check in the form of the answer: each claim compared with the itemised records, in its own scope and in both others. */
export function toCheck(row: CheckRow, language: Language, asOf?: string): Check {
  const { id, mechanism, measure, status, basis, declared, counted, notCounted, memoranda, gap, body } = row
  const { date } = JSON.parse(body) as { date: string }
  const [noun, filters] = lists[measure]
  return {
    meeting: id,
    ...labelOf(meetingNoun, id, body, language),
    mechanism,
    date,
    measure,
    status,
    basis,
    declared,
    itemised: { counted, notCounted, sessionMemoranda: memoranda },
    gap,
    claims: row.claims.map((claim) => toClaim(row, claim)),
    href: hrefOf(noun, { meeting: id, ...filters, asOf }),
  }
}

/** The lists in which the itemised records stand. */
const lists: Record<Check['measure'], [Noun, ListFilters?]> = {
  agreements: [agreementNoun],
  'consensus-areas': [consensusAreaNoun],
  projects: [agreementNoun, { type: 'project-contract' }],
}

function toClaim(
  row: CheckRow,
  { value, scope, includes, citation }: CheckRow['claims'][number],
): Check['claims'][number] {
  const { measure, counted, memoranda, countedMemoranda } = row
  const withMemoranda = counted + memoranda
  return {
    value,
    scope,
    includesSessionMemorandum: includes,
    citation,
    ...compare(value, includes ? withMemoranda : counted),
    ...(measure === 'agreements' && {
      withoutSessionMemorandum: compare(value, counted - countedMemoranda),
      withSessionMemorandum: compare(value, withMemoranda),
    }),
  }
}

function compare(value: number, itemised: number) {
  const gap = value - itemised
  const status = gap === 0 ? 'matched' : itemised === 0 ? 'not-itemised' : gap > 0 ? 'short' : 'over'
  return { itemised, gap, status } as const
}
