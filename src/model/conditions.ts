import { and, or, type SQL, sql } from 'drizzle-orm'
import { isCertain, type ListFilters } from './list-filters.ts'
import { type Filters, openOf, outside, parametersGiven } from './parameter.ts'

// The three answers of a filter to a record, by Kleene's logic: kept, rejected, or undetermined, where the registry
// does not know enough. Several filters keep a record that each keeps, and reject one that any rejects.

/** One filter of a query, for the database. */
interface FilterGiven {
  name: string
  kept: SQL
  /** True where it does not keep a record, known or not. */
  isNotKept: SQL
  /** True where a record may fit that does not say so; absent where all records say whether they do. */
  open?: SQL | undefined
}

function filtersOf(parameters: Filters, query: ListFilters, exceptFacet?: string): FilterGiven[] {
  return parametersGiven(parameters, query).flatMap(([name, parameter, value]) => {
    if (exceptFacet && parameter.facet?.name === exceptFacet) return []
    const kept = parameter.condition(value as never, query)
    return kept ? { name, kept, isNotKept: outside(parameter, kept), open: openOf(parameter, value, query) } : []
  })
}

const isNotRejected = ({ kept, open }: FilterGiven) => sql`(${kept} or ${open})`

/**
 * The conditions of all parameters that a query gives. Without the undetermined records, those that filter the named facet
 * are left out; the undetermined records alone are what they are by all their filters.
 */
export function conditionsOf(parameters: Filters, query: ListFilters, exceptFacet?: string): SQL[] {
  if (query.unknown === 'only') return undeterminedConditions(parameters, query)
  return filtersOf(parameters, query, exceptFacet).map((filter) =>
    filter.open && !isCertain(query, filter.name) ? isNotRejected(filter) : filter.kept,
  )
}

/** The conditions of being undetermined: no filter rejects the record, and one does not know. */
function undeterminedConditions(parameters: Filters, query: ListFilters): SQL[] {
  const filters = filtersOf(parameters, query)
  const open = filters.filter((filter) => filter.open && !isCertain({ ...query, unknown: 'only' }, filter.name))
  const certain = filters.filter((filter) => !open.includes(filter)).map(({ kept }) => kept)
  const [only] = open
  if (!only?.open) return [sql`false`]
  const asked = query.unknownOf?.map((name) => open.find((filter) => filter.name === name))
  if (open.length === 1 && (asked ?? [only]).every((filter) => filter === only))
    return [...certain, only.open, only.isNotKept]
  const lacking = asked
    ? and(...asked.map((filter) => filter?.isNotKept ?? sql`false`))
    : or(...open.map(({ isNotKept }) => isNotKept))
  return [...certain, ...open.map(isNotRejected), ...(lacking ? [lacking] : [])]
}

/** The parameters of a query for which a record may be undetermined. */
export function openParameters(parameters: Filters, query: ListFilters): string[] {
  const only = { ...query, unknown: 'only' } as const
  return filtersOf(parameters, query).flatMap(({ name, open }) => (open && !isCertain(only, name) ? name : []))
}

/** For each of these parameters, the condition that the record is not known to meet it. */
export function notKeptBy(parameters: Filters, query: ListFilters, names: string[]): SQL[] {
  return filtersOf(parameters, query).flatMap(({ name, isNotKept }) => (names.includes(name) ? isNotKept : []))
}
