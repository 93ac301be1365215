import { asksOnlyForNone, type OpenInMemory } from '../../model/known.ts'
import { isCertain, type ListFilters, type unknowns } from '../../model/list-filters.ts'
import type { Noun } from '../../model/noun.ts'
import { type CountedBy, type Parameter, parametersGiven } from '../../model/parameter.ts'
import { countedFacets } from './count-table.ts'
import { countedDays, dayNumbers } from './days.ts'

export type CountedFilter = ValueFilter | DayFilter

/** A filter on the values of a facet: keeps records with any of the values, all of them, or none of them. */
export interface ValueFilter {
  facet: string
  keeps: 'any' | 'all' | 'none'
  values: string[]
  /** Whether having no value counts as having these. */
  orMissing: boolean
  /** Whether all records count as having these, or those of which this column does not say that all values are known. */
  orOpen?: 'all' | { whole: string }
}

/** A filter on days: keeps records whose day in that column lies between two numbers of days. */
export interface DayFilter {
  column: string
  first: number
  last: number
  /** Whether records without a day are kept, too. */
  orMissing: boolean
}

/**
 * A parameter of a query: the filter that keeps records for certain and, if some are undetermined, the one that keeps
 * all that may fit.
 */
export interface CountedParameter {
  name: string
  kept: CountedFilter
  notRejected?: CountedFilter
}

/** The filters of a query, and whether records count that they neither keep nor reject. */
export interface CountedFilters {
  unknown: (typeof unknowns)[number]
  unknownOf?: string[]
  parameters: CountedParameter[]
}

/**
 * The filters of a query whose answer also needs these facets. Undefined where the query filters by more than values of
 * facets and days, so that only the database can count.
 */
export function countableFilters(
  noun: Noun,
  query: ListFilters & { q?: string },
  neededFacets: string[],
): CountedFilters | undefined {
  const facets = new Set(countedFacets(noun).map(([name]) => name))
  const dayColumns = countedDays(noun)
  if (query.q !== undefined || !neededFacets.every((name) => facets.has(name))) return undefined
  const { unknown = 'leave-out', unknownOf } = query
  const parameters: CountedParameter[] = []
  for (const [name, parameter, given] of parametersGiven(noun.parameters, query)) {
    const { facet, counted, bound } = parameter
    const column = bound?.columns[query.dateMatch ?? 'possible'].name
    const filters =
      bound && column && dayColumns.has(column)
        ? dayFilters(column, parameter, String(given))
        : counted && facet && facets.has(facet.name) && valueFilters(facet.name, counted, given)
    if (!filters) return undefined
    const { kept, notRejected } = filters
    const mayBeOpen = notRejected && !isCertain({ ...query, unknown: 'only' }, name)
    parameters.push({ name, kept, ...(mayBeOpen && { notRejected }) })
  }
  return { unknown, ...(unknownOf && { unknownOf }), parameters }
}

type Filters = Omit<CountedParameter, 'name'>

function dayFilters(column: string, { bound, known }: Parameter, date: string): Filters | undefined {
  const kept = { column, ...dayNumbers(bound?.days(date) ?? {}), orMissing: false }
  return { kept, ...(known.empty !== 'none' && { notRejected: { ...kept, orMissing: true } }) }
}

function valueFilters(facet: string, { keeps, none = false, open }: CountedBy, given: unknown): Filters {
  const values = [...new Set([given].flat().map(String))]
  const asWritten: ValueFilter = { facet, keeps, values, orMissing: none && values.includes('none') }
  const orOpen = open && !asksOnlyForNone(values) ? openedBy(asWritten, open) : undefined
  if (!orOpen) return { kept: asWritten }
  return keeps === 'none' ? { kept: orOpen, notRejected: asWritten } : { kept: asWritten, notRejected: orOpen }
}

/** The filter for which a record counts as having the values where it may have them. */
function openedBy(filter: ValueFilter, open: OpenInMemory): ValueFilter | undefined {
  if ('lacking' in open) return { ...filter, orMissing: true }
  if ('always' in open) return { ...filter, orOpen: 'all' }
  if ('whole' in open) return { ...filter, orOpen: { whole: open.whole.name } }
  const words = open.words(filter.values)
  return words.length > 0 ? { ...filter, values: [...filter.values, ...words] } : undefined
}
