import { z } from 'zod'
import { commonFields, confidence, localizedText, longText, origins, reference } from '../../model/fields.ts'
import { citations } from '../citations.ts'

export const consensusArea = z.strictObject({
  ...commonFields,
  meeting: reference('meetings'),
  order: z
    .int()
    .min(1)
    .max(200)
    .nullable()
    .default(null)
    .describe('Place in the list of the source; null where it is not known.'),
  name: localizedText,
  origins: origins.optional(),
  domains: z.array(reference('domains')).max(20),
  agreed: z.boolean().describe('False where a source says only that the area was discussed.'),
  confidence: confidence.optional(),
  notes: longText.optional(),
  citations,
})
export type ConsensusArea = z.infer<typeof consensusArea>
