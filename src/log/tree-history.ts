import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { changes, versions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import { lineFrom } from '../model/circles.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import { expandingNouns } from '../model/noun-list.ts'
import type { RecordDocument } from '../model/record-document.ts'
import type { NounName } from '../model/record-name.ts'

/** A revision in which records of a tree got another parent, and the version from which on they have it. */
interface Move {
  rev: number
  versionId: number
}

/** Where the records of a tree stood at each revision. */
interface TreeHistory {
  /** A record and all above it, from the nearest. */
  ancestorsAt(id: string, rev: number): string[]
  /** The moves after one revision and before another. */
  movesBetween(after: number, before: number): Move[]
}

export type TreeHistories = Map<NounName, TreeHistory>

/** The histories of the trees that filters expand. */
export async function treeHistories(db: Database, nouns: Nouns): Promise<TreeHistories> {
  const histories: TreeHistories = new Map()
  for (const noun of expandingNouns(nouns)) histories.set(noun.name, await historyOf(db, noun))
  return histories
}

interface Step {
  rev: number
  parent: string | null
}

async function historyOf(db: Database, noun: Noun): Promise<TreeHistory> {
  const found = await rows<{ id: string; rev: number; version: number; versionId: number; content: string | null }>(
    db,
    sql`select changes.id, rev::float8 as rev, changes.version, changes.version_id::float8 as "versionId",
      case when changes.op <> 'delete' then content end as content
    from ${changes} join ${versions} on versions.version_id = changes.version_id
    where changes.noun = ${noun.name} order by seq`,
  )
  const steps = new Map<string, Step[]>()
  const moves = new Map<number, number>()
  for (const { id, rev, version, versionId, content } of found) {
    const parent = content === null ? null : (noun.tree?.parentOf(JSON.parse(content) as RecordDocument) ?? null)
    steps.set(id, [...(steps.get(id) ?? []), { rev, parent }])
    // A move is told by the last of the records that were rewritten together with it.
    if (version > 1) moves.set(rev, versionId)
  }
  const parentAt = (id: string, rev: number) => steps.get(id)?.findLast((step) => step.rev <= rev)?.parent
  const ordered = [...moves].map(([rev, versionId]) => ({ rev, versionId }))
  return {
    ancestorsAt: (id, rev) => lineFrom(id, (one) => parentAt(one, rev)),
    movesBetween: (after, before) => ordered.filter(({ rev }) => rev > after && rev < before),
  }
}
