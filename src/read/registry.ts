import type { Connection, Database } from '../database/connect.ts'
import { type HeadWatch, watchHead } from '../log/head.ts'
import type { Moment } from '../log/moments.ts'
import { type ForEver, keepForEver } from '../memory/for-ever.ts'
import type { Nouns } from '../model/noun.ts'
import { type FaultyRecords, keepFaultyRecords } from './checks/faulty-records.ts'
import { type Counts, keepCounts } from './counts/counts.ts'
import { keepPastCounts, type PastCounts } from './counts/past-counts.ts'
import { type RecordFinder, recordFinder } from './find-record.ts'
import { keepTotals, type Totals } from './kept-totals.ts'
import { type IdChecks, idChecks, keepIds } from './known-ids.ts'
import { type FewUpTo, fewRowsWatch } from './past/few-rows.ts'
import { bodyReader, type KeptTexts, keepPastTexts, keepTexts, type ReadBodies } from './record-texts.ts'
import { type IsLarge, sizeWatch } from './search/newest-matches.ts'

const bytesOfMoments = 1024 * 1024

export interface RegistrySettings {
  /** Nouns with more records than this are counted in memory. */
  countedFrom?: number
  /** For how many milliseconds the database may be silent before its leader may have been lost meanwhile. */
  longestGap?: number
  /** Called with errors of work that no request waits for. */
  report?: (error: unknown) => void
}

/** The registry as it stands, or as it is at one moment: all that an answer is read from. */
export interface View extends RecordFinder {
  /** For reads, which a replica may answer. */
  db: Database
  /** For reads that must not miss what was just committed; at one moment the same as `db`. */
  newest: Database
  nouns: Nouns
  head: HeadWatch
  texts: KeptTexts
  readBodies: ReadBodies
  idChecks: IdChecks
  totals: Totals
  faulty: FaultyRecords
  isLarge: IsLarge
  counts: Counts
  /** Set where `db` holds the registry as it once stood. */
  past?: Moment
  /** Set where all that `db` reads is of one moment. */
  isOneMoment?: true
}

/** The input of routes: the database, the nouns, and what this process remembers of the registry. */
export interface Registry extends View {
  /** For writes, and for reading what was just written. */
  leader: Database
  mode: Connection['mode']
  pastTexts: KeptTexts
  pastCounts: PastCounts
  fewUpTo: FewUpTo
  /** Where fixed moments lie that were asked about. */
  moments: ForEver<Moment>
  /** Fails where no read gets a connection to the leader. */
  requireReader: Connection['requireReader']
  /** Whether a write would be kept at the moment. */
  takesWrites: Connection['takesWrites']
  close(): void
}

export async function openRegistry(
  connection: Connection,
  nouns: Nouns,
  { countedFrom, longestGap, report = console.error }: RegistrySettings = {},
): Promise<Registry> {
  const head = await watchHead(connection, longestGap)
  const { reads: db, newest, leader, mode } = connection
  const counts = keepCounts(db, nouns, head, report, countedFrom)
  const pastCounts = keepPastCounts(db, nouns, head, report, countedFrom)
  const texts = keepTexts(head)
  return {
    db,
    newest,
    leader,
    mode,
    nouns,
    head,
    ...recordFinder(db, texts),
    texts,
    pastTexts: keepPastTexts(head),
    readBodies: bodyReader(db, texts),
    idChecks: idChecks(nouns, keepIds(head)),
    totals: keepTotals(head),
    faulty: keepFaultyRecords(head),
    isLarge: sizeWatch(),
    counts,
    pastCounts,
    fewUpTo: fewRowsWatch(nouns),
    moments: keepForEver({ name: 'past', mostBytes: bytesOfMoments }),
    requireReader: connection.requireReader,
    takesWrites: connection.takesWrites,
    close: () => {
      counts.close()
      pastCounts.close()
      head.close()
    },
  }
}
