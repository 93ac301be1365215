import { parse } from 'csv-parse/sync'

/**
 * The rows of a table as RFC 4180 has it and no otherwise: lines of one length that end as `end` says, the last one too,
 * and marks and line ends within quotes alone. All else is an error.
 */
export function rowsOfCsv(bytes: Buffer, end = '\r\n'): string[][] {
  if (!bytes.toString('utf8').endsWith(end)) throw new Error('The last line has no end.')
  return parse(bytes, {
    bom: true,
    record_delimiter: end,
    cast(value, { quoting, lines }) {
      if (!quoting && /[\r\n"]/.test(value)) throw new Error(`Line ${lines} holds ${JSON.stringify(value)} unquoted.`)
      return value
    },
  }) as string[][]
}
