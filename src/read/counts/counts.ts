import type { Database } from '../../database/connect.ts'
import { texts } from '../../language/texts.ts'
import type { HeadWatch } from '../../log/head.ts'
import type { Position } from '../../memory/at-position.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import { expandsLink } from '../../model/noun-list.ts'
import type { NounName } from '../../model/record-name.ts'
import { Unavailable } from '../../problems/problems.ts'
import { countedFacets, type StandingRows } from './count-table.ts'
import { followTable } from './followed-table.ts'
import { type Count, type CountedAt, countNoun, type NounCounts } from './noun-counts.ts'

// A map of this folder, from the bottom up:
// - columns: numbers, bits, column, day-column and days hold the values of records; version-rows finds a version's row;
// - tables: count-table is of the present records, history-table of all versions; value-rows keeps the rows of a value;
// - kept in step with the log: table-source reads a table and its changes, in-step decides when; followed-table uses
//   both for the present and history for the past, by the statements of counts-query and history-query;
// - asked: filters come from a query, judged-rows and filter-rows find their rows, and selection holds the result;
//   facet-counts, cells and periods count it, and value-names reads the records that name the values;
// - doors: counts and noun-counts are for the present, past-counts for the past; count-in-table counts there,
//   counted-page does so for a list, and few-kept tells a search which records its filters keep.

/** Up to this many records the database counts quickly enough. */
export const fewRecords = 2_000

/** The facets of nouns with many records, kept in memory and in step with the log, and counted there. */
export interface Counts {
  /** Whether this noun can be counted here now. If it should be and cannot yet, its table begins to be read. */
  has(noun: Noun): boolean
  /**
   * Counts in the table at this position of the log, or at its end; undefined where the database has to count. The result
   * is remembered under its name until the log moves.
   */
  at<T extends object>(
    noun: Noun,
    seq: number | undefined,
    name: string,
    count: Count<T>,
  ): Promise<CountedAt<T> | undefined>
  /** The table at this position, where it stands there: what is read in a transaction cannot wait for it. */
  standing(noun: Noun, position: Position): StandingRows | undefined
  /** Brings the table to a position, if there is one and it is not far. */
  reach(noun: Noun, seq: number): Promise<void>
  /**
   * Lets the database count, because there is no table. While the table of a noun is being read, only a few such counts
   * run at a time, and the others are told to try again soon: otherwise counting keeps the database so busy that the
   * table is never read.
   */
  inDatabase<T>(noun: Noun, count: () => Promise<T>): Promise<T>
  /** Resolves when each noun with many records can be counted, at the end of the log. */
  settle(): Promise<void>
  close(): void
}

/** How many counts the database makes at once while a table is being read. */
const mostMeanwhile = 2
const tryAgainAfter = 5
const beingRead = texts(
  'The records are being read to be counted. A list without its total and facets, `total=none`, is answered.',
  '正在讀取記錄以供點算。不要求總數（`total=none`）及分項數目的清單可照常查詢。',
  '正在读取记录以供点算。不要求总数（`total=none`）及分项数目的列表可照常查询。',
)

/** The nouns with a tree by which records of this one are also linked to what stands above their targets. */
export function treesOf(nouns: Nouns, { links }: Noun): NounName[] {
  return [...new Set(links.flatMap((link) => (expandsLink(nouns, link) ? link.targets : [])))]
}

/** Opens the counts of all nouns; a noun with more records than the threshold is counted in memory. */
export function keepCounts(
  db: Database,
  nouns: Nouns,
  { present }: HeadWatch,
  report: (error: unknown) => void,
  threshold = fewRecords,
): Counts {
  let closed = false
  let meanwhile = 0
  const counted = new Map<NounName, NounCounts>()
  const following = { db, threshold, report, way: () => present.current()?.way, isClosed: () => closed }
  for (const noun of nouns.values())
    if (countedFacets(noun).length > 0)
      counted.set(noun.name, countNoun(followTable({ ...following, noun, trees: treesOf(nouns, noun) })))
  return {
    has: (noun) => counted.get(noun.name)?.isReady() ?? false,
    at: async (noun, seq, name, count) => counted.get(noun.name)?.at(seq, name, count),
    standing: (noun, position) => counted.get(noun.name)?.standing(position),
    reach: async (noun, seq) => counted.get(noun.name)?.reach(seq),
    async inDatabase(noun, count) {
      if (!counted.get(noun.name)?.isComing()) return count()
      if (meanwhile >= mostMeanwhile) throw new Unavailable(tryAgainAfter, beingRead)
      meanwhile += 1
      try {
        return await count()
      } finally {
        meanwhile -= 1
      }
    },
    settle: async () => {
      for (const one of counted.values()) await one.settle()
    },
    close: () => {
      closed = true
    },
  }
}
