import type { HeadWatch } from '../log/head.ts'
import { type AtPosition, keepAtPosition } from '../memory/at-position.ts'
import { type ForEver, keepForEver } from '../memory/for-ever.ts'
import type { Missing } from './completeness.ts'

/** What was counted of a whole list, whichever page of it is asked for. */
export interface Total {
  total: number
  completeness?: Missing
}

/** Totals that the database counted, by noun and filters. */
export interface Totals extends AtPosition<Total> {
  /** Those as of past positions. */
  past: ForEver<Total>
}

const mostBytes = 4 * 1024 * 1024
const bytesOfTotal = 200

export function keepTotals({ current }: HeadWatch): Totals {
  const settings = { mostBytes, bytesOf: () => bytesOfTotal }
  return {
    ...keepAtPosition({ name: 'counts', ...settings, current }),
    past: keepForEver({ name: 'past', ...settings }),
  }
}
