import { z } from 'zod'
import { type CitationFormat, citationFormats } from '../formats/citations.ts'
import type { Language } from '../language/texts.ts'
import { dateMatch } from '../model/date-parameters.ts'
import { langOfLabels } from '../model/language-parameters.ts'
import type { besideFilters, ListFilters } from '../model/list-filters.ts'
import type { Noun } from '../model/noun.ts'
import { type Cursor, cursor, encodeCursor } from '../model/page-cursor.ts'
import { pageLimit } from '../model/page-parameters.ts'
import { asOf } from './as-of.ts'
import { referencePaths } from './include.ts'
import { undetermined, unknownQuery } from './undetermined.ts'

/** The parameters by which records of a noun are chosen. */
export function filterQuery(noun: Noun) {
  const filters = Object.fromEntries(Object.entries(noun.parameters).map(([name, { schema }]) => [name, schema]))
  const beside = {
    dateMatch,
    ...unknownQuery(noun),
    q: z
      .string()
      .max(longestQuery)
      .optional()
      .describe(
        'Full text, in any script: a name as it stands anywhere, or words, all of which must match; `"…"` is a phrase, `-` excludes, `OR` or `|` stands between alternatives, brackets group, a year, month or day (`26 April 2024`) is also met by the date of a record. Best first, unless `sort` is given.',
      )
      .meta({ example: noun.example.q }),
  } satisfies Record<(typeof besideFilters)[number], z.ZodType>
  return { ...filters, ...beside }
}

/** The formats in which the records of a list are offered to be taken away. */
export const downloadFormats = ['json', 'ndjson', 'csv', 'xlsx'] as const
/** All but `json` give the whole list. */
const formatsOfEveryList = [...downloadFormats, 'atom'] as const
export type WholeFormat = Exclude<(typeof formatsOfEveryList)[number], 'json'> | CitationFormat
/** The formats of the lists of a noun. */
export const formatsOfList = ({ citable }: Noun) =>
  [...formatsOfEveryList, ...(citable ? citationFormats : [])] as const

/** The formats of one record of a noun. */
export const formatsOfRecord = ({ jsonLd, citable }: Noun) =>
  ['json', ...(jsonLd ? (['jsonld'] as const) : []), ...(citable ? citationFormats : [])] as const

/** The most characters of a search as it is written; what it may come to is bounded after it was read. */
export const longestQuery = 2_000

const total = z
  .enum(['exact', 'none'])
  .default('exact')
  .describe('`none` saves the counting.')
  .meta({ example: 'exact' })

/** The parameters of every list of a noun, and the noun's own filters. */
export function listQuery(noun: Noun) {
  const sorts = Object.keys(noun.sorts).flatMap((name) => [name, `-${name}`])
  return z.strictObject({
    ...filterQuery(noun),
    limit: pageLimit('Records a page.'),
    cursor: cursor.optional().meta({ example: exampleCursor(noun) }),
    undetermined,
    total,
    sort: z
      .enum(sorts as [string, ...string[]])
      .optional()
      .describe(
        `\`-\` for descending; ties are broken by id. Without it \`${noun.defaultSort}\`, or by relevance where \`q\` is given.`,
      )
      .meta({ example: noun.defaultSort }),
    format: z
      .enum(formatsOfList(noun))
      .optional()
      .describe(
        'Without it `Accept`. All but `json` give the whole list, and refuse `limit` and `cursor`. `atom` is a feed, which begins with what changed last unless `sort` is given.',
      )
      .meta({ example: 'json' }),
    ...facetsOf(noun),
    fields: fieldsOf(noun),
    include: includeOf(noun),
    lang: langOfLabels,
    asOf,
  })
}

/** A cursor that a client could have been given: somewhere in the list in its usual order. */
function exampleCursor(noun: Noun): string {
  const type = noun.sorts[noun.defaultSort.replace(/^-/, '')]?.type
  return encodeCursor({
    order: noun.defaultSort,
    key: type === 'date' ? '2024-04-26' : noun.example.id,
    id: noun.example.id,
  })
}

function facetsOf(noun: Noun) {
  const names = Object.keys(noun.facets)
  if (names.length === 0) return {}
  const facets = z
    .array(z.enum(names as [string, ...string[]]))
    .min(1)
    .max(20)
    .optional()
    .describe('Counts the values of these fields beside the page. Repeat for more.')
    .meta({ example: [names[0]] })
  return { facets }
}

export function fieldsOf(noun: Noun) {
  const names = Object.keys(noun.stored.shape)
  return z
    .array(z.enum(names as [string, ...string[]]))
    .min(1)
    .max(50)
    .optional()
    .describe('Only these top-level fields. Repeat for more.')
    .meta({ example: ['id'] })
}

export function includeOf(noun: Noun) {
  const paths = [...referencePaths(noun.schema).keys()]
  return z
    .array(z.enum(paths as [string, ...string[]]))
    .min(1)
    .max(20)
    .optional()
    .describe('Adds the records that these fields refer to, under `included`. Repeat for more.')
    .meta({ example: [paths[0]] })
}

/** A list query as validation leaves it. */
export type ListQuery = ListFilters & {
  q?: string
  limit: number
  cursor?: Cursor
  total: z.infer<typeof total>
  undetermined?: z.infer<typeof undetermined>
  sort?: string
  format?: WholeFormat | 'json'
  fields?: string[]
  include?: string[]
  facets?: string[]
  lang?: Language
  asOf?: string
}

/** The settings of a list by default, for the lists that the service itself asks for. */
export const usualQuery = { total: total.parse(undefined), dateMatch: dateMatch.parse(undefined) }

/** A query without what only says how its records are shown. */
export const withoutShowing = ({ fields, include, lang, format, ...query }: ListQuery) => query

/** A query without that and without what chooses a page: what its total depends on. */
export function withoutPaging(query: ListQuery) {
  const { limit, cursor, sort, facets, asOf, ...choosing } = withoutShowing(query)
  return choosing
}
