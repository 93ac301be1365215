import type { Database } from '../../database/connect.ts'
import { cursorAt, type LogCursor } from '../../log/log-cursor.ts'
import type { NounName } from '../../model/fields.ts'
import type { Noun } from '../../model/noun.ts'
import { CountTable } from './count-table.ts'
import { countRecords, readChanged, readPage } from './counts-query.ts'
import { untilRead } from './until-read.ts'

// A table is read page by page while others write, so its pages are of different moments. The records that changed
// meanwhile are then read again by the log, after which the table is exactly the state at that position.

const pageSize = 1000
/** How many changes one statement looks at. */
const mostChanges = 1000

/** A table of counts and the position of the log that it stands at. */
export interface LiveTable {
  table: CountTable
  position: LogCursor
  /** Whether it is exact at that position, or still on its way to one. */
  exact: boolean
}

/**
 * Reads all records of a noun; undefined where the log was replaced meanwhile, a record moved in one of the trees, or the
 * service is closing.
 */
export async function loadTable(
  db: Database,
  noun: Noun,
  trees: NounName[],
  isClosed: () => boolean,
): Promise<LiveTable | undefined> {
  const position = await cursorAt(db, 'head')
  const live: LiveTable = { table: new CountTable(noun, await countRecords(db, noun)), position, exact: false }
  for (let after = ''; ; ) {
    if (isClosed()) return undefined
    const page = await untilRead(() => readPage(db, noun, after, pageSize), isClosed)
    for (const record of page) live.table.push(record)
    const last = page.at(-1)
    if (!last || page.length < pageSize) break
    after = last.id
  }
  return (await untilRead(() => followLog(db, noun, trees, live, isClosed), isClosed)) ? live : undefined
}

/** Brings a table to the present position of the log; false where it cannot be brought there. */
export async function followLog(
  db: Database,
  noun: Noun,
  trees: NounName[],
  live: LiveTable,
  isClosed: () => boolean,
): Promise<boolean> {
  const { table } = live
  for (;;) {
    if (isClosed()) return false
    const { seq, epoch, chain } = live.position
    const changed = await readChanged(db, noun, trees, seq, mostChanges)
    if (changed.epoch !== epoch || changed.chainThere !== chain || changed.moved) return false
    for (const { versions, now } of changed.records) {
      for (const version of versions.split(' ')) table.remove(Number(version))
      if (now) table.push(now)
    }
    live.exact = changed.seq <= seq + mostChanges
    live.position = { epoch, seq: live.exact ? changed.seq : seq + mostChanges, chain: changed.chain }
    if (live.exact) return true
  }
}
