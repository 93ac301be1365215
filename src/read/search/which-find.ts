import { or, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { rows } from '../../database/rows.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import { looserReadings } from '../../text/looser.ts'
import type { Query } from '../../text/query-language.ts'
import { type Expression, type Term, termsIn } from '../../text/query-terms.ts'
import { prepareTogether, whereFound } from './search-query.ts'

/** Which of these searches find a record, as written or in a looser reading: few statements for all of them. */
export async function whichFind(db: Database, nouns: Nouns, searched: Noun[], queries: Query[]): Promise<boolean[]> {
  if (queries.length === 0) return []
  const share = sharing()
  const readings = queries.map((query) => [query, ...looserReadings(query)].map(share))
  const searchOf = await prepareTogether(db, nouns, readings.flat())
  const found = readings.map((each) => or(...each.map((query) => whereFound(searched, searchOf(query)))))
  const [row] = await rows<{ found: boolean[] }>(db, sql`select array[${sql.join(found, sql`, `)}] as found`)
  return row?.found ?? []
}

/** A word that several searches have becomes one term, and is looked up once. */
function sharing(): (query: Query) => Query {
  const known = new Map<string, Term>()
  const share = (expression: Expression): Expression => {
    if ('not' in expression) return { not: share(expression.not) }
    if ('any' in expression) return { any: expression.any.map(share) }
    if ('all' in expression) return { all: expression.all.map(share) }
    const { text, quoted, excluded, field, begins, ends } = expression
    const key = JSON.stringify([text, quoted, excluded, field, begins, ends])
    if (!known.has(key)) known.set(key, expression)
    return known.get(key) ?? expression
  }
  return (query) => {
    const expression = query.expression && share(query.expression)
    return { ...query, expression, terms: expression ? termsIn(expression) : [] }
  }
}
