import { gte, lte, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { isCertain, type ListFilters } from './list-filters.ts'
import { type Days, type Parameters, parametersGiven } from './parameter.ts'

/** The days between which all records are ordered that the parameters keep. */
export function daysOf(parameters: Parameters, query: ListFilters, exceptFacet?: string): Days {
  const within: Days = {}
  for (const [name, { days, facet, known }, value] of parametersGiven(parameters, query)) {
    if (!days || (exceptFacet && facet?.name === exceptFacet)) continue
    if (known.empty !== 'none' && !isCertain(query, name)) continue
    const { from, to } = days(value as never)
    if (from && from > (within.from ?? '')) within.from = from
    if (to && to < (within.to ?? '9')) within.to = to
  }
  return within
}

/** That a day lies within a stretch. */
export function between(day: PgColumn, { from, to }: Days): SQL[] {
  return [...(from ? [gte(day, from)] : []), ...(to ? [lte(day, to)] : [])]
}
