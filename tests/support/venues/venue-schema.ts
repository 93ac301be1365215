import { z } from 'zod'
import { emptyMeans, reference } from '../../../src/model/field-marks.ts'
import { commonFields, localizedText, partialDate } from '../../../src/model/fields.ts'
import { citations } from '../../../src/nouns/citations.ts'

const operator = z.strictObject({
  organization: reference('organizations'),
  role: z.enum(['owner', 'manager']),
  since: partialDate.optional(),
})

export const venue = z.strictObject({
  ...commonFields,
  name: localizedText,
  kind: z.enum(['hall', 'hotel', 'district']),
  opened: partialDate.optional().meta(emptyMeans('not-known', 'When it was opened.')),
  parent: reference('venues').nullable().default(null),
  region: reference('regions').nullable().default(null).meta(emptyMeans('not-known', 'Where it lies.')),
  architect: reference('persons').nullable().prefault(null).meta(emptyMeans('not-known', 'Who designed it.')),
  operators: z.array(operator).max(20).meta(emptyMeans('not-known', 'Who runs it.')),
  neighbours: z.array(reference('venues')).max(20).meta(emptyMeans('known-in-part', 'What is near, never complete.')),
  citations,
})
export type Venue = z.infer<typeof venue>
