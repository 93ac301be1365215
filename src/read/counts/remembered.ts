import type { LogPosition } from '../../log/head.ts'

/** How many rows of counts are remembered in all; what else comes with an answer weighs as much as ten. */
const mostRows = 100_000
const rowsAside = 10

/** What was counted, for as long as the log stands where it stood. */
export class Remembered {
  private readonly counted = new Map<string, Promise<unknown>>()
  private rows = 0
  private position: LogPosition | undefined

  /** What was counted under a name at this position, or what is counted now. */
  at<T>(position: LogPosition, name: string, count: () => Promise<T>): Promise<T> {
    if (this.position?.seq !== position.seq || this.position.epoch !== position.epoch || this.rows > mostRows) {
      this.counted.clear()
      this.rows = 0
    }
    this.position = position
    const known = this.counted.get(name)
    if (known) return known as Promise<T>
    const counting = count()
    this.counted.set(name, counting)
    const forget = () => {
      if (this.counted.get(name) === counting) this.counted.delete(name)
    }
    // What came to nothing did so because the log moved on meanwhile.
    const weigh = (counted: T) => {
      if (counted) this.rows += rowsAside + Object.values(counted).flat().length
      else forget()
    }
    void counting.then(weigh, forget)
    return counting
  }
}
