import { type SQL, sql } from 'drizzle-orm'
import type { Sort } from '../../model/declaration.ts'
import type { ListFilters } from '../../model/list-filters.ts'
import type { Noun } from '../../model/noun.ts'
import { parametersGiven } from '../../model/parameter.ts'
import { fewKept } from '../counts/few-kept.ts'
import type { View } from '../registry.ts'
import { filtersBeside } from './beside-search.ts'
import { newestMatches } from './newest-matches.ts'
import { type Search, searchParts } from './search-query.ts'

/** Filters that keep no more records than this, of a large table, are looked through one by one: the words may stand in half of the table. */
const mostFew = 6_000

/** The newest matches of a search. */
export interface Matches {
  /** Under all filters of the query. */
  all: SQL
  /** Under those that are not on the field of a facet; undefined where none is. */
  without(facet: string): SQL | undefined
}

export async function matchFinder(
  view: View,
  noun: Noun,
  query: ListFilters,
  search: Search,
  sort: Sort = { column: sql`0`, type: 'integer' },
): Promise<Matches> {
  const parts = searchParts(noun, search)
  const isLarge = await view.isLarge(view.db, noun)
  const beside = await filtersBeside(view.db, view.nouns, noun, query)
  const isFew = isLarge ? await fewKept(view, noun, query, mostFew) : undefined
  const key = sql`${sort.column}`
  const isFiltered = (facet: string) =>
    parametersGiven(noun.parameters, query).some(([, one]) => one.facet?.name === facet)
  return {
    all: isFew
      ? newestMatches(noun, parts, { conditions: [isFew], days: {}, lexemes: [] }, key, false)
      : newestMatches(noun, parts, beside(), key, isLarge),
    without: (facet) => (isFiltered(facet) ? newestMatches(noun, parts, beside(facet), key, isLarge) : undefined),
  }
}
