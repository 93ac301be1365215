import { z } from 'zod'
import {
  commonFields,
  localizedText,
  longText,
  origins,
  partialDate,
  reference,
  shortText,
} from '../../model/fields.ts'
import { citations } from '../citations.ts'

const target = z.strictObject({
  title: localizedText,
  origins: origins.optional(),
  operator: z.enum(['>=', '<=', '=', '>', '<']),
  value: z.number().min(0).max(1e12),
  unit: shortText.describe('What is counted, such as `visits`.'),
  period: partialDate.describe('The year, month or day in which it is to be reached.'),
  actual: z.number().min(0).max(1e12).optional().describe('What was reached, where a source says so.'),
})

export const measure = z.strictObject({
  ...commonFields,
  title: localizedText,
  origins: origins.optional(),
  section: localizedText.describe('The heading of the paper under which the measure stands.'),
  organizations: z.array(reference('organizations')).max(50),
  domains: z.array(reference('domains')).max(50),
  regions: z.array(reference('regions')).max(50),
  targets: z.array(target).max(50),
  notes: longText.optional(),
  citations,
})
export type Measure = z.infer<typeof measure>
