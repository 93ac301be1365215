import type { HeadWatch } from '../log/head.ts'
import { type AtPosition, keepAtPosition } from '../memory/at-position.ts'
import { type ForEver, keepForEver } from '../memory/for-ever.ts'
import type { Counted } from './completeness.ts'
import type { Page } from './list-statement.ts'
import type { Nothing } from './search/explain-nothing.ts'

/** A page of a list with the stored texts of its records. */
export interface ReadList extends Page {
  bodies: Buffer[]
  /** Whether its total is of the newest matches of a search, and there may be more. */
  lowerBound: boolean
  /** Where a search found nothing: of which words, and what may have been meant. */
  nothing?: Nothing
  /** The name that was searched for, where nothing has all that stands around it. */
  readAs?: string
}

/** The counts of a whole list, whichever page of it is asked for. */
export type Total = Counted & { total: number }

/** Totals that the database counted, by noun and filters, and lists that are being read. */
export interface Lists extends AtPosition<Total, ReadList> {
  /** Totals as of past positions. */
  past: ForEver<Total>
}

const mostBytes = 4 * 1024 * 1024
export const bytesOfTotal = 200

export function keepLists({ present }: HeadWatch): Lists {
  return {
    ...keepAtPosition<Total, ReadList>(present, { name: 'counts', mostBytes }),
    past: keepForEver({ name: 'past', mostBytes }),
  }
}
