import fc, { type Arbitrary } from 'fast-check'

/** Takes one value of what fast-check can make. */
export type Draw = <Value>(arbitrary: Arbitrary<Value>) => Value

/** Draws the same values for the same seed, whatever is drawn. */
export function drawFrom(seed: number): Draw {
  let state = seed | 0
  return (arbitrary) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    // The low bits of such a sequence repeat soon.
    const [value] = fc.sample(arbitrary, { seed: state ^ (state >>> 15), numRuns: 1 })
    return value as typeof arbitrary extends Arbitrary<infer Value> ? Value : never
  }
}

/** True in one of so many draws. */
export const once = (draw: Draw, among: number): boolean => draw(fc.nat(among - 1)) === 0

export const oneOf = <Value>(draw: Draw, values: readonly Value[]): Value =>
  values[draw(fc.nat(Math.max(0, values.length - 1)))] as Value
