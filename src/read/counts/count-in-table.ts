import type { Noun } from '../../model/noun.ts'
import type { View } from '../registry.ts'
import type { Undetermined } from '../undetermined.ts'
import { reusingBits } from './bits.ts'
import type { CountedFilters } from './filters.ts'
import { countUndetermined, judgeRows } from './judged-rows.ts'
import { type Selection, select } from './selection.ts'
import { type FindBody, findNames, type NamedValue } from './value-names.ts'

interface CountRequest {
  /** Names the question: the counts are remembered under it and the filters. */
  key: unknown[]
  /** The position of the log at which it is counted; its end where none is given. */
  seq?: number
  /** Whether records are counted that the filters neither keep nor reject. */
  isUndeterminedCounted: boolean
  /** Whether the selection is still needed after the first await; otherwise its memory is used again by then. */
  isKept?: boolean
}

/** Counts something of the records that a selection holds; undefined where that cannot be done. */
type CountSelection<Part> = (
  selection: Selection,
  readNames: (values: NamedValue[]) => Promise<FindBody | undefined>,
) => Promise<Part | undefined>

/**
 * Counts in the table of a noun, and remembers the counts until the log moves; undefined where memory does not know the
 * filters, or the database has to count.
 */
export async function countInTable<Part extends object>(
  view: View,
  noun: Noun,
  filters: CountedFilters | undefined,
  { key, seq, isUndeterminedCounted, isKept }: CountRequest,
  count: CountSelection<Part>,
): Promise<(Part & { seq: number; undetermined?: Undetermined }) | undefined> {
  const { counts } = view
  if (!filters || !counts.has(noun)) return undefined
  const name = JSON.stringify([key, filters, isUndeterminedCounted])
  const found = await counts.at(noun, seq, name, async (state) => {
    const begin = () => {
      const judged = judgeRows(state.table, filters)
      const undetermined = isUndeterminedCounted ? countUndetermined(judged) : undefined
      const counting = count(select(state.table, filters, judged), (values) => findNames(view, noun, values, state))
      return { undetermined, counting }
    }
    const { undetermined, counting } = isKept ? begin() : reusingBits(begin)
    const part = await counting
    return part && { ...part, undetermined }
  })
  return found && { seq: found.seq, ...found.counted }
}
