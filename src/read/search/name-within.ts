import type { Database } from '../../database/connect.ts'
import type { Noun } from '../../model/noun.ts'
import { type NameWithin, namesWithin } from '../../text/looser.ts'
import { recordsCalled } from './referred-names.ts'

/** The longest part of a text that is the whole of a name of a record. */
export async function nameWithin(db: Database, searched: Noun[], text: string): Promise<NameWithin | undefined> {
  const names = namesWithin(text)
  if (names.length === 0) return undefined
  const found = await recordsCalled(db, searched, [...new Set(names.map(({ key }) => key))])
  return names.find(({ key }) => found.some((one) => one.key === key))
}
