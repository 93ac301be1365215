import type { HeadWatch } from '../log/head.ts'
import { type AtPosition, keepAtPosition } from '../memory/at-position.ts'
import { type ForEver, keepForEver } from '../memory/for-ever.ts'
import type { Counted } from './completeness.ts'
import type { ListAnswer } from './list-statement.ts'

/** The counts of a list whose total is known. */
export type Total = Counted & { total: number }

/** Totals that the database counted, by noun and filters, and lists that are being read. */
export interface Totals extends AtPosition<Total, ListAnswer> {
  /** Totals as of past positions. */
  past: ForEver<Total>
}

const mostBytes = 4 * 1024 * 1024
export const bytesOfTotal = 200

export function keepTotals({ present }: HeadWatch): Totals {
  return {
    ...keepAtPosition<Total, ListAnswer>(present, { name: 'counts', mostBytes }),
    past: keepForEver({ name: 'past', mostBytes }),
  }
}
