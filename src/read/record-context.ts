import { sql } from 'drizzle-orm'
import { logHead } from '../database/log-tables.ts'
import { headRow, headSeq, preparedEach } from '../database/rows.ts'
import { type VersionEntry, versionsOf } from '../log/version-queries.ts'
import type { Noun } from '../model/noun.ts'
import { readList } from './list.ts'
import { planReferring } from './list-plan.ts'
import { usualQuery } from './list-query.ts'
import { type ListPart, partOfStatement, readPart } from './list-statement.ts'
import type { View } from './registry.ts'

/** A list of what refers to the records of a noun, by a filter that takes their ids, and how many of it are read. */
export interface Referring {
  noun: Noun
  parameter: string
  limit: number
}

/** How a record came about and what refers to it, and the log positions at which this was read. */
export interface RecordContext {
  seqs: number[]
  versions: VersionEntry[]
  /** In the order asked for. */
  lists: { total: number; bodies: Buffer[] }[]
}

type ReadContext = (view: View, id: string) => Promise<RecordContext>

/**
 * A reader of the context of a noun's records, in one statement except for counts in memory. The statement is long, so
 * it is rendered once for each database and choice of lists.
 */
export function contextReader({ name }: Noun, asked: Referring[], mostVersions: number): ReadContext {
  const id = sql.placeholder('id')
  const preparedOn = preparedEach<Row>()
  const statementOf = (lists: Referring[]) => {
    const parts = lists.map(({ noun, parameter, limit }) =>
      partOfStatement(noun, planReferring(noun, parameter, id, limit)),
    )
    return sql`select ${headSeq}, json_build_array(${sql.join(parts, sql`, `)}) as lists,
        (select coalesce(json_agg(entry order by version desc), '[]') from (${versionsOf(name, id, mostVersions)}) as entry) as versions
      from ${logHead} head`
  }

  return async (view, id) => {
    const { db, counts, readBodies } = view
    const lists = asked.filter(({ noun }) => !counts.has(noun))
    const form = lists.map((list) => asked.indexOf(list)).join()
    const [row, counted] = await Promise.all([
      preparedOn(db, () => statementOf(lists), form)({ id }).then(headRow),
      Promise.all(asked.map((list) => (lists.includes(list) ? undefined : readCounted(view, list, id)))),
    ])
    const read = asked.map(async (list, at) => {
      const known = counted[at]
      if (known) return known
      const { total, records } = readPart(row.lists[lists.indexOf(list)] as ListPart, list.limit)
      return { seq: row.seq, total, bodies: await readBodies(list.noun, records) }
    })
    const found = await Promise.all(read)
    return { seqs: [row.seq, ...found.map(({ seq }) => seq)], versions: row.versions, lists: found }
  }
}

interface Row {
  seq: number
  lists: ListPart[]
  versions: VersionEntry[]
}

/** A list of a noun that is counted in memory. */
async function readCounted(view: View, { noun, parameter, limit }: Referring, id: string) {
  const query = { ...usualQuery, [parameter]: [id], limit }
  const { seq, total = 0, bodies } = await readList(view, noun, query)
  return { seq, total, bodies }
}
