import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../../database/connect.ts'
import { cursorAt, type LogCursor } from '../../log/log-cursor.ts'

// A table is read page by page while others write, so its pages are of different moments. The changes that the log has
// of that time are then applied, after which the table is exact at a position.

const pageSize = 1_000
/** How many changes one statement looks at. */
const mostChanges = 1_000
const mostTries = 20
const firstPause = 100

/** The statements from which a table is made, and what it does with the rows that they give. */
export interface TableSource<Table, Row, Changes extends Catch> {
  /** Whether the noun has a number of records with which counting in memory pays. */
  isWanted(): Promise<boolean>
  open(): Promise<Table>
  /** The rows after another, in a fixed order. */
  readPage(last: Row | undefined, limit: number): Promise<Row[]>
  add(table: Table, row: Row): void
  /** At most so many changes after a position, with what has to be known of them. */
  readChanges(table: Table, seq: number, limit: number): Promise<Changes>
  apply(table: Table, changes: Changes): void
}

/** Changes after a position: where the log stands when they are read, and the chain where they end. */
export interface Catch extends LogCursor {
  /** The chain at the position that they are after. */
  chainThere: string
  /** Whether a record of a tree may have moved, and with it the rows of records that did not change themselves. */
  moved: boolean
}

/** A table in memory and the position of the log that it stands at. */
export interface Live<Table> {
  table: Table
  position: LogCursor
  /** Whether it is exact at that position, or still on its way to one. */
  exact: boolean
}

/** Reads a table; undefined where it cannot be brought to the end of the log, or the service is closing. */
export async function readTable<Table, Row, Changes extends Catch>(
  db: Database,
  source: TableSource<Table, Row, Changes>,
  isClosed: () => boolean,
): Promise<Live<Table> | undefined> {
  const position = await cursorAt(db, 'head')
  const table = await source.open()
  for (let last: Row | undefined, isWhole = false; !isWhole; ) {
    if (isClosed()) return undefined
    const page = await untilRead(() => source.readPage(last, pageSize), isClosed)
    for (const row of page) source.add(table, row)
    last = page.at(-1)
    isWhole = page.length < pageSize
  }
  const live = { table, position, exact: false }
  return (await untilRead(() => catchUp(live, source, isClosed), isClosed)) ? live : undefined
}

/** Brings a table to the end of the log; false where the log was replaced, a tree moved rows, or the service closes. */
export async function catchUp<Table, Row, Changes extends Catch>(
  live: Live<Table>,
  source: TableSource<Table, Row, Changes>,
  isClosed: () => boolean,
): Promise<boolean> {
  for (;;) {
    if (isClosed()) return false
    const { seq, epoch, chain } = live.position
    const caught = await source.readChanges(live.table, seq, mostChanges)
    if (caught.epoch !== epoch || caught.chainThere !== chain || caught.moved) return false
    source.apply(live.table, caught)
    live.exact = caught.seq <= seq + mostChanges
    live.position = { epoch, seq: live.exact ? caught.seq : seq + mostChanges, chain: caught.chain }
    if (live.exact) return true
  }
}

/**
 * Reads a part of a table that is read in many. A busy database may end the statement for its time, and without another
 * try all parts would be read again, which keeps the database busy.
 */
async function untilRead<Part>(read: () => Promise<Part>, isClosed: () => boolean): Promise<Part> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await read()
    } catch (error) {
      if (tries === mostTries || isClosed()) throw error
      await pause(firstPause * tries, undefined, { ref: false })
    }
  }
}
