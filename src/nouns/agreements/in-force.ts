import { and, inArray, type SQL, sql } from 'drizzle-orm'
import { citations } from '../../database/link-tables.ts'
import { agreements, sources } from '../../database/noun-tables.ts'
import { lastDaySpokenOf } from '../../log/editions.ts'
import { day } from '../../model/fields.ts'
import type { ListFilters } from '../../model/list-filters.ts'
import type { Parameter } from '../../model/parameter.ts'
import { endedStatuses } from './agreement-schema.ts'

// Whether a document was in force on a day, by its dates and by the status that sources state. A document that neither
// settles is undetermined.

const { id, status, signedFrom, signedTo, effectiveFrom, effectiveTo } = agreements
const { expiresFrom, expiresTo, endedFrom, endedTo, renewsItself } = agreements

/** The last day of publication of the sources that are cited for the status. */
const statusDay = sql`(
  select max(${sources.publishedTo}) from ${citations} join ${sources} on ${sources.id} = ${citations.source}
  where ${citations.noun} = 'agreements' and ${citations.id} = ${id}
    and (${citations.fields} is null or ${citations.fields} @> '["/status"]'))`

const hasEnded = inArray(status, endedStatuses)
const isInEffect = sql`${status} = 'in-effect'`

/** The dates as `dateMatch` settles them. */
function datesOf({ dateMatch = 'possible' }: ListFilters) {
  return dateMatch === 'possible'
    ? { signed: signedFrom, effective: effectiveFrom, expires: expiresTo, ended: endedTo }
    : { signed: signedTo, effective: effectiveTo, expires: expiresFrom, ended: endedFrom }
}

/** Before the signing or the effect, after the end, or on a day by which a source says that it had ended. */
function isOutside(on: string, query: ListFilters): SQL {
  const { signed, effective, expires, ended } = datesOf(query)
  return sql`(coalesce(${signed} > ${on}, false) or coalesce(${effective} > ${on}, false) or coalesce(${ended} < ${on}, false)
    or (not ${renewsItself} and coalesce(${expires} < ${on}, false))
    or (${hasEnded} and coalesce(${statusDay} <= ${on}, false)))`
}

function isWithin(on: string, query: ListFilters): SQL {
  const { effective, expires, ended } = datesOf(query)
  const hasBegun = sql`(coalesce(${effective} <= ${on}, false) or (${isInEffect} and coalesce(${statusDay} <= ${on}, false)))`
  // Without an end, it goes on as far as sources were read.
  const lasts = sql`case
    when ${ended} is not null then ${ended} >= ${on}
    when ${hasEnded} then ${status} = 'expired' and coalesce(${expires} >= ${on}, false)
    when ${expires} is not null then ${expires} >= ${on}
    else coalesce(${lastDaySpokenOf} >= ${on}, false) or (${isInEffect} and coalesce(${statusDay} >= ${on}, false)) end`
  return sql`(${hasBegun} and ${lasts})`
}

export const inForceOn: Record<string, Parameter> = {
  inForceOn: {
    schema: day
      .optional()
      .describe(
        'In force on this day: after its effect and before its end, by its dates or by a source that says so. Before the signing and after the end it was not; what neither says is undetermined.',
      )
      .meta({ example: '2024-06-30' }),
    condition: (on: string, query) => and(sql`not ${isOutside(on, query)}`, isWithin(on, query)),
    known: {
      field: 'effectiveOn',
      empty: 'not-known',
      open: (on: string, query) => sql`not ${isOutside(on, query)}`,
    },
    looksAt: 'links',
  },
}
