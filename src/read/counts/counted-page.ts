import type { Noun } from '../../model/noun.ts'
import type { ListQuery } from '../list-query.ts'
import { type ListPlan, listRecords, type Page } from '../list-statement.ts'
import type { Registry } from '../registry.ts'
import { countAtOnce } from './bits.ts'
import type { StandingRows } from './count-table.ts'
import { countFacets } from './facet-counts.ts'
import { type CountedFilters, countableFilters } from './filters.ts'
import { countUndetermined, judgeRows } from './judged-rows.ts'
import { countAll, select } from './selection.ts'
import { readBodies } from './value-names.ts'

// Page, counts and labels are read one after the other, and make one answer only if the log does not move meanwhile.
const tries = 2

/** A page with its total and facets counted in memory, for a noun that is; undefined where the database has to count. */
export async function listCounted(
  registry: Registry,
  noun: Noun,
  query: ListQuery,
  plan: ListPlan,
): Promise<Page | undefined> {
  const { counts } = registry
  const { facets = [] } = query
  const filters = countableFilters(noun, query, facets)
  if (!filters) return undefined
  const isCounted = plan.undetermined?.() !== undefined
  const name = JSON.stringify(['list', filters, facets, isCounted])
  for (let left = tries; left > 0; left--) {
    const page = await listRecords(registry.db, noun, {
      ...plan,
      count: false,
      facets: undefined,
      undetermined: undefined,
    })
    const remembered = await counts.at(noun, page.seq, name, async (state) => {
      const count = () => countList(state.table, filters, isCounted)
      const { selection, ...counted } = facets.length > 0 ? count() : countAtOnce(count)
      const rows = await countFacets(selection, facets)
      const bodyOf = await readBodies(registry, noun, rows, state)
      return bodyOf && { ...counted, facets: rows.map((row) => ({ ...row, body: bodyOf(row) })) }
    })
    if (!remembered) continue
    return {
      ...page,
      total: plan.count ? remembered.counted.total : undefined,
      undetermined: remembered.counted.undetermined,
      ...(query.facets && { facets: remembered.counted.facets }),
    }
  }
  return undefined
}

function countList(table: StandingRows, filters: CountedFilters, isCounted: boolean) {
  const judged = judgeRows(table, filters)
  const selection = select(table, filters, judged)
  return {
    selection,
    total: countAll(selection),
    undetermined: isCounted ? countUndetermined(judged) : undefined,
  }
}
