import { z } from 'zod'
import {
  commonFields,
  localizedText,
  longText,
  origins,
  partialDate,
  reference,
  shortText,
  side,
} from '../../model/fields.ts'
import { citations, claim } from '../citations.ts'

const lead = z.strictObject({
  side,
  name: localizedText,
  title: localizedText.optional(),
})

const statedDomains = z
  .strictObject({
    domains: z.array(reference('domains')).min(1).max(50),
    exhaustive: z.boolean().describe('False where the list of the source stays open, as one that ends in 等 does.'),
  })
  .describe('The domains that a source names for the documents of the meeting as a whole.')

export const meeting = z.strictObject({
  ...commonFields,
  mechanism: reference('mechanisms')
    .nullable()
    .default(null)
    .describe('Null for an occasion outside any standing mechanism.'),
  parties: z.array(reference('regions')).min(1).max(50),
  kind: z.enum(['plenary', 'working-meeting', 'forum', 'ceremony', 'visit', 'other']),
  series: shortText.optional().describe('Which of several numbered series of the mechanism the ordinal counts.'),
  ordinal: z
    .int()
    .min(1)
    .max(1000)
    .nullable()
    .describe('The number of the session as stated; null where none is stated.'),
  name: localizedText,
  origins: origins.optional(),
  date: partialDate,
  endDate: partialDate.optional(),
  place: localizedText.optional(),
  format: z.enum(['in-person', 'video', 'unknown']),
  leads: z.array(lead).max(50).optional(),
  claims: z.array(claim).max(50).optional(),
  statedDomains: statedDomains.optional(),
  notes: longText.optional(),
  citations,
})
export type Meeting = z.infer<typeof meeting>
