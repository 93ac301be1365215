import { byteOrderMark, csvLine } from '../../../formats/csv.ts'
import type { Language } from '../../../language/texts.ts'
import type { ListFilters } from '../../../model/list-filters.ts'
import type { Noun, Nouns } from '../../../model/noun.ts'
import { compareValues } from '../../counts/column.ts'
import { valueLabel } from '../../facets.ts'
import { hrefWith } from '../../hrefs.ts'
import { atLeast, countedOnce, type Dimension, dimensionWords, total, yes } from '../axis-words.ts'
import { isLowerBound, type Shortfall } from '../shortfalls.ts'
import type { CountRow } from './matrix-query.ts'
import type { Matrix } from './matrix-schema.ts'

interface MatrixRequest {
  noun: Noun
  query: ListFilters
  rows: Dimension
  columns: Dimension
  language: Language
  /** Whether a search matches more records than were counted. */
  isCut: boolean
}

/** Counts as a matrix with labels, links, and a mark where records may be missing. */
export function toMatrix(nouns: Nouns, request: MatrixRequest, counts: CountRow[], shortfalls: Shortfall[]): Matrix {
  const { noun, query, rows, columns, language, isCut } = request
  const measured = (values: Partial<Record<Dimension, string | null>>, count: number) => ({
    count,
    lowerBound: isCut || isLowerBound(shortfalls, values),
    href: hrefWith(noun, query, values),
  })
  const heads = (kind: 'row' | 'column', dimension: Dimension) =>
    counts
      .filter((row) => row.kind === kind)
      .map(({ [kind]: value, count, body }) => {
        const named = valueLabel(nouns, noun.facets[dimension], value, body, language)
        return { value, ...named, ...measured({ [dimension]: value }, count) }
      })
      .sort(dimension === 'year' ? byValue : byCount)
  const cells = counts
    .filter(({ kind }) => kind === 'cell')
    .map(({ row, column, count }) => ({ row, column, ...measured({ [rows]: row, [columns]: column }, count) }))
  const all = counts.find(({ kind }) => kind === 'total')?.count ?? 0
  return {
    measure: noun.name as Matrix['measure'],
    dimensions: { rows, columns },
    rows: heads('row', rows),
    columns: heads('column', columns),
    cells,
    totals: { ...measured({}, all), countedOnce: true, statement: countedOnce[language] },
  }
}

type Head = Matrix['rows'][number]

const byValue = (one: Head, other: Head) => compareValues(one.value, other.value)

function byCount(one: Head, other: Head): number {
  if (one.value === null || other.value === null) return byValue(one, other)
  return other.count - one.count || byValue(one, other)
}

/** The matrix as a table: labels as heads, totals at the end, and whether a row's counts are lower bounds. */
export function toCsv({ dimensions, rows, columns, cells, totals }: Matrix, language: Language): string {
  const counts = new Map(cells.map(({ row, column, count }) => [JSON.stringify([row, column]), count]))
  const corner = `${dimensionWords[dimensions.rows][language]} / ${dimensionWords[dimensions.columns][language]}`
  const bound = (lower: boolean) => (lower ? yes[language] : '')
  const lines = [
    [corner, ...columns.map(({ label }) => label), total[language], atLeast[language]],
    ...rows.map(({ value, label, count, lowerBound }) => [
      label,
      ...columns.map((column) => counts.get(JSON.stringify([value, column.value])) ?? 0),
      count,
      bound(lowerBound),
    ]),
    [total[language], ...columns.map(({ count }) => count), totals.count, bound(totals.lowerBound)],
  ]
  return byteOrderMark + lines.map(csvLine).join('')
}
