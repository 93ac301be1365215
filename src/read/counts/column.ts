import { Numbers } from './numbers.ts'

/** The code of having no value. */
export const missing = 0

let columns = 0
export const nextNumber = () => ++columns

/** The values of one facet on each record: words as codes, in the order of the records. */
export class Column {
  /** No other column has the same. */
  readonly number = nextNumber()
  /** The value of each code; null, of code 0, means no value. */
  readonly words: (string | null)[] = [null]
  readonly codes: Numbers
  /** How many of the codes belong to each record; undefined where each has exactly one. */
  readonly lengths: Numbers | undefined
  private readonly known = new Map<string, number>()

  constructor(several: boolean, expected: number) {
    this.codes = new Numbers(expected)
    this.lengths = several ? new Numbers(expected) : undefined
  }

  codeOf(word: string): number | undefined {
    return this.known.get(word)
  }

  /** Appends the values of the next record, each once. */
  push(values: string | null): void {
    if (this.lengths) this.lengths.push(values === null ? 0 : this.pushEach(values.split(separator)))
    else this.codes.push(values === null ? missing : this.learn(values))
  }

  private pushEach(words: string[]): number {
    const start = this.codes.length
    for (const word of words) {
      const code = this.learn(word)
      if (!this.holds(code, start)) this.codes.push(code)
    }
    return this.codes.length - start
  }

  private holds(code: number, start: number): boolean {
    for (let at = start; at < this.codes.length; at++) if (this.codes.held[at] === code) return true
    return false
  }

  private learn(word: string): number {
    const known = this.known.get(word)
    if (known !== undefined) return known
    // V8 keeps the whole of a longer text in memory for a part of it, so the part is copied.
    const own = Buffer.from(word).toString()
    this.known.set(own, this.words.length)
    return this.words.push(own) - 1
  }
}

/** Separates several values of one record; no id and no word of an enumeration holds it. */
export const separator = '\u001f'

/** Orders values by their characters, with the lack of a value last. */
export function compareValues(one: string | null, other: string | null): number {
  if (one === other) return 0
  if (one === null || other === null) return one === null ? 1 : -1
  return one < other ? -1 : 1
}
