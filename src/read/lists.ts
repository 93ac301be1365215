import type { HeadWatch } from '../log/head.ts'
import { type AtPosition, keepAtPosition } from '../memory/at-position.ts'
import type { Missing } from './completeness.ts'
import type { Page } from './list-page.ts'

/** A page of a list with the stored texts of its records. */
export interface ReadList extends Page {
  bodies: Buffer[]
  /** Whether it is of the newest matches of a search, of which there may be more. */
  ofMatches: boolean
}

/** What was counted of a whole list, whichever page of it is asked for. */
interface Total {
  total: number
  completeness?: Missing
}

/** Totals that the database counted, by noun and filters, and lists that are being read. */
export type Lists = AtPosition<Total, ReadList>

const mostBytes = 4 * 1024 * 1024
export const bytesOfTotal = 200

export function keepLists({ present }: HeadWatch): Lists {
  return keepAtPosition(present, { name: 'counts', mostBytes })
}
