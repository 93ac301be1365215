import type { Hits } from './shots.ts'

/** Requests that do not wait for each other. */
export interface Flood {
  url: string
  perSecond: number
  seconds: number
  paths: string[]
}

export interface Flooded {
  /** By status, or by the reason why there was none. */
  statuses: Record<string, number>
  sent: number
  /** What could not be sent, because too much was unanswered. */
  notSent: number
  milliseconds: Hits['milliseconds']
  /** The same of the answers that were 2xx alone. */
  accepted: Hits['milliseconds']
}
