import { z } from 'zod'
import { commonFields, identifier, language, localizedText, origins, reference, shortText } from '../../model/fields.ts'
import { citations } from '../citations.ts'

export const domain = z.strictObject({
  ...commonFields,
  name: localizedText,
  origins: origins.optional(),
  altLabels: z
    .array(z.strictObject({ language, label: shortText }))
    .max(200)
    .describe('Other words for the domain, every form that a source states included.'),
  parent: reference('domains').nullable().default(null).describe('The broader domain; null for a top domain.'),
  definition: localizedText,
  mappings: z.array(identifier).max(50).optional(),
  citations,
})
export type Domain = z.infer<typeof domain>
