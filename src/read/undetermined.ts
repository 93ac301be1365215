import type { SQL } from 'drizzle-orm'
import { z } from 'zod'
import { type Texts, texts } from '../language/texts.ts'
import { count } from '../model/fields.ts'
import { type ListFilters, unknowns } from '../model/list-filters.ts'
import type { Noun } from '../model/noun.ts'
import { parametersGiven } from '../model/parameter.ts'
import { ValidationProblem, type Violation } from '../problems/problems.ts'

/** How many records a query leaves neither kept nor rejected, and how many of these because of each parameter. */
export interface Undetermined {
  count: number
  by: { parameter: string; count: number }[]
  /** Whether only the newest matches of a search were looked at, and there are more. */
  lowerBound?: true
}

/** The numbers of undetermined records as one JSON array, and how it is read. */
export interface UndeterminedPlan {
  counts: SQL
  read: (numbers: number[]) => Undetermined
}

/** The parameters that say what becomes of undetermined records. */
export function unknownQuery({ parameters }: Noun) {
  const names = z
    .array(z.enum(Object.keys(parameters) as [string, ...string[]]))
    .min(1)
    .max(50)
    .optional()
    .meta({ example: [Object.keys(parameters)[0]] })
  return {
    unknown: z
      .enum(unknowns)
      .default('leave-out')
      .describe(
        'What becomes of the records of which the registry does not know whether they fit: `leave-out` lists those that fit for certain, `include` lists both, `only` lists these alone and needs a filter.',
      )
      .meta({ example: 'leave-out' }),
    unknownOf: names.describe(
      'With `unknown=only`: the records that are not known to meet these parameters of the query.',
    ),
    knownOf: names.describe('With `unknown`: these parameters of the query have to be met for certain.'),
  }
}

export const undetermined = z
  .enum(['count', 'none'])
  .default('count')
  .describe('`none` saves the counting of the records of which it is not known whether they fit.')
  .meta({ example: 'count' })

const href = z.string().describe('The list of exactly these records.')

export const undeterminedAnswer = z
  .strictObject({
    count: count.describe('How many records the query leaves neither kept nor rejected.'),
    href: href.optional().describe('The list of exactly these records; absent where there is none.'),
    by: z
      .array(z.strictObject({ parameter: z.string(), count: count.min(1), href }))
      .describe('How many of them are not known to meet each parameter. One record may stand under several.'),
    lowerBound: z.literal(true).optional().describe('Only the newest matches of a search were looked at.'),
  })
  .describe(
    'The records of which the registry does not know whether they fit, because it does not know the field that is asked for, or not all of it.',
  )

/** The query for the undetermined records themselves, whatever the query does with them. */
export function onlyUndetermined<Query extends ListFilters>(query: Query): Query {
  return { ...query, unknown: 'only', unknownOf: undefined }
}

/** Refuses a query about undetermined records that names no filter, or parameters that it does not give. */
export function refuseAimless({ parameters }: Noun, query: ListFilters): void {
  const { unknown, unknownOf = [], knownOf = [] } = query
  if (unknown !== 'only' && unknownOf.length === 0 && knownOf.length === 0) return
  const given = parametersGiven(parameters, query).map(([name]) => name)
  const violations: Violation[] = []
  const refuse = (parameter: string, detail: Texts) => violations.push({ parameter, detail })
  if (unknown === 'only' && given.length === 0) refuse('unknown', wordings.aimless)
  if (unknownOf.length > 0 && unknown !== 'only') refuse('unknownOf', wordings.withOnly)
  for (const [parameter, names] of Object.entries({ unknownOf, knownOf }))
    for (const name of names) if (!given.includes(name)) refuse(parameter, wordings.notGiven(name))
  if (violations.length > 0) throw new ValidationProblem(violations)
}

const wordings = {
  aimless: texts(
    'Without a filter there is nothing that could be unknown: give a filter with `only`.',
    '沒有篩選條件便無所謂未知：`only` 須連同篩選條件使用。',
    '没有筛选条件便无所谓未知：`only` 须连同筛选条件使用。',
  ),
  withOnly: texts('This is for `unknown=only`.', '只可連同 `unknown=only` 使用。', '只可连同 `unknown=only` 使用。'),
  notGiven: (name: string) =>
    texts(`The query has no parameter \`${name}\`.`, `查詢中沒有參數 \`${name}\`。`, `查询中没有参数 \`${name}\`。`),
}
