import { read, utils } from '@e965/xlsx'

/** The cells of the first sheet of a workbook as they are shown, by another hand than the one that wrote it. */
export function shownCells(workbook: Buffer): string[][] {
  const { SheetNames, Sheets } = read(workbook, { UTC: true, dateNF: 'yyyy-mm-dd' })
  const sheet = Sheets[SheetNames[0] ?? '']
  if (!sheet) throw new Error('There is no sheet.')
  return utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' }).map((row) => row.map(asInCsv))
}

/** Spreadsheets show truth in capitals. */
export const asInCsv = (cell: string): string => (/^(TRUE|FALSE)$/.test(cell) ? cell.toLowerCase() : cell)
