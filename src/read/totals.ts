import type { HeadWatch } from '../log/head.ts'
import type { Missing } from './completeness.ts'

/** What is known of a whole list, whichever page of it is asked for. */
export interface Total {
  total: number
  completeness?: Missing
}

/** Totals of lists, remembered while the log has not moved. */
export interface Totals {
  find(name: string): (Total & { seq: number }) | undefined
  keep(name: string, seq: number, total: Total): void
}

const most = 5_000

export function rememberTotals(head: HeadWatch): Totals {
  const totals = new Map<string, Total>()
  let position: { epoch: string; seq: number } | undefined

  /** Whether what is remembered is of the present position; forgets it otherwise. */
  function isPresent(): boolean {
    const present = head.current()
    if (!present) return false
    if (position?.seq !== present.seq || position.epoch !== present.epoch || totals.size >= most) totals.clear()
    position = present
    return true
  }
  return {
    find: (name) => {
      const total = isPresent() ? totals.get(name) : undefined
      return position && total && { seq: position.seq, ...total }
    },
    keep: (name, seq, total) => {
      if (isPresent() && position?.seq === seq) totals.set(name, total)
    },
  }
}
