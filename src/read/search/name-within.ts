import type { Database } from '../../database/connect.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import { type NameWithin, namesWithin } from '../../text/looser.ts'
import { recordsCalled } from './referred-names.ts'

/** The names that stand within a text. */
export interface NamesWithin {
  /** The longest, of a record that is searched. */
  name?: NameWithin
  /** All, the longest first, of other records too. */
  names: string[]
}

export async function nameWithin(db: Database, nouns: Nouns, searched: Noun[], text: string): Promise<NamesWithin> {
  const parts = namesWithin(text)
  if (parts.length === 0) return { names: [] }
  const keys = [...new Set(parts.map(({ key }) => key))]
  const others = [...nouns.values()].filter((noun) => noun.namedInSearch && !searched.includes(noun))
  const called = async (some: Noun[]) => {
    const found = some.length > 0 ? await recordsCalled(db, some, keys) : []
    return parts.filter(({ key }) => found.some((one) => one.key === key))
  }
  const own = await called(searched)
  const names = [...own, ...(await called(others))].map(({ text }) => text)
  return { name: own.find(({ isLong }) => isLong), names: names.sort((one, other) => other.length - one.length) }
}
