import type { HeadWatch } from '../log/head.ts'
import { type AtPosition, keepAtPosition } from '../memory/at-position.ts'
import type { Missing } from './completeness.ts'

/** What was counted of a whole list, whichever page of it is asked for. */
export interface Total {
  total: number
  completeness?: Missing
}

/** Totals that the database counted, by noun and filters. */
export type Totals = AtPosition<Total>

const mostBytes = 4 * 1024 * 1024
export const bytesOfTotal = 200

export function keepTotals({ present }: HeadWatch): Totals {
  return keepAtPosition(present, { name: 'counts', mostBytes })
}
