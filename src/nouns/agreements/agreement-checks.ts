import type { z } from 'zod'
import { message } from '../../language/messages.ts'
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

/** Checks the fields of one agreement against each other. */
export function checkAgreement(agreement: Checked, context: z.core.$RefinementCtx): void {
  const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message })
  const { id, partOf, signatories, signatoriesKnown, signedOn } = agreement
  if (partOf === id)
    refuse(['partOf'], message('A document is not a part of itself.', '文件不可屬於其自身。', '文件不可属于其自身。'))
  for (const [index, relation] of (agreement.relations ?? []).entries())
    if (relation.agreement === id)
      refuse(
        ['relations', index, 'agreement'],
        message('A document has no relation to itself.', '文件不可與其自身有關係。', '文件不可与其自身有关系。'),
      )
  if (signatoriesKnown && (signatoriesKnown === 'none') !== (signatories.length === 0))
    refuse(
      ['signatoriesKnown'],
      signatories.length === 0
        ? message(
            'This must be "none" where no signatory is given.',
            '沒有列出簽署方時須為 none。',
            '没有列出签署方时须为 none。',
          )
        : message(
            'This must be "all" or "some" where signatories are given.',
            '列出簽署方時須為 all 或 some。',
            '列出签署方时须为 all 或 some。',
          ),
    )
  for (const field of ['expiresOn', 'endedOn'] as const) {
    const end = agreement[field]
    if (signedOn && end && dayRange(end).to < dayRange(signedOn).from)
      refuse([field], message('This must not lie before the day of signing.', '不得早於簽署日。', '不得早于签署日。'))
  }
}
