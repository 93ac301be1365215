import { z } from 'zod'
import { message } from '../../language/messages.ts'
import { checkAlternatives } from '../../model/alternatives.ts'
import { emptyMeans, reference } from '../../model/field-marks.ts'
import { commonFields, localizedText, notes, origins, otherNames, partialDate } from '../../model/fields.ts'
import { dayRange } from '../../model/partial-date.ts'
import { alternatives, citation, citations } from '../citations.ts'

const post = z
  .strictObject({
    organization: reference('organizations'),
    title: localizedText,
    origins: origins.optional(),
    from: partialDate.optional().meta(emptyMeans('not-known', 'When the person took up the post.')),
    to: partialDate
      .optional()
      .meta(emptyMeans('not-known', 'When the person left it; absent says nothing of whether it is still held.')),
    citation: citation.optional(),
  })
  .refine(({ from, to }) => !from || !to || dayRange(to).to >= dayRange(from).from, {
    path: ['to'],
    message: message('A post does not end before it begins.', '離任不得早於就任。', '离任不得早于就任。'),
  })

const shape = {
  ...commonFields,
  name: localizedText,
  origins: origins.optional(),
  otherNames,
  posts: z
    .array(post)
    .max(50)
    .default([])
    .meta(emptyMeans('known-in-part', 'The posts in which a source names the person; never the whole career.')),
  notes,
  alternatives,
  citations,
}

/** Only what a public paper says of an office holder, and no more. */
export const person = z.strictObject(shape).superRefine(checkAlternatives(shape))
export type Person = z.infer<typeof person>
