import { z } from 'zod'
import { message } from '../../language/messages.ts'
import { checkAlternatives } from '../../model/alternatives.ts'
import { emptyMeans, reference } from '../../model/field-marks.ts'
import { commonFields, localizedText, notes, origins, partialDate, shortText } from '../../model/fields.ts'
import { alternatives, citation, citations } from '../citations.ts'

const outcome = z
  .strictObject({
    value: z.number().min(0).max(1e12).describe('The number that was reached.'),
    asOf: partialDate.describe('The time up to which the source counts.'),
    citation,
  })
  .describe('What was reached, as a source says it.')

const target = z.strictObject({
  title: localizedText,
  origins: origins.optional(),
  operator: z.enum(['>=', '<=', '=', '>', '<']).describe('How what is reached compares with the value.'),
  value: z.number().min(0).max(1e12).describe('The number to be reached.'),
  unit: shortText.describe('What is counted, such as `visits`.'),
  period: partialDate.describe('The year, month or day in which it is to be reached.'),
  actual: outcome.optional().meta(emptyMeans('not-known', 'What was reached; absent where no source tells.')),
})

const shape = {
  ...commonFields,
  title: localizedText,
  origins: origins.optional(),
  section: localizedText.describe('The heading of the paper under which the measure stands.'),
  organizations: z
    .array(reference('organizations'))
    .max(50)
    .default([])
    .meta(emptyMeans('not-known', 'The bodies that carry it out; empty where the paper names none.')),
  domains: z
    .array(reference('domains'))
    .max(50)
    .default([])
    .meta(emptyMeans('not-known', 'The policy domains of the measure; empty where the registry does not know.')),
  regions: z
    .array(reference('regions'))
    .max(50)
    .default([])
    .meta(emptyMeans('not-known', 'The regions that it is about; empty where the paper names none.')),
  targets: z.array(target).max(50).default([]).meta(emptyMeans('none', 'The numbers that the paper sets.')),
  predecessor: reference('measures')
    .nullable()
    .default(null)
    .meta(emptyMeans('not-known', 'The measure of an earlier address that it carries on.')),
  notes,
  alternatives,
  citations,
}

export const measure = z
  .strictObject(shape)
  .superRefine(checkAlternatives(shape))
  .refine(({ id, predecessor }) => predecessor !== id, {
    path: ['predecessor'],
    message: message('A measure does not carry on itself.', '措施不可延續其自身。', '措施不可延续其自身。'),
  })
export type Measure = z.infer<typeof measure>
