import type { Database } from '../../database/connect.ts'
import { ValidationProblem } from '../../http/problems.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import { parseQuery } from '../../text/query-language.ts'
import { QueryProblem } from '../../text/query-terms.ts'
import { isFound, prepareSearch } from './search-query.ts'

/** Whether a search finds a record. One that is refused finds none. */
export async function findsSome(db: Database, nouns: Nouns, searched: Noun[], q: string): Promise<boolean> {
  try {
    return await isFound(db, searched, await prepareSearch(db, nouns, searched, parseQuery(q)))
  } catch (error) {
    if (error instanceof QueryProblem || error instanceof ValidationProblem) return false
    throw error
  }
}
