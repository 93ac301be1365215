import { z } from 'zod'
import { commonFields, localizedText, longText, origins, partialDate, reference } from '../../model/fields.ts'
import { citations } from '../citations.ts'

export const mechanism = z.strictObject({
  ...commonFields,
  name: localizedText,
  origins: origins.optional(),
  formerNames: z
    .array(z.strictObject({ name: localizedText, origins: origins.optional(), until: partialDate.optional() }))
    .max(20)
    .optional(),
  kind: z
    .enum(['conference', 'joint-conference', 'multilateral-conference', 'other'])
    .describe(
      'How the mechanism meets: as a bilateral conference, a joint conference with plenaries, or among many parties.',
    ),
  parties: z
    .array(reference('regions'))
    .min(1)
    .max(50)
    .describe('The jurisdictions that take part, Hong Kong included.'),
  established: partialDate.optional(),
  status: z.enum(['active', 'dormant', 'ended', 'unknown']),
  leadOrganizations: z.array(reference('organizations')).max(20).optional(),
  notes: longText.optional(),
  citations,
})
export type Mechanism = z.infer<typeof mechanism>
