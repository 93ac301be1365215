/** The task of one process that makes load. */
export interface Shot {
  url: string
  connections: number
  seconds: number
  warmUpSeconds: number
  /** Each path is requested once before any comes again. */
  paths: string[]
  /** Tags to send as If-None-Match, one a path. */
  tags?: string[]
}

/** Its report: milliseconds and counts of the answers after the warm-up. */
export interface Hits {
  milliseconds: { p50: number; p99: number; max: number }
  requests: number
  perSecond: number
  bytesPerRequest: number
  statuses: Record<string, number>
  errors: number
}

export function percentiles(samples: number[]): Hits['milliseconds'] {
  const sorted = Float64Array.from(samples).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}

export const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low, high] = [sorted[middle - 1], sorted[middle]]
  if (high === undefined) return Number.NaN
  return sorted.length % 2 === 1 || low === undefined ? high : (low + high) / 2
}
