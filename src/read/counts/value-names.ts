import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { logHead, versions } from '../../database/log-tables.ts'
import { rows } from '../../database/rows.ts'
import type { NounName } from '../../model/fields.ts'
import type { Noun, Nouns } from '../../model/noun.ts'

/** A value of a facet. Where the value is an id, a record names it. */
export interface Named {
  facet: string
  value: string | null
}

/** Finds the stored record that names a value of a facet. */
export type FindBody = (named: Named) => string | null

/** The records that name these values, as of this position; undefined where the log has moved on. */
export async function readBodies(
  db: Database,
  nouns: Nouns,
  noun: Noun,
  values: Named[],
  seq: number,
): Promise<FindBody | undefined> {
  const labels = (facet: string) => noun.facets[facet]?.labels
  const idsOf = new Map<NounName, Set<string>>()
  for (const { facet, value } of values) {
    const name = labels(facet)
    if (name && value !== null) idsOf.set(name, (idsOf.get(name) ?? new Set()).add(value))
  }
  if (idsOf.size === 0) return () => null
  const namingRows = await rows<{ seq: number; noun: NounName; id: string; body: string }>(
    db,
    sql`select head.seq::text::int as seq, named.noun, named.id, named.body
    from ${logHead} head left join (${sql.join([...idsOf].flatMap(bodies(nouns)), sql` union all `)}) as named on true`,
  )
  if (namingRows[0]?.seq !== seq) return undefined
  const known = new Map(namingRows.map(({ noun, id, body }) => [`${noun}/${id}`, share(`${noun}/${id}`, body)]))
  return ({ facet, value }) => known.get(`${labels(facet)}/${value}`) ?? null
}

const mostShared = 2_000
const shared = new Map<string, string>()

/** Gives one string for equal texts: many counts are remembered, and most of them have the same labels. */
function share(name: string, body: string): string {
  const held = shared.get(name)
  if (held === body) return held
  if (shared.size >= mostShared) shared.clear()
  shared.set(name, body)
  return body
}

function bodies(nouns: Nouns) {
  return ([name, ids]: [NounName, Set<string>]): SQL[] => {
    const table = nouns.get(name)?.table
    if (!table) return []
    return [
      sql`select ${name}::text as noun, ${table.id} as id, ${versions.body} as body
      from ${table} join ${versions} on ${versions.versionId} = ${table.versionId}
      where ${table.id} = any(${sql.param([...ids])}::text[])`,
    ]
  }
}
