import type { z } from 'zod'
import { dayRange } from '../../model/partial-date.ts'

interface Checked {
  id: string
  partOf: string | null
  relations?: { agreement: string }[] | undefined
  signatories: unknown[]
  signatoriesKnown?: 'all' | 'some' | 'none' | undefined
  signedOn?: string | undefined
  expiresOn?: string | undefined
  endedOn?: string | undefined
}

/** What must hold between the fields of one agreement. */
export function checkAgreement(agreement: Checked, context: z.core.$RefinementCtx): void {
  const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message })
  const { id, partOf, signatories, signatoriesKnown, signedOn } = agreement
  if (partOf === id) refuse(['partOf'], 'A document is not a part of itself.')
  for (const [index, relation] of (agreement.relations ?? []).entries())
    if (relation.agreement === id) refuse(['relations', index, 'agreement'], 'A document has no relation to itself.')
  if (signatoriesKnown && (signatoriesKnown === 'none') !== (signatories.length === 0))
    refuse(
      ['signatoriesKnown'],
      signatories.length === 0
        ? 'Must be "none" where no signatory is given.'
        : 'Must be "all" or "some" where signatories are given.',
    )
  for (const field of ['expiresOn', 'endedOn'] as const) {
    const end = agreement[field]
    if (signedOn && end && dayRange(end).to < dayRange(signedOn).from)
      refuse([field], 'Must not lie before the day of signing.')
  }
}
