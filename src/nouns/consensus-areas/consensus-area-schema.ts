import { z } from 'zod'
import { checkAlternatives } from '../../model/alternatives.ts'
import { emptyMeans, reference } from '../../model/field-marks.ts'
import { commonFields, confidence, localizedText, notes, origins } from '../../model/fields.ts'
import { alternatives, citations } from '../citations.ts'

const shape = {
  ...commonFields,
  meeting: reference('meetings'),
  order: z
    .int()
    .min(1)
    .max(200)
    .nullable()
    .default(null)
    .meta(emptyMeans('not-known', 'Place in the list of the source; null where it is not known.')),
  name: localizedText,
  origins: origins.optional(),
  domains: z
    .array(reference('domains'))
    .max(20)
    .default([])
    .meta(emptyMeans('not-known', 'The policy domains of the area; empty where the registry does not know.')),
  agreed: z
    .boolean()
    .describe('True where a source says that the sides agreed to cooperate in it; false where it says only discussed.'),
  confidence: confidence.optional(),
  notes,
  alternatives,
  citations,
}

export const consensusArea = z.strictObject(shape).superRefine(checkAlternatives(shape))
export type ConsensusArea = z.infer<typeof consensusArea>
