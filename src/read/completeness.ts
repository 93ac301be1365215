import { z } from 'zod'
import type { Language } from '../language/texts.ts'
import { count } from '../model/fields.ts'
import type { ListFilters } from '../model/list-filters.ts'
import type { Noun } from '../model/noun.ts'
import { statementOf } from './completeness-words.ts'
import { hrefOf } from './hrefs.ts'
import { onlyUndetermined, type Undetermined, undeterminedAnswer } from './undetermined.ts'

/** The number of records that sources declare and a list lacks: at least so many, and whether there may be more. */
export interface Missing {
  missing: number
  open: boolean
  /** How many records under the other filters have it recorded whether they took effect, and how many do not. */
  effect?: { recorded: number; unknown: number } | null
}

/** The counts of a whole list, whichever page of it is asked for. */
export interface Counted {
  total?: number
  completeness?: Missing
  undetermined?: Undetermined
  /** How far the sources were read. */
  readUntil?: string
}

export const completenessAnswer = z
  .strictObject({
    known: count.describe('How many records the registry has under the filters.'),
    knownMissing: count
      .optional()
      .describe('How many more there are at least, by what sources declare; absent where sources declare no numbers.'),
    openEnded: z.boolean().optional().describe('Whether there may be more than that.'),
    statement: z.string().describe('The same in words.').meta({ example: 'at least 44' }),
    undetermined: undeterminedAnswer.optional(),
    readUntil: z.iso
      .date()
      .optional()
      .describe('How far the sources were read; what is later has not been looked for.'),
  })
  .describe(
    'What the answer does not know. Absent with `total=none`; for most nouns it stands only where a filter leaves records undetermined.',
  )
type Completeness = z.infer<typeof completenessAnswer>

/** The completeness of a list as it is sent; undefined where nothing was counted. */
export function toCompleteness(
  noun: Noun,
  query: ListFilters,
  { total, completeness, undetermined, readUntil }: Counted,
  language: Language,
): Completeness | undefined {
  if (total === undefined || !(noun.completeness || undetermined || (total === 0 && readUntil))) return undefined
  const statement = statementOf(
    { known: total, missing: completeness, undetermined: undetermined?.count ?? 0, readUntil, unknown: query.unknown },
    language,
  )
  return {
    known: total,
    ...(completeness && { knownMissing: completeness.missing, openEnded: completeness.open }),
    statement,
    ...(query.undetermined !== 'none' && { undetermined: toUndeterminedAnswer(noun, query, undetermined) }),
    ...(readUntil && { readUntil }),
  }
}

/** The counts of undetermined records, with the lists of them. */
export function toUndeterminedAnswer(
  noun: Noun,
  query: ListFilters,
  undetermined: Undetermined = { count: 0, by: [] },
): z.infer<typeof undeterminedAnswer> {
  const { count, by, lowerBound } = undetermined
  const only = onlyUndetermined(query)
  return {
    count,
    ...(count > 0 && { href: hrefOf(noun, only) }),
    by: by.flatMap(({ parameter, count }) =>
      count > 0 ? [{ parameter, count, href: hrefOf(noun, { ...only, unknownOf: [parameter] }) }] : [],
    ),
    ...(lowerBound && { lowerBound }),
  }
}
