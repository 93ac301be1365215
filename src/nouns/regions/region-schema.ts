import { z } from 'zod'
import { message } from '../../language/messages.ts'
import { checkAlternatives } from '../../model/alternatives.ts'
import { emptyMeans, reference } from '../../model/field-marks.ts'
import { commonFields, formerNames, identifier, localizedText, origins, otherNames } from '../../model/fields.ts'
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
      .enum([
        'central',
        'sar',
        'municipality',
        'province',
        'autonomous-region',
        'city',
        'district',
        'grouping',
        'platform',
      ])
      .describe('`central` is the Mainland as a whole, where central authorities act for it.'),
  ),
  parent: reference('regions').nullable().default(null).meta(emptyMeans('none', 'The jurisdiction that it lies in.')),
  members: z.array(reference('regions')).max(100).default([]).meta(emptyMeans('none', 'The members of a grouping.')),
  codes: z
    .array(identifier)
    .max(20)
    .default([])
    .meta(emptyMeans('none', 'Codes such as `iso-3166-2` and `gb-t-2260`.')),
  alternatives,
  citations,
}

export const region = z
  .strictObject(shape)
  .superRefine(checkAlternatives(shape))
  .refine(({ id, parent }) => parent !== id, {
    path: ['parent'],
    message: message('A region does not lie in itself.', '地區不可屬於其自身。', '地区不可属于其自身。'),
  })
export type Region = z.infer<typeof region>
