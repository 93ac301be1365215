import type { ListFilters } from '../../../model/list-filters.ts'
import type { Noun } from '../../../model/noun.ts'
import { countCells } from '../../counts/cells.ts'
import { countInTable } from '../../counts/count-in-table.ts'
import { countableFilters } from '../../counts/filters.ts'
import type { View } from '../../registry.ts'
import type { Undetermined } from '../../undetermined.ts'
import type { Dimension } from '../axis-words.ts'
import type { CountRow } from './matrix-query.ts'

/** Counts in memory what `countMatrix` counts in the database; undefined where memory cannot tell. */
export async function countInMemory(
  view: View,
  noun: Noun,
  query: ListFilters & { q?: string; undetermined?: 'count' | 'none' },
  { rows, columns }: { rows: Dimension; columns: Dimension },
): Promise<{ seq: number; counts: CountRow[]; undetermined?: Undetermined } | undefined> {
  const filters = countableFilters(noun, query, [rows, columns])
  const asked = { key: ['matrix', rows, columns], isUndeterminedCounted: query.undetermined !== 'none' }
  return countInTable(view, noun, filters, asked, async (selection, readNames) => {
    const counted = countCells(selection, rows, columns)
    const bodyOf = counted && (await readNames(counted.heads))
    if (!bodyOf) return undefined
    const { cells, heads, total } = counted
    const headRows = heads.map(({ facet, value, count }): CountRow => {
      const body = bodyOf({ facet, value })
      return facet === rows
        ? { kind: 'row', row: value, column: null, count, body }
        : { kind: 'column', row: null, column: value, count, body }
    })
    const counts = [
      ...cells.map((cell): CountRow => ({ kind: 'cell', ...cell, body: null })),
      ...headRows,
      { kind: 'total', row: null, column: null, count: total, body: null } as const,
    ]
    return { counts }
  })
}
