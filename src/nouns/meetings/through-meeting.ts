import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { meetings } from '../../database/noun-tables.ts'
import type { Known } from '../../model/known.ts'
import type { Parameter, Parameters } from '../../model/parameter.ts'

/**
 * Takes filters of meetings over to what was done at a meeting, whose id stands in a column. Nothing else that they say
 * of their own row is taken along: columns and days of meetings are none of that record.
 */
export function throughMeeting(meeting: PgColumn, parameters: Parameters): Parameters {
  const carried = Object.entries(parameters).map(([name, parameter]): [string, Parameter] => {
    const { schema, references, takesNone, condition, known, facet } = parameter
    return [
      name,
      {
        schema,
        references,
        takesNone,
        looksAt: 'links',
        condition: (value, query) => atMeeting(meeting, condition(value, query)),
        known: knownThroughMeeting(meeting, known),
        facet: facet && facetThroughMeeting(meeting, facet),
      },
    ]
  })
  return Object.fromEntries(carried)
}

function atMeeting(meeting: PgColumn, condition: SQL | undefined): SQL | undefined {
  return condition && sql`exists (select from ${meetings} where ${and(eq(meetings.id, meeting), condition)})`
}

function knownThroughMeeting(meeting: PgColumn, known: Known): Known {
  if (known.empty === 'none') return known
  return { ...known, open: (value, query) => atMeeting(meeting, known.open(value, query)) }
}

/** Counts a value of the meeting; those of links are not counted. */
function facetThroughMeeting(
  meeting: PgColumn,
  { value, link, ...facet }: NonNullable<Parameter['facet']>,
): Parameter['facet'] {
  if (link) return undefined
  return { ...facet, value: sql`(select ${value} from ${meetings} where ${meetings.id} = ${meeting})`, elsewhere: true }
}
