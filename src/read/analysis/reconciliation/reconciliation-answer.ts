import type { Language } from '../../../language/texts.ts'
import { labelOf } from '../../../model/labels.ts'
import { meetingNoun } from '../../../nouns/meetings/meeting-noun.ts'
import { asThen } from '../../hrefs.ts'
import type { CheckRow } from './reconciliation-query.ts'
import type { Check } from './reconciliation-schema.ts'

/** A check in the form of the answer: each claim compared with the itemised records, in its own scope and in both others. */
export function toCheck(row: CheckRow, language: Language, asOf?: string): Check {
  const { id, mechanism, measure, status, basis, declared, counted, notCounted, memoranda, gap, body } = row
  const { date } = JSON.parse(body) as { date: string }
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
    href: asThen(hrefs[measure](id), asOf),
  }
}

const hrefs: Record<Check['measure'], (meeting: string) => string> = {
  agreements: (meeting) => `/v1/agreements?meeting=${meeting}`,
  'consensus-areas': (meeting) => `/v1/consensus-areas?meeting=${meeting}`,
  projects: (meeting) => `/v1/agreements?meeting=${meeting}&type=project-contract`,
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
