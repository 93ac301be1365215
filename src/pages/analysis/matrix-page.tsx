import type { Nouns } from '../../model/noun.ts'
import { nounNamed } from '../../model/noun-list.ts'
import { type Dimension, dimensions, dimensionWords, total as totalWord } from '../../read/analysis/axis-words.ts'
import { type Matrix, matrixMeasures } from '../../read/analysis/matrix/matrix-schema.ts'
import { CountCell, countWords } from '../count-cell.tsx'
import { matrixWords } from '../page-words.ts'
import type { HeatMapOf } from '../pictures/heat-map.tsx'
import { pageAddress, type Reader, say, withQuery } from '../reader.ts'
import { ScrollingTable } from '../scrolling-table.tsx'
import { shades } from '../shades.ts'
import { colon } from '../value.tsx'
import { timelineWords } from './analysis-words.ts'
import { ChoicesForm } from './choices-form.tsx'
import { type FilteredOf, FilteredPage } from './filtered-page.tsx'

interface MatrixPageOf extends FilteredOf {
  /** Undefined if the request is wrong. */
  matrix?: Matrix
}

/** Records counted by two fields, as a table with shades. */
export function MatrixPage(page: MatrixPageOf) {
  const { reader, nouns, matrix } = page
  return (
    <FilteredPage
      page={page}
      name="matrix"
      words={matrixWords}
      own={['measure', 'rows', 'columns']}
      form={<Choices {...page} />}
      counted={matrix && { isEmpty: matrix.cells.length === 0, undetermined: matrix.undetermined }}
    >
      {matrix && <MatrixCounts reader={reader} nouns={nouns} matrix={matrix} />}
      <p class="hint">{say(reader, matrixWords.legend)}</p>
      <Files {...page} />
    </FilteredPage>
  )
}

function Choices({ reader, nouns, given, violations }: MatrixPageOf) {
  const { measure, rows, columns, ...kept } = given
  const fields = dimensions.map((name): [string, string] => [name, say(reader, dimensionWords[name])])
  const counted = matrixMeasures.map((name): [string, string] => [
    name,
    say(reader, nounNamed(nouns, name).names.plural),
  ])
  return (
    <ChoicesForm
      reader={reader}
      action={pageAddress(reader, 'matrix')}
      fields={[
        { name: 'measure', label: say(reader, matrixWords.measure), options: counted, chosen: measure?.[0] },
        { name: 'rows', label: say(reader, matrixWords.rows), options: fields, chosen: rows?.[0] },
        { name: 'columns', label: say(reader, matrixWords.columns), options: fields, chosen: columns?.[0] },
      ]}
      kept={kept}
      violations={violations}
      submit={say(reader, matrixWords.show)}
    />
  )
}

function Files({ reader, given }: MatrixPageOf) {
  const csv = withQuery('/v1/matrix', { ...given, format: ['csv'], lang: [reader.language] })
  return (
    <ul class="inline">
      <li>
        <a href={withQuery(`${pageAddress(reader, 'matrix')}.svg`, given)}>{say(reader, timelineWords.picturesFile)}</a>
      </li>
      <li>
        <a href={csv}>{say(reader, timelineWords.tableFile)}</a>
      </li>
    </ul>
  )
}

/** The cells of a matrix, each with its shade: the more is counted, the darker. */
function shadedCells({ cells }: Matrix) {
  const found = new Map(cells.map((cell) => [JSON.stringify([cell.row, cell.column]), cell]))
  const most = Math.max(1, ...cells.map(({ count }) => count))
  return (row: string | null, column: string | null) => {
    const cell = found.get(JSON.stringify([row, column]))
    return cell && { cell, shade: Math.ceil((cell.count / most) * shades.length) }
  }
}

/** Names the counted records and the two fields. */
function captionOf(reader: Reader, nouns: Nouns, { dimensions, measure }: Matrix): string {
  const word = (dimension: Dimension) => say(reader, dimensionWords[dimension])
  return `${say(reader, nounNamed(nouns, measure).names.plural)}${colon(reader)}${word(dimensions.rows)} × ${word(dimensions.columns)}`
}

/** The same as a picture. */
export function heatMapOf(reader: Reader, nouns: Nouns, matrix: Matrix): HeatMapOf {
  const { rows, columns } = matrix
  const shaded = shadedCells(matrix)
  const labels = (heads: Matrix['rows']) => heads.map(({ label }) => label)
  return {
    title: captionOf(reader, nouns, matrix),
    description: say(reader, matrixWords.legend),
    rows: labels(rows),
    columns: labels(columns),
    cell: (row, column) => {
      const found = shaded(rows[row]?.value ?? null, columns[column]?.value ?? null)
      return found && { words: countWords(found.cell), shade: found.shade }
    },
  }
}

/** The counts as a table, each a link to what it counts. */
export function MatrixCounts({ reader, nouns, matrix }: { reader: Reader; nouns: Nouns; matrix: Matrix }) {
  const { rows, columns, totals, dimensions } = matrix
  const shaded = shadedCells(matrix)
  return (
    <ScrollingTable labelledBy="counts">
      <caption id="counts">{captionOf(reader, nouns, matrix)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(reader, dimensionWords[dimensions.rows])}</th>
          {columns.map(({ value, label, labelLanguage }) => (
            <th key={value} scope="col" lang={labelLanguage}>
              {label}
            </th>
          ))}
          <th scope="col">{say(reader, totalWord)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.value}>
            <th scope="row" lang={row.labelLanguage}>
              {row.label}
            </th>
            {columns.map((column) => (
              <CountCell key={column.value} reader={reader} {...shaded(row.value, column.value)} />
            ))}
            <CountCell reader={reader} cell={row} />
          </tr>
        ))}
        <tr>
          <th scope="row">{say(reader, totalWord)}</th>
          {columns.map((column) => (
            <CountCell key={column.value} reader={reader} cell={column} />
          ))}
          <CountCell reader={reader} cell={totals} />
        </tr>
      </tbody>
    </ScrollingTable>
  )
}
