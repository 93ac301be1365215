import { and, type SQL, sql } from 'drizzle-orm'
import { conditionsOf, notKeptBy, openParameters } from '../model/conditions.ts'
import type { ListFilters } from '../model/list-filters.ts'
import type { Noun } from '../model/noun.ts'
import type { View } from './registry.ts'
import { matchFinder } from './search/match-finder.ts'
import { mostMatches } from './search/newest-matches.ts'
import type { Search } from './search/search-query.ts'
import { onlyUndetermined, type Undetermined, type UndeterminedPlan } from './undetermined.ts'

type Asked = ListFilters & { total?: 'exact' | 'none'; undetermined?: 'count' | 'none' }

/** How many records are undetermined under the filters of a query and a condition; undefined where none can be, or nobody asks. */
export function undeterminedUnder(noun: Noun, query: Asked, condition?: SQL): UndeterminedPlan | undefined {
  const filters = conditionsOf(noun.parameters, onlyUndetermined(query))
  return planOf(noun, query, condition ? [...filters, condition] : filters)
}

/** The same of the newest matches of a search. */
export async function undeterminedAmong(
  view: View,
  noun: Noun,
  query: Asked,
  search: Search,
): Promise<UndeterminedPlan | undefined> {
  if (!planOf(noun, query, [])) return undefined
  const newest = await matchFinder(view, noun, onlyUndetermined(query), search)
  const plan = planOf(noun, query, [sql`${noun.table.id} in (select id from (${newest.all}) as matches)`])
  if (!plan) return undefined
  const read = (numbers: number[]): Undetermined => ({
    ...plan.read(numbers),
    ...(numbers[0] === mostMatches && { lowerBound: true }),
  })
  return { ...plan, read }
}

/** Counts in all and, where several parameters may leave records undetermined, by parameter. */
function planOf(noun: Noun, query: Asked, conditions: SQL[]): UndeterminedPlan | undefined {
  if (query.total === 'none' || query.undetermined === 'none') return undefined
  const open = openParameters(noun.parameters, query)
  if (open.length === 0) return undefined
  const each = open.length > 1 ? notKeptBy(noun.parameters, query, open) : []
  const numbers = [sql`count(*)`, ...each.map((condition) => sql`count(*) filter (where ${condition})`)]
  const counts = sql`(select json_build_array(${sql.join(numbers, sql`, `)}) from ${noun.table} where ${and(sql`true`, ...conditions)})`
  return { counts, read: (numbers) => toUndetermined(open, numbers) }
}

function toUndetermined(open: string[], [count = 0, ...each]: number[]): Undetermined {
  return { count, by: open.map((parameter, at) => ({ parameter, count: each[at] ?? count })) }
}
