import { z } from 'zod'
import { message } from '../../language/messages.ts'
import { checkAlternatives } from '../../model/alternatives.ts'
import { emptyMeans, reference } from '../../model/field-marks.ts'
import {
  commonFields,
  formerNames,
  identifier,
  localizedText,
  notes,
  origins,
  otherNames,
  partialDate,
  side,
} from '../../model/fields.ts'
import { classing } from '../../model/support.ts'
import { alternatives, citations } from '../citations.ts'

const shape = {
  ...commonFields,
  name: localizedText,
  origins: origins.optional(),
  formerNames,
  otherNames,
  abbreviation: z.string().min(1).max(50).optional().describe('Its name in capitals, such as `CMAB`.'),
  mechanism: reference('mechanisms')
    .nullable()
    .default(null)
    .meta(emptyMeans('none', 'The mechanism that a steering group, working group or task force belongs to.')),
  kind: classing(
    z
      .enum([
        'government',
        'bureau',
        'department',
        'statutory-body',
        'public-institution',
        'enterprise',
        'university',
        'professional-body',
        'mainland-office',
        'liaison-unit',
        'steering-group',
        'working-group',
        'task-force',
        'other',
      ])
      .describe('What kind of body it is.'),
  ),
  side,
  region: reference('regions').nullable().default(null).describe('The region that it is a body of.'),
  parent: reference('organizations')
    .nullable()
    .default(null)
    .meta(emptyMeans('not-known', 'The body that it belongs to; null for a government, and where it is not known.')),
  successor: reference('organizations').optional().describe('The body that took over its duties.'),
  covers: z
    .array(reference('regions'))
    .max(100)
    .default([])
    .meta(emptyMeans('none', 'For an office: the regions that it looks after.')),
  opened: partialDate.optional().meta(emptyMeans('not-known', 'When it was set up or opened.')),
  identifiers: z
    .array(identifier)
    .max(20)
    .default([])
    .meta(emptyMeans('not-known', 'Its identifiers elsewhere; empty where none has been looked for or found.')),
  notes,
  alternatives,
  citations,
}

export const organization = z
  .strictObject(shape)
  .superRefine(checkAlternatives(shape))
  .refine(({ id, parent }) => parent !== id, {
    path: ['parent'],
    message: message('A body does not belong to itself.', '機構不可隸屬其自身。', '机构不可隶属其自身。'),
  })
  .refine(({ id, successor }) => successor !== id, {
    path: ['successor'],
    message: message('A body does not succeed itself.', '機構不可接替其自身。', '机构不可接替其自身。'),
  })
export type Organization = z.infer<typeof organization>
