import { countCells } from '../../counts/cells.ts'
import { countableFilters } from '../../counts/filters.ts'
import { readBodies } from '../../counts/labels.ts'
import { select } from '../../counts/selection.ts'
import type { Noun } from '../../registry/noun.ts'
import type { ListFilters } from '../../registry/parameters.ts'
import type { Registry } from '../../registry/registry.ts'
import type { Dimension } from '../words.ts'
import type { CountRow } from './queries.ts'

const tries = 2

/** The same counts as the database gives, from those kept in memory; undefined where they cannot tell. */
export async function countInMemory(
  { db, nouns, counts }: Registry,
  noun: Noun,
  query: ListFilters & { q?: string },
  { rows, columns }: { rows: Dimension; columns: Dimension },
): Promise<{ seq: number; counts: CountRow[] } | undefined> {
  const filters = countableFilters(noun, query, [rows, columns])
  if (!filters || !counts.has(noun)) return undefined
  for (let left = tries; left > 0; left--) {
    const found = await counts.at(noun, undefined, (table) => countCells(select(table, filters), rows, columns))
    if (!found?.counted) return undefined
    const { cells, heads, total } = found.counted
    const bodyOf = await readBodies(db, nouns, noun, heads, found.seq)
    if (!bodyOf) continue
    const headRows = heads.map(({ facet, value, count }): CountRow => {
      const body = bodyOf({ facet, value })
      return facet === rows
        ? { kind: 'row', row: value, column: null, count, body }
        : { kind: 'column', row: null, column: value, count, body }
    })
    return {
      seq: found.seq,
      counts: [
        ...cells.map((cell): CountRow => ({ kind: 'cell', ...cell, body: null })),
        ...headRows,
        { kind: 'total', row: null, column: null, count: total, body: null },
      ],
    }
  }
  return undefined
}
