import { getTableName, sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { changes, revisions } from '../../database/log-tables.ts'
import { frameStatements, rows } from '../../database/rows.ts'
import { transaction } from '../../database/transaction.ts'
import type { Nouns } from '../../model/noun.ts'
import { frameAt, type Moment } from './frame.ts'

/**
 * Runs queries in the registry as it stood at a position, which is not beyond the end of the log. All are of one snapshot,
 * for what was being written at the position may be sealed meanwhile. Nothing is written, so a standby can do it.
 */
export function readPast<T>(db: Database, nouns: Nouns, seq: number, use: (then: Database) => Promise<T>): Promise<T> {
  const run = async (then: Database) => {
    frameStatements(then, frameAt(nouns, await momentOf(then, nouns, seq)))
    return use(then)
  }
  return transaction(db, run, { isolationLevel: 'repeatable read', accessMode: 'read only' })
}

const mostFew = 2_000

async function momentOf(db: Database, nouns: Nouns, seq: number): Promise<Moment> {
  const few = [...nouns.values()].map(
    ({ table }) => sql`select ${getTableName(table)}::text as name from top
      where (select count(*) from (select from ${table} where ${table.versionId} <= top.version_id limit ${mostFew + 1}) as old) <= ${mostFew}`,
  )
  const [moment] = await rows<{ highest: number; late: number[]; few: string[] }>(
    db,
    sql`with whole as materialized (
      select last_seq, top_version from ${revisions} where last_seq <= ${seq} order by last_seq desc limit 1
    ), top as materialized (
      select greatest(0, (select top_version from whole), (
        select max(version_id) from ${changes} where seq > coalesce((select last_seq from whole), 0) and seq <= ${seq}
      )) as version_id
    )
    select version_id::text::int as highest, array(
      select changes.version_id::text::int from ${revisions}
      join ${changes} on changes.seq between greatest(first_seq, ${seq} + 1) and last_seq
      where in_flight @> ${seq}::bigint and changes.version_id <= top.version_id
    ) as late, array(${sql.join(few, sql` union all `)}) as few from top`,
  )
  if (!moment) throw new Error('An aggregate gives one row.')
  return { seq, ...moment, few: new Set(moment.few) }
}
