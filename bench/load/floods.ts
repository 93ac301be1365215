import type { Hits } from './shots.ts'

/** Requests that do not wait for each other. */
export interface Flood {
  url: string
  perSecond: number
  seconds: number
  paths: string[]
}

export interface Flooded {
  /** Counts by status, or by the reason why there was no answer. */
  statuses: Record<string, number>
  sent: number
  /** Requests that could not be sent, because too many were unanswered. */
  notSent: number
  milliseconds: Hits['milliseconds']
  /** The same for answers with a status below 300 only. */
  accepted: Hits['milliseconds']
}
