import { sql } from 'drizzle-orm'
import { versions } from '../../../database/log-tables.ts'
import { rows } from '../../../database/rows.ts'
import { readHead } from '../../../log/head.ts'
import { nounNamed } from '../../../model/noun-list.ts'
import { faultyRecordsNow, findFaultyRecords } from '../../checks/faulty-records.ts'
import type { Registry } from '../../registry.ts'
import type { GapRequest, GapRow } from './gaps-query.ts'

/** One page of the records in which a rule finds something, their number and the log position. */
export async function listRuleGaps(
  registry: Registry,
  { kind, limit, after }: GapRequest<string>,
): Promise<{ seq: number; total: number; gaps: GapRow[] }> {
  const { db, nouns, past } = registry
  const { seq } = past ?? (await readHead(db))
  const all = await (past ? findFaultyRecords(db, nouns, kind) : faultyRecordsNow(registry, seq, kind))
  const isBeyond = ({ noun, id }: { noun: string; id: string }) =>
    !after || noun > after.key || (noun === after.key && id > after.id)
  const page = all.filter(isBeyond).slice(0, limit + 1)
  const bodies = await bodiesOf({ db, nouns }, page)
  const gaps = page.flatMap(({ noun, id, fields }): GapRow[] => {
    const body = bodies.get(`${noun}/${id}`)
    return body === undefined ? [] : [{ noun, id, since: null, fields, body }]
  })
  return { seq, total: all.length, gaps }
}

async function bodiesOf(
  { db, nouns }: Pick<Registry, 'db' | 'nouns'>,
  page: { noun: string; id: string }[],
): Promise<Map<string, string>> {
  const bodies = new Map<string, string>()
  for (const name of new Set(page.map(({ noun }) => noun))) {
    const { table } = nounNamed(nouns, name)
    const ids = page.flatMap(({ noun, id }) => (noun === name ? [id] : []))
    const records = await rows<{ id: string; body: string }>(
      db,
      sql`select ${table.id} as id, ${versions.content} as body from ${table} join ${versions} on ${versions.versionId} = ${table.versionId}
      where ${table.id} = any(${sql.param(ids)}::text[])`,
    )
    for (const { id, body } of records) bodies.set(`${name}/${id}`, body)
  }
  return bodies
}
