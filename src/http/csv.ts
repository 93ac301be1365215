/** The mark by which spreadsheets know that a file is UTF-8. */
export const byteOrderMark = '\uFEFF'

/** One line of CSV (RFC 4180) with its line end. */
export function csvLine(values: (string | number | boolean | null)[]): string {
  return `${values.map((value) => quoted(typeof value === 'string' ? harmless(value) : String(value ?? ''))).join(',')}\r\n`
}

/** A spreadsheet takes a text that begins like a formula for one; an apostrophe keeps it a text. */
export function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
