import { type ChangedVersions, hadBetween, readChangedVersions, readSpans, readSpansOf } from './history-query.ts'
import { type CountedSpan, HistoryTable } from './history-table.ts'
import { type Following, type InStep, keepInStep } from './in-step.ts'
import type { TableSource } from './table-source.ts'

// All versions of a noun in memory, to be counted as of any position up to that of the table. Each statement sees a version
// either where it stands or where it was replaced, so pages that are read while others write make one history: what is
// newer than the position is left out by the moment that is asked about.

/** Beyond this many versions they would take more memory than they are worth. */
const mostVersions = 1_000_000

export interface NounHistory extends Pick<InStep<HistoryTable>, 'settle'> {
  /** The table, if it reaches to a position. If there should be one and is none yet, it begins to be read. */
  upTo(seq: number): HistoryTable | undefined
  /** Waits for the table to reach a position, if it is not far. */
  reach(seq: number): Promise<void>
}

export function keepHistory(following: Following): NounHistory {
  const { current, isReady, isBehind, isFar, follow, settle } = keepInStep(following, pastOf(following))
  return {
    settle,
    upTo(seq) {
      if (!isReady()) return undefined
      if (!isBehind(seq)) return current()?.table
      void follow()
      return undefined
    },
    async reach(seq) {
      if (isBehind(seq) && !isFar(seq)) await follow()
    },
  }
}

type Caught = ChangedVersions & { spans: CountedSpan[][] }

/** All versions of a noun, in their order; a row holds the spans of one. */
function pastOf({ db, noun, trees, threshold }: Following): TableSource<HistoryTable, CountedSpan[], Caught> {
  const add = (table: HistoryTable, spans: CountedSpan[]) => {
    for (const span of spans) table.push(span)
  }
  return {
    isWanted: () => hadBetween(db, noun, threshold, mostVersions),
    open: async () => new HistoryTable(noun, 0),
    readPage: (last, limit) => readSpans(db, noun, last?.[0]?.versionId ?? 0, limit),
    add,
    async readChanges(table, seq, limit) {
      const caught = await readChangedVersions(db, noun, trees, seq, limit)
      const unknown = caught.made.filter((versionId) => !table.holds(versionId))
      return { ...caught, spans: unknown.length > 0 ? await readSpansOf(db, noun, unknown) : [] }
    },
    apply(table, { spans, ended }) {
      add(table, spans.flat())
      for (const { versionId, until } of ended) table.end(versionId, until)
    },
  }
}
