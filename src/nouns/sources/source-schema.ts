import { z } from 'zod'
import {
  commonFields,
  httpUrl,
  localizedText,
  longText,
  origins,
  partialDate,
  sha256,
  shortText,
} from '../../model/fields.ts'
import { sourceReference } from '../citations.ts'

export const source = z.strictObject({
  ...commonFields,
  kind: z.enum(['paper', 'press-release', 'news-report', 'web-page', 'document', 'reference-work', 'other']),
  publisher: shortText,
  title: localizedText.describe(
    'The title as published; a description by the registry where the publication has none.',
  ),
  origins: origins.optional(),
  published: partialDate.optional(),
  url: httpUrl.optional(),
  language: z.enum(['en', 'zh-Hant', 'zh-Hans', 'mul']).describe('Language of the publication; `mul` for several.'),
  reprint: z.boolean().describe('True where the text was read in a copy elsewhere, so that no address can be given.'),
  sha256: sha256.optional(),
  notes: longText.optional(),
  citations: z
    .array(z.strictObject({ source: sourceReference, locator: shortText.optional(), note: shortText.optional() }))
    .max(20)
    .optional()
    .describe('Other sources that tell of this one.'),
})
export type Source = z.infer<typeof source>
