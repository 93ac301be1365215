import { z } from 'zod'
import { count, partialDate, slug } from '../../../model/fields.ts'
import { labelFields } from '../../../model/labels.ts'
import { langOfLabels } from '../../../model/language-parameters.ts'
import type { Noun } from '../../../model/noun.ts'
import { cursor, encodeCursor } from '../../../model/page-cursor.ts'
import { pageLimit } from '../../../model/page-parameters.ts'
import { citation } from '../../../nouns/citations.ts'
import { asOf } from '../../as-of.ts'

const statuses = ['matched', 'short', 'over', 'not-itemised', 'undeclared', 'conflicting'] as const
export type Status = (typeof statuses)[number]
const bases = ['stated', 'inferred'] as const
export type Basis = (typeof bases)[number]
const measures = ['agreements', 'consensus-areas', 'projects'] as const
export const sorts = ['-gap', 'gap', '-date', 'date'] as const

const several = <const Values extends readonly [string, ...string[]]>(
  values: Values,
  description: string,
  example: Values[number],
) =>
  z
    .array(z.enum(values))
    .min(1)
    .max(10)
    .optional()
    .describe(`${description} Repeat for any of several.`)
    .meta({ example: [example] })

/** The parameters of meetings that choose what is reconciled. */
const meetingParameters = ['mechanism', 'party', 'year'] as const

export function reconciliationQuery({ parameters }: Noun) {
  const filters = meetingParameters.flatMap((name) =>
    parameters[name] ? [[name, parameters[name].schema] as const] : [],
  )
  return z.strictObject({
    ...Object.fromEntries(filters),
    status: several(statuses, 'Only checks that come out so.', 'short'),
    basis: several(bases, 'Only checks whose itemised records are counted on this basis.', 'stated'),
    measure: several(measures, 'Only checks of this number.', 'agreements'),
    sort: z.enum(sorts).default('-gap').describe('`-gap`: most missing first.').meta({ example: '-gap' }),
    limit: pageLimit('Checks a page.'),
    cursor: cursor.optional().meta({
      example: encodeCursor({ order: 'reconciliation -gap', key: '17', id: 'shanghai-2024-04/agreements' }),
    }),
    lang: langOfLabels,
    asOf,
  })
}

export const meetingReconciliationQuery = z.strictObject({
  lang: langOfLabels,
  asOf,
})

const gap = z.int().min(-1e9).max(1e9).describe('Declared less itemised; negative where more is itemised.')
const result = { itemised: count, gap, status: z.enum(['matched', 'short', 'over', 'not-itemised']) }

const claim = z.strictObject({
  value: count.describe('The number that the source states.'),
  scope: z.string().nullable().describe('What the source counts, where it says so.'),
  includesSessionMemorandum: z
    .boolean()
    .describe('Whether the scope says that the memorandum of the session is counted, too.'),
  citation,
  ...result,
  withoutSessionMemorandum: z
    .strictObject(result)
    .optional()
    .describe('The same number against the documents without the memorandum of the session.'),
  withSessionMemorandum: z
    .strictObject(result)
    .optional()
    .describe('The same number against the documents and the memorandum of the session.'),
})

const check = z.strictObject({
  meeting: slug.describe('Id of the meeting.'),
  ...labelFields,
  mechanism: slug.nullable().describe('Id of its mechanism; null outside any.'),
  date: partialDate,
  measure: z.enum(measures),
  status: z
    .enum(statuses)
    .describe('`conflicting`: sources differ on the same scope. `undeclared`: no source states a number.'),
  basis: z
    .enum(bases)
    .describe(
      '`stated`: a source says of each record counted that the number counts it. `inferred`: for some the registry infers it; matched by inference is not matched by statement.',
    ),
  declared: count.nullable().describe('The highest number declared, the memorandum of the session left out.'),
  itemised: z.strictObject({
    counted: count.describe('Records that the declared number counts.'),
    notCounted: count.describe('Records of the meeting beside them: its own memorandum, areas only discussed.'),
    sessionMemoranda: count.describe('Of those, memoranda of the session.'),
  }),
  gap: gap.nullable().describe('Declared less itemised; null where nothing is declared.'),
  claims: z.array(claim),
  href: z.string().describe('The list of all that is itemised.'),
})
export type Check = z.infer<typeof check>

export const reconciliationAnswer = z
  .strictObject({ data: z.array(check), total: count, next: z.string().nullable() })
  .meta({ id: 'Reconciliation' })
export const meetingReconciliationAnswer = z
  .strictObject({ data: z.array(check).describe('One check for each number declared or itemised.') })
  .meta({ id: 'MeetingReconciliation' })
