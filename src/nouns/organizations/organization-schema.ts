import { z } from 'zod'
import {
  commonFields,
  identifier,
  localizedText,
  longText,
  origins,
  partialDate,
  reference,
  side,
} from '../../model/fields.ts'
import { citations } from '../citations.ts'

export const organization = z.strictObject({
  ...commonFields,
  name: localizedText,
  origins: origins.optional(),
  formerNames: z
    .array(z.strictObject({ name: localizedText, origins: origins.optional(), until: partialDate.optional() }))
    .max(50)
    .optional()
    .describe('Earlier names, and other forms of the name that a source uses.'),
  abbreviation: z.string().min(1).max(50).optional(),
  kind: z.enum([
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
  ]),
  side,
  region: reference('regions').nullable().default(null),
  parent: reference('organizations').nullable().default(null).describe('The body that it belongs to.'),
  successor: reference('organizations').optional().describe('The body that took over its duties.'),
  covers: z.array(reference('regions')).max(100).describe('For an office: the regions that it looks after.'),
  opened: partialDate.optional(),
  identifiers: z.array(identifier).max(20),
  notes: longText.optional(),
  citations,
})
export type Organization = z.infer<typeof organization>
