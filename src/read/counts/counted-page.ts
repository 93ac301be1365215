import type { Noun } from '../../model/noun.ts'
import type { ListQuery } from '../list-query.ts'
import { type ListPlan, listRecords, type Page } from '../list-statement.ts'
import type { View } from '../registry.ts'
import { countInTable } from './count-in-table.ts'
import { countFacets } from './facet-counts.ts'
import { countableFilters } from './filters.ts'
import { countAll } from './selection.ts'

// Page, counts and labels are read one after the other, and make one answer only if the log does not move meanwhile.
const tries = 2

/** A page with its total and facets counted in memory, for a noun that is; undefined where the database has to count. */
export async function listCounted(view: View, noun: Noun, query: ListQuery, plan: ListPlan): Promise<Page | undefined> {
  const { facets = [] } = query
  const filters = countableFilters(noun, query, facets)
  if (!filters) return undefined
  const isUndeterminedCounted = plan.counting?.undetermined?.() !== undefined
  const counting = plan.counting && { ...plan.counting, total: false, undetermined: undefined }
  for (let left = tries; left > 0; left--) {
    const page = await listRecords(view.db, noun, { ...plan, facets: undefined, counting })
    // Other requests get their turn between two facets.
    const asked = { key: ['list', facets], seq: page.seq, isUndeterminedCounted, isKept: facets.length > 1 }
    const counted = await countInTable(view, noun, filters, asked, async (selection, readNames) => {
      const total = countAll(selection)
      const rows = await countFacets(selection, facets)
      const bodyOf = await readNames(rows)
      return bodyOf && { total, facets: rows.map((row) => ({ ...row, body: bodyOf(row) })) }
    })
    if (!counted) continue
    return {
      ...page,
      total: plan.counting ? counted.total : undefined,
      undetermined: counted.undetermined,
      ...(query.facets && { facets: counted.facets }),
    }
  }
  return undefined
}
