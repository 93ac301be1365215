import { setImmediate } from 'node:timers/promises'
import { type FacetRow, mostBuckets } from '../facets.ts'
import { missing } from './column.ts'
import { countCodes, countPartial, type Selection } from './selection.ts'

type Row = Omit<FacetRow, 'body'>

/** The counts of several facets. Other requests get their turn between two of them; the selection stays as it was. */
export async function countFacets(selection: Selection, facets: string[]): Promise<Row[]> {
  const counted: Row[][] = []
  for (const facet of facets) {
    if (counted.length > 0) await setImmediate()
    counted.push(countFacet(selection, facet))
  }
  return counted.flat()
}

/**
 * The counts of a facet as the database gives them: the most frequent values, the sum of the others, and those without, as
 * if the filters on its own field were absent.
 */
function countFacet(selection: Selection, facet: string): Row[] {
  const rows = selection.rowsWithout(facet)
  const counts = countCodes(selection, facet, rows)
  const words = selection.table.columns.get(facet)?.words ?? []
  const buckets = mostFrequent(counts, words)
  const held = counts.reduce((sum, count) => sum + count, 0) - (counts[missing] ?? 0)
  const other = held - buckets.reduce((sum, { count }) => sum + count, 0)
  const partial = countPartial(selection, facet, rows)
  return [
    ...buckets.map(({ value, count }): Row => ({ facet, kind: 'bucket', value, count })),
    ...(other > 0 ? [{ facet, kind: 'other' as const, value: null, count: other }] : []),
    ...(counts[missing] ? [{ facet, kind: 'missing' as const, value: null, count: counts[missing] }] : []),
    ...(partial > 0 ? [{ facet, kind: 'partial' as const, value: null, count: partial }] : []),
  ]
}

interface Bucket {
  value: string
  count: number
}

/** The values with the highest counts, in order. There may be many values, so only those that can still be among the highest are compared. */
function mostFrequent(counts: Uint32Array, words: (string | null)[]): Bucket[] {
  const buckets: Bucket[] = []
  for (let code = missing + 1; code < counts.length; code++) {
    const bucket = { value: words[code] ?? '', count: counts[code] ?? 0 }
    if (bucket.count === 0) continue
    let rank = buckets.length
    for (; rank > 0 && isBefore(bucket, buckets[rank - 1]); rank--);
    if (rank >= mostBuckets) continue
    buckets.splice(rank, 0, bucket)
    if (buckets.length > mostBuckets) buckets.pop()
  }
  return buckets
}

function isBefore(one: Bucket, other: Bucket | undefined): boolean {
  if (!other) return false
  return one.count > other.count || (one.count === other.count && one.value < other.value)
}
