import { z } from 'zod'
import { count } from '../../../model/fields.ts'
import { labelFields } from '../../../model/labels.ts'
import { langOfLabels } from '../../../model/language-parameters.ts'
import type { Noun } from '../../../model/noun.ts'
import { asOf } from '../../as-of.ts'
import { filterQuery } from '../../list-query.ts'
import { mostMatches } from '../../search/newest-matches.ts'
import { undetermined, undeterminedAnswer } from '../../undetermined.ts'
import { dimensions } from '../axis-words.ts'

export const matrixMeasures = ['agreements', 'meetings', 'consensus-areas'] as const

export function matrixQuery(agreements: Noun) {
  return z.strictObject({
    ...filterQuery(agreements),
    rows: z
      .enum(dimensions)
      .default('mechanism')
      .describe('The field that makes the rows.')
      .meta({ example: 'mechanism' }),
    columns: z
      .enum(dimensions)
      .default('domain')
      .describe('The field that makes the columns.')
      .meta({ example: 'year' }),
    measure: z
      .enum(matrixMeasures)
      .default('agreements')
      .describe('What is counted. Meetings and consensus areas have only some of the fields and filters.')
      .meta({ example: 'agreements' }),
    undetermined,
    lang: langOfLabels,
    asOf,
    format: z.enum(['json', 'csv']).optional().describe('Without it `Accept` decides.').meta({ example: 'json' }),
  })
}

const value = z.string().nullable().describe('Null for the records without a value.')
const lowerBound = z
  .boolean()
  .describe(
    `Whether there are more than is counted here: sources declare more, or \`q\` finds more than the newest ${mostMatches} records.`,
  )
const href = z
  .string()
  .optional()
  .describe('The list of exactly the records that are counted; absent where no list filter says the same.')
const head = z.strictObject({ value, ...labelFields, count, lowerBound, href })
const cell = z.strictObject({ row: value, column: value, count, lowerBound, href })

export const matrixAnswer = z
  .strictObject({
    measure: z.enum(matrixMeasures),
    dimensions: z.strictObject({ rows: z.enum(dimensions), columns: z.enum(dimensions) }),
    rows: z.array(head),
    columns: z.array(head),
    cells: z.array(cell).describe('The cells that hold anything.'),
    totals: z.strictObject({ count, lowerBound, href, countedOnce: z.literal(true), statement: z.string() }),
    undetermined: undeterminedAnswer.optional(),
  })
  .meta({ id: 'Matrix' })
export type Matrix = z.infer<typeof matrixAnswer>
