import { z } from 'zod'
import { checkAlternatives } from '../../model/alternatives.ts'
import { emptyMeans, reference } from '../../model/field-marks.ts'
import {
  commonFields,
  formerNames,
  localizedText,
  notes,
  origins,
  otherNames,
  partialDate,
} from '../../model/fields.ts'
import { classing } from '../../model/support.ts'
import { alternatives, citations } from '../citations.ts'

const shape = {
  ...commonFields,
  name: localizedText,
  origins: origins.optional(),
  formerNames,
  otherNames,
  kind: classing(
    z
      .enum(['conference', 'joint-conference', 'multilateral-conference', 'other'])
      .describe(
        'How the mechanism meets: as a bilateral conference, a joint conference with plenaries, or among many parties.',
      ),
  ),
  parties: z
    .array(reference('regions'))
    .min(1)
    .max(50)
    .describe('The jurisdictions that take part, Hong Kong included.'),
  established: partialDate.optional().meta(emptyMeans('not-known', 'When it was founded.')),
  status: z
    .enum(['active', 'dormant', 'ended', 'unknown'])
    .meta(emptyMeans('not-known', '`active` where a source tells of it as standing; `unknown` where no source tells.')),
  leadOrganizations: z
    .array(reference('organizations'))
    .max(20)
    .optional()
    .meta(emptyMeans('not-known', 'The bodies that lead its sides.')),
  notes,
  alternatives,
  citations,
}

export const mechanism = z.strictObject(shape).superRefine(checkAlternatives(shape))
export type Mechanism = z.infer<typeof mechanism>
