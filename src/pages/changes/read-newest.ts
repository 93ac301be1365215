import { type Change, listNewest } from '../../log/change-queries.ts'
import type { LocalizedText } from '../../model/fields.ts'
import type { Registry } from '../../read/registry.ts'

export type NamedChange = Change & { label?: LocalizedText }

export interface Newest {
  seq: number
  changes: NamedChange[]
  /** The number below which earlier changes stand; undefined where there are none. */
  before?: number
}

/** Some changes below a number of the log, newest first; without a number, the newest of all. */
export async function readNewest({ db }: Registry, limit: number, before?: number): Promise<Newest> {
  const { head, changes, ...next } = await listNewest(db, limit, before)
  const named = changes.map(({ label, ...change }): NamedChange => ({ ...change, label: JSON.parse(label || '{}') }))
  return { seq: head, changes: named, ...next }
}
