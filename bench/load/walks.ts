import type { Hits } from './shots.ts'

/** Requests one after another on each of some connections. The next one may depend on the answer before. */
export interface Walk {
  url: string
  connections: number
  /** Each is timed under its label. */
  requests: { label: string; path: string }[]
  /** The member of an answer that is the `after` of the next page: a walk of pages, on one connection. */
  follow?: string
  /** The time after which the walk stops, whatever is left. */
  seconds?: number
  /** Reads answers piece by piece, counts their lines and keeps nothing. */
  lines?: boolean
}

export interface Walked {
  labels: Record<string, { milliseconds: Hits['milliseconds']; samples: number[] }>
  statuses: Record<string, number>
  lines: number
  bytes: number
}
