import type { Database } from '../../database/connect.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import { namesAddressed, surnameAddressed } from '../../text/forms-of-address.ts'
import { namesWithin } from '../../text/looser.ts'
import { parseQuery } from '../../text/query-language.ts'
import { type NamesWithin, nameWithin } from './name-within.ts'
import { peopleAddressed } from './people-addressed.ts'
import { readQuery } from './search-query.ts'
import { whichFind } from './which-find.ts'

// A search that finds nothing may be answered for a name within it.

interface Records {
  db: Database
  nouns: Nouns
}

/** The name that most of a text is, or the people whom it addresses, and all names within it. */
export async function nameInstead(
  { db, nouns }: Records,
  searched: Noun[],
  text: string,
): Promise<{ readAs?: string; within: NamesWithin }> {
  const within = await nameWithin(db, nouns, searched, text)
  const name = within.person ?? (within.name?.isMost ? within.name.text : undefined)
  return { readAs: name ?? (await peopleAddressed(db, nouns, text)), within }
}

/**
 * The search to answer in place of one that found no record of a noun, where filters may be the reason, too: undefined
 * unless its words find nothing by themselves. It costs nothing where nothing in the words can be such a name.
 */
export async function searchInstead(records: Records, noun: Noun, q: string): Promise<string | undefined> {
  const query = readQuery(parseQuery, q)
  if (!mayBeForName(query.text)) return undefined
  const { readAs } = await nameInstead(records, [noun], query.text)
  if (readAs === undefined) return undefined
  const [isFound] = await whichFind(records.db, records.nouns, [noun], [query])
  return isFound ? undefined : readAs
}

const mayBeForName = (text: string) =>
  namesAddressed(text).length > 0 ||
  surnameAddressed(text) !== undefined ||
  namesWithin(text).some(({ isMost }) => isMost)
