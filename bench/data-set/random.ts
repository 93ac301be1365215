/** Numbers that look random and are the same in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface Draw {
  /** A whole number below the bound, each as likely. */
  below(bound: number): number
  chance(probability: number): boolean
  /** One of the list; the first far more often than the last (Zipf). */
  frequent<T>(list: readonly T[]): T
  any<T>(list: readonly T[]): T
}

const sumsOfLength = new Map<number, number[]>()

/** The weights 1/2, 1/3, 1/4, … added up. */
function cumulatedWeights(length: number): number[] {
  const known = sumsOfLength.get(length)
  if (known) return known
  let sum = 0
  const sums = Array.from({ length }, (_, index) => {
    sum += 1 / (index + 2)
    return sum
  })
  sumsOfLength.set(length, sums)
  return sums
}

export function drawFrom(random: () => number): Draw {
  function at<T>(list: readonly T[], index: number): T {
    const item = list[index]
    if (item === undefined) throw new Error('Nothing can be drawn from an empty list.')
    return item
  }
  const below = (bound: number) => Math.floor(random() * bound)
  return {
    below,
    chance: (probability) => random() < probability,
    any: (list) => at(list, below(list.length)),
    frequent: (list) => {
      const sums = cumulatedWeights(list.length)
      const wanted = random() * (sums.at(-1) ?? 0)
      let low = 0
      for (let high = list.length - 1; low < high; ) {
        const middle = (low + high) >> 1
        if ((sums[middle] ?? 0) < wanted) low = middle + 1
        else high = middle
      }
      return at(list, low)
    },
  }
}
