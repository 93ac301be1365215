import { shades } from '../shades.ts'

export interface HeatMapOf {
  title: string
  description: string
  rows: string[]
  columns: string[]
  /** The words of a cell, and how dark it is, from 1 to 5; undefined where it is empty. */
  cell: (row: number, column: number) => { words: string; shade: number } | undefined
}

const size = 14
const gap = 8
const cellHeight = 28
const light = '#fff'
const dark = '#1b2026'

/** Text is not measured: a Chinese character is as wide as it is high, all others are about half of that. */
const widthOf = (text: string) => [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? size : size * 0.6), 0)

/** A table as a picture, on a ground of its own, since it is taken away from the page. */
export function HeatMap({ title, description, rows, columns, cell }: HeatMapOf) {
  const left = Math.max(...rows.map(widthOf)) + 2 * gap
  const cellWidth = Math.max(...columns.map(widthOf), 4 * size) + 2 * gap
  const top = 2 * cellHeight
  const width = Math.max(left + columns.length * cellWidth, widthOf(title) + 2 * gap)
  const height = top + rows.length * cellHeight + gap
  const middle = (column: number) => left + (column + 0.5) * cellWidth
  const base = (row: number) => top + (row + 0.5) * cellHeight + size * 0.35
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      font-family="sans-serif"
      font-size={size}
      fill={dark}
    >
      <title>{title}</title>
      <desc>{description}</desc>
      <rect width={width} height={height} fill={light} />
      <text x={gap} y={base(-2)} font-weight="bold">
        {title}
      </text>
      {columns.map((words, column) => (
        <text key={words} x={middle(column)} y={base(-1)} text-anchor="middle" font-weight="bold">
          {words}
        </text>
      ))}
      {rows.map((words, row) => (
        <g key={words}>
          <text x={gap} y={base(row)}>
            {words}
          </text>
          {columns.map((column, at) => (
            <Cell
              key={column}
              {...(cell(row, at) ?? { words: '–', shade: 0 })}
              x={middle(at)}
              y={base(row)}
              width={cellWidth}
            />
          ))}
        </g>
      ))}
    </svg>
  )
}

interface CellOf {
  words: string
  shade: number
  /** The middle of the cell, and where its words stand. */
  x: number
  y: number
  width: number
}

function Cell({ words, shade, x, y, width }: CellOf) {
  const top = y - size * 0.35 - cellHeight / 2
  return (
    <>
      {shade > 0 && (
        <rect x={x - width / 2} y={top} width={width} height={cellHeight} fill={shades[shade - 1]?.ground} />
      )}
      <text x={x} y={y} text-anchor="middle" fill={shades[shade - 1]?.words ?? dark}>
        {words}
      </text>
    </>
  )
}
