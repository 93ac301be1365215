import { z } from 'zod'
import { count } from '../../../model/fields.ts'
import { labelFields } from '../../../model/labels.ts'
import { langOfLabels } from '../../../model/language-parameters.ts'
import type { Noun } from '../../../model/noun.ts'
import { asOf } from '../../as-of.ts'
import { filterQuery } from '../../list-query.ts'
import { undetermined, undeterminedAnswer } from '../../undetermined.ts'

export const intervals = ['year', 'quarter', 'month'] as const
export type Interval = (typeof intervals)[number]
export const timelineSeries = ['mechanism', 'domain', 'type'] as const

export function timelineQuery(agreements: Noun) {
  return z.strictObject({
    ...filterQuery(agreements),
    interval: z.enum(intervals).default('year').describe('The length of a step.').meta({ example: 'year' }),
    by: z
      .enum(timelineSeries)
      .optional()
      .describe('One line for each value of this field.')
      .meta({ example: 'mechanism' }),
    undetermined,
    lang: langOfLabels,
    asOf,
  })
}

const bucket = z.strictObject({
  period: z.string().describe('`2024`, `2024-Q2` or `2024-04`.').meta({ example: '2024' }),
  count: count.min(1),
  href: z.string().optional().describe('The list of exactly these records; absent where no list filter says the same.'),
})
const line = {
  count: count.describe('All records of the line, with a date or without.'),
  buckets: z.array(bucket).describe('The periods that hold anything, earliest first.'),
  undated: count.describe('Records without a date.'),
  imprecise: count.describe('Records whose date does not say in which period it lies.'),
}

export const timelineAnswer = z
  .strictObject({
    interval: z.enum(intervals),
    by: z.enum(timelineSeries).nullable(),
    series: z.array(
      z.strictObject({
        value: z.string().nullable().describe('Null for the records without a value.'),
        ...labelFields,
        ...line,
      }),
    ),
    totals: z
      .strictObject({ ...line, countedOnce: z.literal(true), statement: z.string() })
      .describe('All records, each once.'),
    undetermined: undeterminedAnswer.optional(),
  })
  .meta({ id: 'Timeline' })
export type Timeline = z.infer<typeof timelineAnswer>
