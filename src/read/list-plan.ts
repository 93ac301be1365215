import { type Placeholder, type SQL, sql } from 'drizzle-orm'
import { readUntilOf } from '../log/editions.ts'
import { conditionsOf } from '../model/conditions.ts'
import { daysOf } from '../model/days.ts'
import { choosing, type ListFilters } from '../model/list-filters.ts'
import type { Noun } from '../model/noun.ts'
import { cursorFor } from '../model/page-cursor.ts'
import { parametersGiven } from '../model/parameter.ts'
import { parseQuery } from '../text/query-language.ts'
import { type Question, refuseDear } from './cost.ts'
import { facetCounts } from './facets.ts'
import type { ListQuery } from './list-query.ts'
import type { ListPlan, RowsPlan, Through } from './list-statement.ts'
import type { View } from './registry.ts'
import { type Matches, matchFinder } from './search/match-finder.ts'
import { relevance } from './search/relevance.ts'
import { prepareSearch, readQuery, type Search, searchCondition } from './search/search-query.ts'
import { refuseAimless, type UndeterminedPlan } from './undetermined.ts'
import { undeterminedAmong, undeterminedUnder } from './undetermined-plan.ts'

/** Makes a list query ready for the database, and refuses what only the database can tell to be wrong. */
export async function planList(view: View, noun: Noun, query: ListQuery): Promise<ListPlan> {
  const { search, conditions } = await readFilters(view, noun, query)
  if (search && !query.sort) return planMatches(view, noun, query, search)
  const order = orderOf(noun, query.sort ?? noun.defaultSort)
  const after = cursorFor(query.cursor, order.name, order.sort.type)
  const isByDate = order.sort.column === noun.table.onDate
  return {
    ...takenFrom(view, noun, query, () => undeterminedUnder(noun, query, search && searchCondition(noun, search))),
    after,
    source: {
      conditions: conditions(),
      days: isByDate ? daysOf(noun.parameters, query) : undefined,
      through: search || !isByDate || (query.unknown ?? 'leave-out') !== 'leave-out' ? undefined : linkOf(noun, query),
    },
    order,
    facets: query.facets && facetCounts(view.nouns, noun, query.facets, conditions),
  }
}

/** The list of what refers to a record by a filter, in its usual order. */
export function planReferring(noun: Noun, parameter: string, id: Placeholder, limit: number): RowsPlan {
  const query = { [parameter]: [id] }
  const order = orderOf(noun, noun.defaultSort)
  const through = order.sort.column === noun.table.onDate ? linkOf(noun, query) : undefined
  return { source: { conditions: conditionsOf(noun.parameters, query), through }, order, limit }
}

/** The parts of a plan that come from the query unchanged, in any order. */
function takenFrom(
  { db, idChecks, past }: View,
  noun: Noun,
  query: ListQuery,
  undetermined: () => UndeterminedPlan | undefined,
): Pick<ListPlan, 'ids' | 'limit' | 'counting'> {
  const ids = idChecks.open(db, noun, query)
  if (query.total !== 'exact') return { ids, limit: query.limit }
  const completeness = () =>
    noun.completeness?.(choosing(noun, query), (others) => conditionsOf(noun.parameters, others))
  const readUntil = () => readUntilOf(past?.seq)
  return { ids, limit: query.limit, counting: { total: true, completeness, undetermined, readUntil } }
}

/** The link by which a list may be walked: one that all its records have to one target. */
function linkOf({ parameters }: Noun, query: ListFilters): Through | undefined {
  const given = parametersGiven(parameters, query)
  const told = given.flatMap(([name, { isToldByDays }, value]) => (isToldByDays?.(value as never, query) ? [name] : []))
  for (const [parameter, { link }, targets] of given) {
    if (!link || !Array.isArray(targets) || targets.length !== 1 || targets[0] === 'none') continue
    const others = Object.fromEntries([parameter, ...told].map((name) => [name, undefined]))
    const isDated = told.length > 0
    return { table: link, target: targets[0], others: conditionsOf(parameters, { ...query, ...others }), isDated }
  }
  return undefined
}

/** A list by relevance, which is of the newest matches. */
async function planMatches(view: View, noun: Noun, query: ListQuery, search: Search): Promise<ListPlan> {
  const sort = relevance(noun, search)
  const order = { name: 'relevance', sort, descending: true }
  const after = cursorFor(query.cursor, order.name, order.sort.type)
  const newest = await matchFinder(view, noun, query, search, sort)
  const undetermined = await undeterminedAmong(view, noun, query, search)
  return {
    ...takenFrom(view, noun, query, () => undetermined),
    after,
    source: { matched: newest.all },
    order,
    facets: query.facets && facetCounts(view.nouns, noun, query.facets, among(noun, newest)),
  }
}

/** Conditions for what is counted beside a list of matches: being one of these, or of those without a facet's own filter. */
function among({ table }: Noun, newest: Matches) {
  return (facet: string) => {
    const others = newest.without(facet)
    const matches = others ? sql`(${others}) as matches` : sql`matched`
    return [sql`${table.id} in (select id from ${matches})`]
  }
}

/** The conditions of all filters, but for those on the field of a facet that is to be counted. */
type Conditions = (exceptFacet?: string) => SQL[]

/**
 * Plans the filters and the search of a query, for the list or for a facet, which leaves out the filters on its own
 * field.
 */
export async function planFilters(view: View, noun: Noun, query: Filters): Promise<PlannedFilters> {
  const filters = await readFilters(view, noun, query)
  await view.idChecks.check(view.db, noun, query)
  return filters
}

type Filters = Question & { q?: string }
type PlannedFilters = { search?: Search; conditions: Conditions }

/** The same, but that the ids in them are yet to be checked. */
async function readFilters({ db, nouns }: View, noun: Noun, query: Filters): Promise<PlannedFilters> {
  const text = query.q === undefined ? undefined : readQuery(parseQuery, query.q)
  refuseAimless(noun, query)
  refuseDear(noun, query, text)
  const search = text && (await prepareSearch(db, nouns, [noun], text))
  const matching = search ? [searchCondition(noun, search)] : []
  return { search, conditions: (exceptFacet) => [...conditionsOf(noun.parameters, query, exceptFacet), ...matching] }
}

/** The order that a query asks for, by the name of a sort with `-` for descending. */
function orderOf(noun: Noun, sort: string): ListPlan['order'] {
  const name = sort.replace(/^-/, '')
  const declared = noun.sorts[name]
  if (!declared) throw new Error(`No sort "${name}" is declared.`)
  return { name: sort, sort: declared, descending: sort.startsWith('-') }
}
