import { sql } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { changes, logHead, revisions } from '../../database/log-tables.ts'
import { frameStatements, rows } from '../../database/rows.ts'
import { transaction } from '../../database/transaction.ts'
import { isUndone, positionGone } from '../../log/log-cursor.ts'
import type { Registry } from '../registry.ts'
import { frameAt, type PastMoment } from './frame.ts'

/** Runs queries that all see one moment, the present one. Nothing is written, so a standby can do it. */
export function readNow<T>(db: Database, use: (now: Database) => Promise<T>): Promise<T> {
  return transaction(db, use, { isolationLevel: 'repeatable read', accessMode: 'read only' })
}

/**
 * Runs queries in the registry as it stood at a position, which is not beyond the end of the log. All see one moment, for
 * what was being written at the position may be sealed meanwhile.
 */
export async function readPast<T>(
  { db, nouns, fewUpTo }: Pick<Registry, 'db' | 'nouns' | 'fewUpTo'>,
  seq: number,
  use: (then: Database, moment: PastMoment) => Promise<T>,
): Promise<T> {
  const few = await fewUpTo(db)
  return readNow(db, async (then) => {
    const moment = await momentOf(then, seq)
    if (!moment.isPresent) frameStatements(then, frameAt(nouns, moment, few))
    return use(then, moment)
  })
}

/**
 * Postgres knows nothing of the distinct values of two tables together, and takes them for few: it would hash these, and walk
 * the hash for each row. Look-ups by the indexes are left.
 */
const forTwoTables = sql`array[set_config('enable_hashagg', 'off', true), set_config('enable_material', 'off', true)]`

async function momentOf(db: Database, seq: number): Promise<PastMoment> {
  const [moment] = await rows<Omit<PastMoment, 'seq'> & { isUndone: boolean }>(
    db,
    sql`with whole as materialized (
      select last_seq, top_version from ${revisions} where last_seq <= ${seq} order by last_seq desc limit 1
    ), present as materialized (select seq = ${seq}::bigint as is_present from ${logHead}), top as materialized (
      select greatest(0, (select top_version from whole), (
        select version_id from ${changes} where seq = ${seq}
      )) as version_id
    ), late as (
      select changes.version_id from ${revisions}
      join ${changes} on changes.seq between greatest(first_seq, ${seq}::bigint + 1) and last_seq
      where in_flight @> ${seq}::bigint and changes.version_id <= (select version_id from top)
    )
    select version_id::float8 as highest, (select is_present from present) as "isPresent",
      ${isUndone(seq)} as "isUndone", (
      select coalesce(json_agg(json_build_array(first, last)), '[]') from (
        select min(version_id) as first, max(version_id) as last from (
          select version_id, version_id - row_number() over (order by version_id) as run from late
        ) as numbered group by run
      ) as runs
    ) as late,
      case when (select not is_present from present) then ${forTwoTables} end as settings
    from top`,
  )
  if (!moment) throw new Error('An aggregate gives one row.')
  // The log may have been restarted since the position was found.
  if (moment.isUndone) throw positionGone()
  const { highest, late, isPresent } = moment
  return { seq, highest, late, isPresent }
}
