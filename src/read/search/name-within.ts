import type { Database } from '../../database/connect.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import { fold } from '../../text/fold.ts'
import { namesAddressed } from '../../text/forms-of-address.ts'
import { type NameWithin, namesWithin } from '../../text/looser.ts'
import { nameKey } from '../../text/name-key.ts'
import { recordsCalled } from './referred-names.ts'

/** The names that stand within a text. */
export interface NamesWithin {
  /** The longest, of a record that is searched. */
  name?: NameWithin
  /** The name of a person, of which all else is a form of address. */
  person?: string
  /** All, the longest first, of other records too. */
  names: string[]
}

export async function nameWithin(db: Database, nouns: Nouns, searched: Noun[], text: string): Promise<NamesWithin> {
  const parts = namesWithin(text)
  if (parts.length === 0) return { names: [] }
  const keys = [...new Set(parts.map(({ key }) => key))]
  const others = [...nouns.values()].filter((noun) => noun.namedInSearch && !searched.includes(noun))
  const called = async (some: Noun[]) => (some.length > 0 ? await recordsCalled(db, some, keys) : [])
  const [own, ofOthers] = [await called(searched), await called(others)]
  const partsOf = (found: { key: string }[]) => parts.filter(({ key }) => found.some((one) => one.key === key))
  const people = [...own, ...ofOthers].filter(({ noun }) => nouns.get(noun)?.arePeople)
  const names = [...partsOf(own), ...partsOf(ofOthers)].map(({ text }) => text)
  return {
    name: partsOf(own).find(({ isLong }) => isLong),
    person: namesAddressed(text).find((name) => people.some(({ key }) => key === nameKey(fold(name)))),
    names: names.sort((one, other) => other.length - one.length),
  }
}
