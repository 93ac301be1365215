import writeExcelFile from 'write-excel-file/node'
import { safeCell } from './csv.ts'

/** A value that a cell can hold; a day is a date for the spreadsheet, too. */
type SheetCell = string | number | boolean | { day: string } | null

interface Sheet {
  name: string
  columns: { heading: string; isWide: boolean }[]
  rows: SheetCell[][]
}

/** A workbook of a sheet with a row of headings that stays in view, and one with a text about it. It is made whole in memory. */
export function workbook({ name, columns, rows }: Sheet, aside: { name: string; text: string }): Promise<Buffer> {
  const headings = columns.map(({ heading }) => ({ value: heading, fontWeight: 'bold' }))
  const widths = columns.map(({ isWide }) => ({ width: isWide ? 40 : 18 }))
  const cells = [headings, ...rows.map((row) => row.map(sheetCell))]
  return writeExcelFile([
    { data: cells as never, columns: widths, sheet: name, stickyRowsCount: 1 },
    { data: [[{ value: aside.text }]], columns: [{ width: 100 }], sheet: aside.name },
  ]).toBuffer()
}

/** The longest text that a cell can hold. */
const longestCell = 32_767

function sheetCell(cell: SheetCell): object {
  if (cell === null) return { value: undefined }
  if (typeof cell === 'object') return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }
  return { value: typeof cell === 'string' ? safeCell(cell).slice(0, longestCell) : cell }
}
