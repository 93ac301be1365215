import { z } from 'zod'
import { message } from '../../language/messages.ts'
import { checkAlternatives } from '../../model/alternatives.ts'
import { emptyMeans, reference } from '../../model/field-marks.ts'
import { commonFields, localizedText, notes, origins, partialDate, shortText, side } from '../../model/fields.ts'
import { dayRange } from '../../model/partial-date.ts'
import { classing } from '../../model/support.ts'
import { alternatives, citations, claim } from '../citations.ts'

const lead = z.strictObject({
  side,
  person: reference('persons').optional(),
  name: localizedText.describe('The name as the source has it.'),
  title: localizedText.optional().describe('The post as the source has it.'),
})

const statedDomains = z
  .strictObject({
    domains: z.array(reference('domains')).min(1).max(50).describe('The domains that are named.'),
    exhaustive: z.boolean().describe('False where the list of the source stays open, as one that ends in 等 does.'),
  })
  .describe('The domains that a source names for the documents of the meeting as a whole.')

const shape = {
  ...commonFields,
  mechanism: reference('mechanisms')
    .nullable()
    .default(null)
    .meta(emptyMeans('none', 'Null for an occasion outside any standing mechanism.')),
  parties: z.array(reference('regions')).min(1).max(50).describe('The jurisdictions that met.'),
  kind: classing(
    z
      .enum(['plenary', 'working-meeting', 'forum', 'ceremony', 'visit', 'other'])
      .describe('What kind of occasion it was.'),
  ),
  series: shortText.optional().describe('Which of several numbered series of the mechanism the ordinal counts.'),
  ordinal: z
    .int()
    .min(1)
    .max(1000)
    .nullable()
    .default(null)
    .meta(emptyMeans('not-known', 'The number of the session as stated; null where none is stated.')),
  name: localizedText,
  origins: origins.optional(),
  date: partialDate,
  endDate: partialDate.optional(),
  place: localizedText.optional().meta(emptyMeans('not-known', 'Where it was held.')),
  format: z
    .enum(['in-person', 'video', 'unknown'])
    .meta(emptyMeans('not-known', 'How it was held; `unknown` where no source tells.')),
  leads: z
    .array(lead)
    .max(50)
    .optional()
    .meta(emptyMeans('known-in-part', 'Who led the sides, as far as sources name them.')),
  claims: z
    .array(claim)
    .max(50)
    .optional()
    .meta(emptyMeans('not-known', 'The numbers of documents, areas or projects that sources declare for the meeting.')),
  statedDomains: statedDomains
    .optional()
    .meta(
      emptyMeans(
        'known-in-part',
        'The domains that a source names for the documents of the meeting as a whole; all of them only where `exhaustive`.',
      ),
    ),
  notes,
  alternatives,
  citations,
}

export const meeting = z
  .strictObject(shape)
  .superRefine(checkAlternatives(shape))
  .refine(({ date, endDate }) => !endDate || dayRange(endDate).to >= dayRange(date).from, {
    path: ['endDate'],
    message: message('A meeting does not end before it begins.', '會議結束不得早於開始。', '会议结束不得早于开始。'),
  })
export type Meeting = z.infer<typeof meeting>
