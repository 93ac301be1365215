import { type SQL, sql } from 'drizzle-orm'
import type { ListFilters } from '../../model/list-filters.ts'
import type { Noun, Sort } from '../../model/noun.ts'
import type { Registry } from '../registry.ts'
import { newestMatches } from './newest-matches.ts'
import { type Search, searchParts } from './search-query.ts'
import { withinFinder } from './within.ts'

/** The newest matches under the filters of a query, or under those that are not on the field of a facet. */
export type Matches = (exceptFacet?: string) => SQL

export async function matchFinder(
  registry: Registry,
  noun: Noun,
  query: ListFilters,
  search: Search,
  sort: Sort = { column: sql`0`, type: 'integer' },
): Promise<Matches> {
  const parts = searchParts(noun, search)
  const isLarge = await registry.isLarge(registry.db, noun)
  const within = await withinFinder(registry.db, registry.nouns, noun, query)
  return (exceptFacet) => newestMatches(noun, parts, within(exceptFacet), sql`${sort.column}`, isLarge)
}
