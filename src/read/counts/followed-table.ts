import { CountTable } from './count-table.ts'
import {
  type ChangedRecords,
  countRecords,
  hasMoreThan,
  type PageRow,
  readChanged,
  readCountedRows,
} from './counts-query.ts'
import { type Following, type InStep, keepInStep } from './in-step.ts'
import type { Live, TableSource } from './table-source.ts'

/** A table is read again when more than half of its rows are dead, unless it is this small. */
const smallTable = 4096

export type LiveTable = Live<CountTable>

/** The table of a noun, which there is while it has many records and they have been read, kept in step with the log. */
export interface FollowedTable extends Pick<InStep<CountTable>, 'current' | 'isReady' | 'isComing' | 'settle'> {
  /** The table at this position of the log, or at its end; undefined where it cannot soon be brought there. */
  at(seq: number | undefined): Promise<LiveTable | undefined>
}

export function followTable(following: Following): FollowedTable {
  const table = keepInStep(following, presentOf(following), ({ dead, size }) => dead > size / 2 && size > smallTable)
  const { current, isBehind, isFar, follow, idle } = table
  return {
    ...table,
    async at(seq) {
      if (seq !== undefined && isFar(seq)) {
        void follow()
        return undefined
      }
      await idle()
      if (seq === undefined || !current()?.exact || isBehind(seq)) await follow()
      const live = current()
      return live?.exact && (seq === undefined || live.position.seq === seq) ? live : undefined
    },
  }
}

/** The present records of a noun, in the order of their ids. */
function presentOf({ db, noun, trees, threshold }: Following): TableSource<CountTable, PageRow, ChangedRecords> {
  return {
    isWanted: () => hasMoreThan(db, noun, threshold),
    open: async () => new CountTable(noun, await countRecords(db, noun)),
    readPage: (last, limit) => readCountedRows(db, noun, last?.id ?? '', limit),
    add: (table, record) => table.push(record),
    readChanges: (_, seq, limit) => readChanged(db, noun, trees, seq, limit),
    apply(table, { records }) {
      for (const { versions, now } of records) {
        for (const version of versions.split(' ')) table.remove(Number(version))
        if (now) table.push(now)
      }
    },
  }
}
