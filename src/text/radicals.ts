import { radicalStrokes } from './tables/radical-strokes.ts'

/** The radical and further strokes of each unified ideograph, as one number that sorts. */
const orders = new Map<number, number>()

/** More than the strokes of any character beside its radical. */
const mostStrokes = 64

/**
 * Where a character of Han stands in Unicode's order by radical and stroke: a number below 30 000. Characters with a
 * simplified radical follow those with the radical itself. Undefined of any other character.
 */
export function radicalOrder(character: string): number | undefined {
  if (orders.size === 0) readTable()
  return orders.get(character.codePointAt(0) ?? 0)
}

function readTable(): void {
  let [code, radical] = [0, 0]
  for (const word of radicalStrokes.trim().split(/\s/)) {
    if (word.startsWith('@')) code = Number.parseInt(word.slice(1), 16)
    else if (word.startsWith('r')) radical = baseOf(word.slice(1))
    else {
      const [strokes = 0, count = 1] = word.split('*').map(Number)
      for (let each = 0; each < count; each += 1) orders.set(code++, radical + strokes)
    }
  }
}

/** `149` is a radical, and `149'` its simplified form. */
function baseOf(radical: string): number {
  const isSimplified = radical.endsWith("'")
  return (2 * Number.parseInt(radical, 10) + (isSimplified ? 1 : 0)) * mostStrokes
}
