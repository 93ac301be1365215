import type { Noun } from '../../model/noun.ts'
import type { ListFilters } from '../../model/parameters.ts'
import { countedFacets } from './count-table.ts'
import { countedDays, dayNumbers } from './days.ts'

export type CountedFilter = ValueFilter | DayFilter

/** A filter on the values of a facet: keeps records with any of the values, all of them, or none of them. */
export interface ValueFilter {
  facet: string
  keeps: 'any' | 'all' | 'none'
  values: string[]
  /** Whether having no value counts as one of the values. */
  orMissing: boolean
}

/** A filter on days: keeps records whose day in that column lies between two numbers of days. */
export interface DayFilter {
  column: string
  first: number
  last: number
}

/**
 * The filters of a query whose answer also needs these facets. Undefined where the query filters by more than values of
 * facets and days, so that only the database can count.
 */
export function countableFilters(
  noun: Noun,
  query: ListFilters & { q?: string },
  neededFacets: string[],
): CountedFilter[] | undefined {
  const facets = new Set(countedFacets(noun).map(([name]) => name))
  const dayColumns = countedDays(noun)
  if (query.q !== undefined || !neededFacets.every((name) => facets.has(name))) return undefined
  const filters: CountedFilter[] = []
  for (const [name, { facet, counted, bound }] of Object.entries(noun.parameters)) {
    const given = query[name]
    if (given === undefined) continue
    const column = bound?.columns[query.dateMatch ?? 'possible'].name
    if (bound && column && dayColumns.has(column)) {
      filters.push({ column, ...dayNumbers(bound.days(String(given))) })
      continue
    }
    if (!counted || !facet || !facets.has(facet)) return undefined
    const values = [...new Set([given].flat().map(String))]
    const orMissing = counted.none === true && values.includes('none')
    filters.push({ facet, keeps: counted.keeps, values, orMissing })
  }
  return filters
}
