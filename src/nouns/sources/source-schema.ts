import { z } from 'zod'
import { languages } from '../../language/texts.ts'
import { checkAlternatives } from '../../model/alternatives.ts'
import { emptyMeans, reference } from '../../model/field-marks.ts'
import {
  commonFields,
  httpUrl,
  localizedText,
  notes,
  origins,
  partialDate,
  sha256Hex,
  shortText,
} from '../../model/fields.ts'
import { classing, ownWork } from '../../model/support.ts'
import { alternatives, sourceReference } from '../citations.ts'

const shape = {
  ...commonFields,
  kind: classing(
    z
      .enum(['paper', 'press-release', 'news-report', 'web-page', 'document', 'reference-work', 'other'])
      .describe('What kind of publication it is.'),
  ),
  publisher: shortText.describe('The publisher as printed.'),
  publishedBy: reference('organizations')
    .nullable()
    .default(null)
    .meta(emptyMeans('not-known', 'The publisher as an organization of this registry.')),
  title: localizedText.describe(
    'The title as published; a description by the registry where the publication has none.',
  ),
  origins: origins.optional(),
  published: partialDate.optional().meta(emptyMeans('not-known', 'When it was published.')),
  url: httpUrl.optional().meta(emptyMeans('not-known', 'Its address; absent where it has none or none is known.')),
  language: z.enum([...languages, 'mul']).describe('Language of the publication; `mul` for several.'),
  reprint: z.boolean().describe('True where the text was read in a copy elsewhere, so that no address can be given.'),
  sha256: sha256Hex.optional(),
  notes,
  citations: ownWork(
    z
      .array(z.strictObject({ source: sourceReference, locator: shortText.optional(), note: shortText.optional() }))
      .max(20)
      .optional()
      .describe('Other sources that tell of this one.'),
  ),
  alternatives,
}

export const source = z.strictObject(shape).superRefine(checkAlternatives(shape))
export type Source = z.infer<typeof source>
