import { z } from 'zod'
import { partialDate, slug } from '../../../model/fields.ts'
import { labelFields } from '../../../model/labels.ts'
import { langOfLabels } from '../../../model/language-parameters.ts'
import { asOf } from '../../as-of.ts'

export const continuityQuery = z.strictObject({
  from: slug
    .optional()
    .describe('The earlier session; without it the one before `to` that has consensus areas.')
    .meta({ example: 'shanghai-2021-08' }),
  to: slug
    .optional()
    .describe('The later session; without it the last that has consensus areas.')
    .meta({ example: 'shanghai-2024-04' }),
  lang: langOfLabels,
  asOf,
})

const named = { id: slug, ...labelFields, href: z.string() }
const area = z.strictObject({
  ...named,
  possible: z
    .array(z.strictObject(named))
    .describe('Up to 20 documents of the same meeting or later that share a domain with it, and so may carry it out.'),
})
const count = z.int().min(0).max(100_000)

const session = z
  .strictObject({
    meeting: slug.describe('Id of the meeting.'),
    ...labelFields,
    date: partialDate,
    declared: count.nullable().describe('The highest number of areas that a source declares.'),
    itemised: count,
    incomplete: z.boolean().describe('Whether more areas are declared than itemised.'),
  })
  .nullable()

const thread = z.strictObject({
  domain: slug.describe('Id of the domain.'),
  ...labelFields,
  from: z.array(area).describe('The areas of the earlier session in this domain.'),
  to: z.array(area).describe('The areas of the later session in this domain.'),
  lastBefore: slug.nullable().describe('The last session before `from` with an area in this domain.'),
  certain: z
    .boolean()
    .describe(
      'False where the list of the session in which the domain is absent is known to be incomplete: it may only not be itemised.',
    ),
})

export const continuityAnswer = z
  .strictObject({
    mechanism: slug.describe('Id of the mechanism.'),
    from: session,
    to: session,
    wentOn: z.array(thread).describe('In both sessions.'),
    began: z.array(thread).describe('In the later session, and in none up to the earlier.'),
    lapsed: z.array(thread).describe('In the earlier session and not in the later.'),
    cameBack: z
      .array(thread)
      .describe('In the later session and in one before the earlier, but not in the earlier itself.'),
    statement: z.string(),
  })
  .meta({ id: 'Continuity' })
export type Continuity = z.infer<typeof continuityAnswer>
