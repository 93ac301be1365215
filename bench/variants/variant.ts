import type { Running } from '../machine/service.ts'

/** One thing that is measured, and in turns with the others. */
export interface Variant {
  name: string
  connections: number
  /** Whose CPU and memory is told as the service's. */
  service: Running
  /** So many paths, none of which was given before. */
  paths: (count: number) => string[]
  /** At most so many requests a second are foreseen, for paths to be made for. */
  mostPerSecond: number
  /** A slow answer needs more time than the others for a few of it. */
  leastSeconds?: number
  /** Whether an answer that was given before would not count. */
  uncached?: boolean
  tagOf?: (path: string) => string
  /** The statuses that are no failure. */
  wanted: number[]
}

/** Paths from a list, in an order that mixes it, and each written in another way when the list comes round again. */
export function endless(
  list: string[],
  again: (path: string, round: number) => string = (path) => path,
): Variant['paths'] {
  let at = 0
  // A step that has no divisor in common with the length meets every entry once a round.
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
