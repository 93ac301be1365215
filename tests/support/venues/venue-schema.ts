import { z } from 'zod'
import { commonFields, localizedText, partialDate, reference } from '../../../src/model/fields.ts'
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
  opened: partialDate.optional(),
  parent: reference('venues').nullable().default(null),
  region: reference('regions').nullable().default(null),
  operators: z.array(operator).max(20),
  neighbours: z.array(reference('venues')).max(20),
  citations,
})
export type Venue = z.infer<typeof venue>
