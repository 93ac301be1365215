import { and, not, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { versions } from '../database/log-tables.ts'
import type { Language } from '../language/texts.ts'
import { type Facet, partlyKnown, wordsForLack } from '../model/facet.ts'
import { labelFields, labelIn, labelOf } from '../model/labels.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import type { NounName } from '../model/record-name.ts'

/** How many values of a facet are sent. */
export const mostBuckets = 100

/** The conditions of a list, but for those on the field of the named facet. */
type ConditionsExcept = (facet: string) => SQL[]

/**
 * One row of the database's answer: one value of a facet, those beyond the most frequent, or the records without one.
 */
export interface FacetRow {
  facet: string
  kind: 'bucket' | 'other' | 'missing' | 'partial'
  value: string | null
  count: number
  /** The stored record that names the value. */
  body: string | null
}

/** Each record under the conditions with each of its values once, or with null where it has none. */
export function valuesOf(noun: Noun, { value, link }: Facet, conditions: SQL[]): SQL {
  const { table } = noun
  return link
    ? sql`select distinct ${table.id} as id, ${value}::text as value
      from ${table} left join ${link} on ${link.owner} = ${table.id} where ${and(sql`true`, ...conditions)}`
    : sql`select ${table.id} as id, ${value}::text as value from ${table} where ${and(sql`true`, ...conditions)}`
}

/** Joins the stored record that names each value, as `body`, to rows with a column `value`. */
export function withBodies(nouns: Nouns, labels: NounName | undefined, labelled: SQL): SQL {
  const table = labels && nouns.get(labels)?.table
  if (!table) return sql`select labelled.*, null as body from (${labelled}) as labelled`
  return sql`select labelled.*, ${versions.content} as body from (${labelled}) as labelled
    left join ${table} on ${table.id} = labelled.value left join ${versions} on ${versions.versionId} = ${table.versionId}`
}

/** The counts of all these facets, as one JSON array of rows. */
export function facetCounts(nouns: Nouns, noun: Noun, names: string[], conditions: ConditionsExcept): SQL {
  const counts = names.flatMap((name) => {
    const facet = noun.facets[name]
    if (!facet) return []
    const counts = countsOf(noun, name, facet, conditions(name))
    const partly = partlyKnown(facet)
    const parts = partly ? [counts, countPartial(noun, name, facet, partly.whole, conditions(name))] : [counts]
    return [withBodies(nouns, facet.labels, sql.join(parts, sql` union all `))]
  })
  return sql`(select coalesce(json_agg(counts), '[]') from (${sql.join(counts, sql` union all `)}) as counts)`
}

/** How many records have values of a facet that may not be all. */
function countPartial(
  { table }: Noun,
  name: string,
  { value, link }: Facet,
  whole: PgColumn | undefined,
  conditions: SQL[],
): SQL {
  const hasAny = link ? sql`exists (select from ${link} where ${link.owner} = ${table.id})` : sql`${value} is not null`
  return sql`select ${name}::text, 'partial', null, count(*)::int from ${table} where ${and(hasAny, whole ? not(whole) : sql`true`, ...conditions)}`
}

function countsOf(noun: Noun, name: string, facet: Facet, conditions: SQL[]): SQL {
  return sql`select ${name}::text as facet, kind, case when kind = 'bucket' then value end as value, sum(count)::int as count
    from (
      select value, count, case
        when value is null then 'missing'
        when row_number() over (partition by value is null order by count desc, value collate "C") <= ${mostBuckets} then 'bucket'
        else 'other' end as kind
      from (select value, count(*) as count from (${valuesOf(noun, facet, conditions)}) as held group by value) as counted
    ) as ranked group by kind, case when kind = 'bucket' then value end`
}

const bucket = z.strictObject({ value: z.string(), ...labelFields, count: z.int().min(1) })

export const facetAnswer = z
  .record(
    z.string(),
    z.strictObject({
      buckets: z.array(bucket).describe(`The ${mostBuckets} most frequent values, most frequent first.`),
      other: z.int().min(0).describe('The sum of the counts of all further values.'),
      missing: z.int().min(0).describe('How many records have no value.'),
      partial: z.int().min(0).describe('How many records have values that may not be all.'),
    }),
  )
  .describe('By facet, how many records have each value, whatever the filter on that same field says.')
type FacetAnswer = z.infer<typeof facetAnswer>

/** Facets as they are sent, with labels in one language. */
export function toFacets(
  nouns: Nouns,
  noun: Noun,
  names: string[],
  counts: FacetRow[],
  language: Language,
): FacetAnswer {
  return Object.fromEntries(
    names.map((name) => {
      const own = counts.filter(({ facet }) => facet === name)
      const buckets = own
        .flatMap(({ kind, value, count, body }) =>
          kind === 'bucket' && value !== null
            ? [{ value, ...valueLabel(nouns, noun.facets[name], value, body, language), count }]
            : [],
        )
        .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
      const sum = (part: FacetRow['kind']) => own.find(({ kind }) => kind === part)?.count ?? 0
      return [name, { buckets, other: sum('other'), missing: sum('missing'), partial: sum('partial') }]
    }),
  )
}

/** The label of a facet's value: the name of the record that it is the id of, the words for it or for its lack, or the value itself. */
export function valueLabel(
  nouns: Nouns,
  facet: Facet | undefined,
  value: string | null,
  body: string | null,
  language: Language,
) {
  if (value === null) return labelIn(wordsForLack(facet), language, '')
  const labels = facet?.labels && nouns.get(facet.labels)
  return labels ? labelOf(labels, value, body, language) : labelIn(facet?.words?.[value], language, value)
}
