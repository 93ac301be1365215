import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { logHead, versions } from '../../database/log-tables.ts'
import { headSeq, type LeftJoined, rows } from '../../database/rows.ts'
import type { AtPosition } from '../../memory/at-position.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import { type NounName, nameOf, type RecordName } from '../../model/record-name.ts'

/** A value of a facet. Where the value is an id, a record names it. */
export interface NamedValue {
  facet: string
  value: string | null
}

/** Finds the stored record that names a value of a facet. */
export type FindBody = (named: NamedValue) => string | null

/** The stored record that names a value. */
export interface ValueName {
  body: string
}

/** The cache of records that name values. */
export type KnownNames = Pick<AtPosition<ValueName>, 'present' | 'find' | 'keep'>

/** Where names are looked for: at a position of the log, in what is known there. */
interface NamesAt {
  seq: number
  names: KnownNames
}

/** The records that name these values, as they stand at this position; undefined where the log has moved on. */
export async function findNames(
  { db, nouns }: { db: Database; nouns: Nouns },
  noun: Noun,
  values: NamedValue[],
  { seq, names }: NamesAt,
): Promise<FindBody | undefined> {
  const nameOfValue = ({ facet, value }: NamedValue) => {
    const labels = noun.facets[facet]?.labels
    return labels && value !== null ? { noun: labels, id: value } : undefined
  }
  const bodyOf = new Map<string, string>()
  const unknown = new Map<NounName, Set<string>>()
  for (const reference of values.map(nameOfValue)) {
    if (!reference) continue
    const known = names.find(nameOf(reference))
    if (known) bodyOf.set(nameOf(reference), known.body)
    else unknown.set(reference.noun, (unknown.get(reference.noun) ?? new Set()).add(reference.id))
  }
  if (unknown.size > 0) {
    const readAt = names.present()
    const read = await readUnknown(db, nouns, unknown)
    if (read[0]?.seq !== seq) return undefined
    for (const row of read) {
      if (row.body === null) continue
      bodyOf.set(nameOf(row), row.body)
      names.keep(nameOf(row), readAt && { ...readAt, seq }, { body: row.body }, 2 * row.body.length)
    }
  }
  return (named) => {
    const reference = nameOfValue(named)
    return (reference && bodyOf.get(nameOf(reference))) ?? null
  }
}

type NameRow = LeftJoined<RecordName & ValueName> & { seq: number }

function readUnknown(db: Database, nouns: Nouns, unknown: Map<NounName, Set<string>>): Promise<NameRow[]> {
  return rows<NameRow>(
    db,
    sql`select ${headSeq}, named.noun, named.id, named.body
    from ${logHead} head left join (${sql.join([...unknown].flatMap(bodies(nouns)), sql` union all `)}) as named on true`,
  )
}

function bodies(nouns: Nouns) {
  return ([name, ids]: [NounName, Set<string>]): SQL[] => {
    const table = nouns.get(name)?.table
    if (!table) return []
    return [
      sql`select ${name}::text as noun, ${table.id} as id, ${versions.content} as body
      from ${table} join ${versions} on ${versions.versionId} = ${table.versionId}
      where ${table.id} = any(${sql.param([...ids])}::text[])`,
    ]
  }
}
