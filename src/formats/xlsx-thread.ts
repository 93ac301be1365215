import { parentPort, workerData } from 'node:worker_threads'
import writeExcelFile from 'write-excel-file/node'
import { safeCell } from './csv.ts'

// Gets the rows of a sheet in parts, then undefined, and gives the bytes of the workbook back.

/** A value that a cell can hold; a day is a date for the spreadsheet, too. */
export type SheetCell = string | number | boolean | { day: string } | null

/** The sheet that holds the rows, and the one beside it. */
export interface ThreadData {
  name: string
  columns: { heading: string; isWide: boolean }[]
  aside: { name: string; text: string }
}

const { name, columns, aside } = workerData as ThreadData
const rows: object[][] = [columns.map(({ heading }) => ({ value: heading, fontWeight: 'bold' }))]

parentPort?.on('message', async (some: SheetCell[][] | undefined) => {
  if (some) rows.push(...some.map((row) => row.map(sheetCell)))
  else parentPort?.postMessage(await write())
})

function write(): Promise<Buffer> {
  const widths = columns.map(({ isWide }) => ({ width: isWide ? 40 : 18 }))
  return writeExcelFile([
    { data: rows as never, columns: widths, sheet: name, stickyRowsCount: 1 },
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
