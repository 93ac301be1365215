import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { logHead, logRestarts } from '../database/log-tables.ts'
import { headRow, headSeq, rows } from '../database/rows.ts'
import { logPlace } from '../database/service-tables.ts'
import { transaction } from '../database/transaction.ts'
import { readHead } from './head.ts'
import { chainAt, type LogCursor } from './log-cursor.ts'

// A log that was put back to an earlier state goes on as another log, so that no undone position is taken for a later
// one. Postgres gives a number to each database, to each server, and to each history of a server that was recovered
// from an archive or promoted. With the number of its table, which a dump makes anew, these are the lineage of the log. A
// process that knew the log before a promotion confirms that nothing was lost; otherwise another lineage means a restore.
// So does a lineage that is on record by another transaction than the one that it names, as after rows were put back.

/** Begins the log anew at its end, under a new identity. Has no effect if another process has done so already. */
export function restartLog(db: Database, epoch: string, reason: string): Promise<boolean> {
  return transaction(db, async (tx) => {
    const made = await rows(
      tx,
      sql`insert into ${logRestarts} (reason, epoch) values (${reason}, ${epoch}::uuid) returning id`,
    )
    // A dump brings its triggers last. Until then the row would change nothing, and be in the way of the rows to come.
    if ((await readHead(tx)).epoch === epoch) throw new Error('The log was not restarted: it lacks its trigger.')
    return made.length > 0
  })
}

export interface LogEnd extends LogCursor {
  /** The server, the database, the table and the history of the server that the log is now in. */
  lineage: string
  /** The one that the log was in when it was last known to be whole; null for a log that nobody has served yet. */
  knownLineage: string | null
  /** Whether what is known was written into this table by the service, and not put back with other rows. */
  knownHere: boolean
  /** The chain at the position asked about. */
  chainThere: string
  /** Whether the log asked about was restarted in this database. */
  wasRestarted: boolean
  isStandby: boolean
  /** Whether a standby gets its log from a leader. A restore from an archive is read like a standby, but gets none. */
  followsLeader: boolean
}

/** The end of the log and its lineage, with what it knows of an earlier end. Undefined on a standby, which only follows. */
export async function readLogEnd(db: Database, earlier?: LogCursor): Promise<LogEnd | undefined> {
  const end = await readEndAnywhere(db, earlier)
  return end.isStandby ? undefined : end
}

/** The same on a standby, too, which has no lineage of its own. */
export async function readEndAnywhere(db: Database, earlier?: LogCursor): Promise<LogEnd> {
  const { epoch = null, seq = 0 } = earlier ?? {}
  return headRow(
    await rows<LogEnd>(
      db,
      sql`select epoch::text, ${headSeq}, ${chainAt(sql`head.seq`)} as chain, ${chainAt(sql`${seq}::bigint`)} as "chainThere",
        concat_ws('/', (select system_identifier from pg_control_system()),
          (select oid from pg_database where datname = current_database()), 'log_head'::regclass::oid,
          case when not pg_is_in_recovery() then substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end) as lineage,
        (select split_part(place, ' ', 1) from ${logPlace}) as "knownLineage",
        coalesce((select split_part(place, ' ', 2) = xmin::text from ${logPlace}), true) as "knownHere",
        exists (select from ${logRestarts} where epoch = ${epoch}::uuid) as "wasRestarted",
        pg_is_in_recovery() as "isStandby", exists (select from pg_stat_wal_receiver) as "followsLeader"
      from ${logHead} head`,
    ),
  )
}

/** Says that the log is whole in the lineage that it is in now. */
export async function confirmLog(db: Database, lineage: string): Promise<void> {
  await rows(
    db,
    sql`insert into ${logPlace} (place) values (concat(${lineage}::text, ' ', pg_current_xact_id()::xid))
      on conflict (one) do update set place = excluded.place`,
  )
}

/**
 * Restarts a log that was found in another lineage, or behind what was known of it, and notes the lineage. Whether it is
 * so is asked again where it is written: another connection may have led to another server. Tells where the log stands
 * then, and whether it was restarted by this process.
 */
export function restartAt(db: Database, reason: string, isLost: (end: LogEnd) => boolean, known?: LogCursor) {
  return transaction(db, async (tx) => {
    const end = await readLogEnd(tx, known)
    if (!end || !isLost(end)) return { isFirst: false, end }
    const isFirst = await restartLog(tx, end.epoch, reason)
    await confirmLog(tx, end.lineage)
    return { isFirst, end: await readLogEnd(tx) }
  })
}
