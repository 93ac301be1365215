import fc from 'fast-check'
import { parseQuery, type Query } from '../../src/text/query-language.ts'
import { QueryProblem } from '../../src/text/query-terms.ts'

/** Letters and marks of both scripts and of the query language, and any code unit, halves of pairs included. */
export const mixed = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'滬沪港金融服務务衞衛卫台臺青年發展𠮷々㍿ﬁéİß𝔸',
        ...'ab -\'"\\:&|!()<*=\0　「」，、—',
        'services',
        'co-op',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

/** Parses a search; the result is empty if it cannot be read. */
export function read(q: string): Query {
  try {
    return parseQuery(q)
  } catch (error) {
    if (error instanceof QueryProblem) return { text: '', terms: [] }
    throw error
  }
}
