import type { Database } from '../../database/connect.ts'
import type { NounName } from '../../model/fields.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import { countedFacets } from './count-table.ts'
import { type Count, type Counted, countNoun, type NounCounts } from './noun-counts.ts'

/** Up to so many records the database counts quickly enough. */
export const fewRecords = 2_000

/** The facets of nouns with many records, kept in memory and in step with the log, and counted there. */
export interface Counts {
  /** Whether this noun can be counted here now. Where it should be and cannot yet, its table begins to be read. */
  has(noun: Noun): boolean
  /**
   * Counts in the table at this position of the log, or at its end; undefined where the database has to count. What is
   * counted is remembered by its name while the log stands still.
   */
  at<T>(noun: Noun, seq: number | undefined, name: string, count: Count<T>): Promise<Counted<T> | undefined>
  /** Resolves when each noun with many records can be counted, at the end of the log. */
  settle(): Promise<void>
  close(): void
}

export function keepCounts(db: Database, nouns: Nouns, threshold = fewRecords): Counts {
  let closed = false
  const counted = new Map<NounName, NounCounts>()
  for (const noun of nouns.values())
    if (countedFacets(noun).length > 0)
      counted.set(
        noun.name,
        countNoun(db, noun, threshold, () => closed),
      )
  return {
    has: (noun) => counted.get(noun.name)?.isReady() ?? false,
    at: async (noun, ...asked) => counted.get(noun.name)?.at(...asked),
    settle: async () => {
      for (const one of counted.values()) await one.settle()
    },
    close: () => {
      closed = true
    },
  }
}
