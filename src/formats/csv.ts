/** Opens a CSV file, so that spreadsheets read it as UTF-8. */
export const byteOrderMark = '\ufeff'

/** A value that a cell can hold. */
type Cell = string | number | boolean | null | undefined

/** One line of CSV (RFC 4180), its end included. */
export function csvLine(values: readonly Cell[]): string {
  return `${values.map((value) => quoted(safeCell(value))).join(',')}\r\n`
}

/** The text of a cell; one that a spreadsheet would run as a formula gets an apostrophe in front. */
export function safeCell(value: Cell): string {
  if (typeof value === 'string' && /^[\t\r\n =+\-@＝＋－＠]/.test(value)) return `'${value}`
  return value === null || value === undefined ? '' : String(value)
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
