import { z } from 'zod'
import { checkAlternatives } from '../../model/alternatives.ts'
import { emptyMeans, reference } from '../../model/field-marks.ts'
import { commonFields, identifier, language, localizedText, origins, shortText } from '../../model/fields.ts'
import { ownWork } from '../../model/support.ts'
import { alternatives, citations } from '../citations.ts'

const shape = {
  ...commonFields,
  name: localizedText,
  origins: origins.optional(),
  altLabels: z
    .array(z.strictObject({ language, label: shortText }))
    .max(200)
    .default([])
    .describe('Other words for the domain: the short forms that people type, and every form that a source states.'),
  parent: reference('domains')
    .nullable()
    .default(null)
    .meta(emptyMeans('none', 'The broader domain; null for a top domain.')),
  definition: ownWork(localizedText),
  mappings: ownWork(
    z
      .array(identifier)
      .max(50)
      .optional()
      .meta(
        emptyMeans(
          'not-known',
          'The same concept in other schemes; absent where no mapping has been looked for or found.',
        ),
      ),
  ),
  alternatives,
  citations,
}

export const domain = z.strictObject(shape).superRefine(checkAlternatives(shape))
export type Domain = z.infer<typeof domain>
