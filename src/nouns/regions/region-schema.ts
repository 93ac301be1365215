import { z } from 'zod'
import { commonFields, identifier, localizedText, origins, reference } from '../../model/fields.ts'
import { citations } from '../citations.ts'

export const region = z.strictObject({
  ...commonFields,
  name: localizedText,
  origins: origins.optional(),
  kind: z.enum(['sar', 'municipality', 'province', 'autonomous-region', 'city', 'district', 'grouping', 'platform']),
  parent: reference('regions').nullable().default(null).describe('The jurisdiction that it lies in.'),
  members: z.array(reference('regions')).max(100).describe('The members of a grouping.'),
  codes: z.array(identifier).max(20).describe('Codes such as `iso-3166-2` and `gb-t-2260`.'),
  citations,
})
export type Region = z.infer<typeof region>
