/** The candidate that a misspelt text most likely means, if one is close enough. */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const query = text.slice(0, 100).toLowerCase()
  const furthest = Math.max(1, Math.floor(query.length / 3))
  let best: { candidate: string; distance: number } | undefined
  for (const candidate of candidates) {
    const present = candidate.toLowerCase()
    if (Math.abs(present.length - query.length) > furthest) continue
    const distance = editDistance(query, present)
    if (distance <= furthest && (!best || distance < best.distance)) best = { candidate, distance }
  }
  return best?.candidate
}

function editDistance(from: string, to: string): number {
  const start = Array.from({ length: to.length + 1 }, (_, column) => column)
  return at(editCosts(from, to, start), to.length)
}

/**
 * The costs of changing a text into each beginning of another one, by optimal string alignment: insertions, deletions,
 * substitutions and swaps of neighbours each cost one. `start` has the costs of beginning after each letter of the other.
 */
export function editCosts(from: ArrayLike<string>, to: ArrayLike<string>, start: number[]): number[] {
  let beforeLast: number[] = []
  let last = start
  for (let row = 1; row <= from.length; row++) {
    const current = [at(last, 0) + 1]
    for (let column = 1; column <= to.length; column++) {
      const substitution = at(last, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1)
      let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, substitution)
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (swapped && row > 1 && column > 1) cost = Math.min(cost, at(beforeLast, column - 2) + 1)
      current.push(cost)
    }
    beforeLast = last
    last = current
  }
  return last
}

const at = (row: number[], column: number) => row[column] ?? Number.POSITIVE_INFINITY
