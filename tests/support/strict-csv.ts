import { parse } from 'csv-parse/sync'

/**
 * Reads the rows of a table strictly by RFC 4180: lines of one length that end as `end` says, the last one too, and
 * marks and line ends only within quotes. Anything else is an error.
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
