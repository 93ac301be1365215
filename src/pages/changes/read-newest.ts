import { type Change, listChanges } from '../../log/change-queries.ts'
import { cursorAt } from '../../log/log-cursor.ts'
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
export async function readNewest(registry: Registry, limit: number, before?: number): Promise<Newest> {
  const { db, head } = registry
  const { seq } = head.current() ?? (await head.refresh())
  const top = Math.min(before ?? seq + 1, seq + 1)
  const start = Math.max(0, top - 1 - limit)
  const page = await listChanges(db, await cursorAt(db, start), { limit, withRecord: false })
  const changes = (page?.changes ?? [])
    .filter((change) => change.seq < top)
    .map(({ label, ...change }): NamedChange => ({ ...change, label: JSON.parse(label || '{}') }))
    .reverse()
  return { seq: page?.head ?? seq, changes, before: start > 0 ? start + 1 : undefined }
}
