import { sql } from 'drizzle-orm'
import type { Database } from '../../../database/connect.ts'
import { versions } from '../../../database/log-tables.ts'
import { rows } from '../../../database/rows.ts'
import { readHead } from '../../../log/head.ts'
import { nounNamed } from '../../../model/noun-list.ts'
import { nameOf, type RecordName } from '../../../model/record-name.ts'
import { faultyRecordsNow, findFaultyRecords } from '../../checks/faulty-records.ts'
import type { View } from '../../registry.ts'
import { type GapScope, inScope } from './gap-scope.ts'
import { type GapRequest, type GapRow, isAsked } from './gaps-query.ts'

/** One page of the records in which a rule finds something, their number and the log position. */
export async function listRuleGaps(
  view: View,
  request: GapRequest<string>,
): Promise<{ seq: number; total: number; gaps: GapRow[] }> {
  const { db, nouns, past } = view
  const { kind, limit, after } = request
  const { seq } = past ?? (await readHead(db))
  const found = await (past ? findFaultyRecords(db, nouns, kind) : faultyRecordsNow(view, seq, kind))
  const all = isAsked('as-written', request) ? await withinScope(db, found, request) : []
  const isBeyond = ({ noun, id }: RecordName) => !after || noun > after.key || (noun === after.key && id > after.id)
  const page = all.filter(isBeyond).slice(0, limit + 1)
  const bodies = await bodiesOf({ db, nouns }, page)
  const gaps = page.flatMap(({ noun, id, fields }): GapRow[] => {
    const body = bodies.get(nameOf({ noun, id }))
    return body === undefined ? [] : [{ noun, id, since: null, fields, because: 'as-written', possible: null, body }]
  })
  return { seq, total: all.length, gaps }
}

/** Those of the records that belong to the mechanism, the meeting and the year that are asked for. */
async function withinScope<Record extends RecordName>(
  db: Database,
  found: Record[],
  scope: GapScope,
): Promise<Record[]> {
  const asked = inScope(scope)
  if (!asked) return found
  const named = JSON.stringify(found.map(({ noun, id }) => ({ noun, id })))
  const within = await rows<RecordName>(
    db,
    sql`select noun, id from json_to_recordset(${named}::json) as gap (noun text, id text) where ${asked}`,
  )
  const names = new Set(within.map(nameOf))
  return found.filter((record) => names.has(nameOf(record)))
}

async function bodiesOf({ db, nouns }: Pick<View, 'db' | 'nouns'>, page: RecordName[]): Promise<Map<string, string>> {
  const bodies = new Map<string, string>()
  for (const name of new Set(page.map(({ noun }) => noun))) {
    const { table } = nounNamed(nouns, name)
    const ids = page.flatMap(({ noun, id }) => (noun === name ? [id] : []))
    const records = await rows<{ id: string; body: string }>(
      db,
      sql`select ${table.id} as id, ${versions.content} as body from ${table} join ${versions} on ${versions.versionId} = ${table.versionId}
      where ${table.id} = any(${sql.param(ids)}::text[])`,
    )
    for (const { id, body } of records) bodies.set(nameOf({ noun: name, id }), body)
  }
  return bodies
}
