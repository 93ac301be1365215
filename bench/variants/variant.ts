import type { Running } from '../machine/service.ts'

/** One of the measurements that take turns. */
export interface Variant {
  name: string
  connections: number
  /** The process whose CPU and memory the row shows as the service's. */
  service: Running
  /** Gives a number of paths, none of which it gave before. */
  paths: (count: number) => string[]
  /** The highest rate that is expected; paths are made for it. */
  mostPerSecond: number
  /** The least time of a round, longer for slow answers so that a round has some. */
  leastSeconds?: number
  /** Whether an answer from the service's cache would not count. */
  uncached?: boolean
  tagOf?: (path: string) => string
  /** The statuses that are no failures. */
  expected: number[]
}

/** Paths from a list in a mixed order, without end. In each further round of the list, `again` writes a path in another way. */
export function endless(
  list: string[],
  again: (path: string, round: number) => string = (path) => path,
): Variant['paths'] {
  let at = 0
  // A step without a common divisor with the length meets every entry once a round.
  const step = coprime(Math.floor(list.length * 0.618), list.length)
  return (count) =>
    Array.from({ length: count }, () => {
      const n = at++
      const path = list[(n * step) % list.length] ?? ''
      return again(path, Math.floor(n / list.length))
    })
}

function coprime(near: number, length: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
  let step = Math.max(1, near)
  while (divisor(step, length) !== 1) step += 1
  return step
}
