import type { LogPosition } from '../registry/head.ts'

const most = 500

/** What was counted, for as long as the log stands where it stood. */
export class Remembered {
  private readonly counted = new Map<string, Promise<unknown>>()
  private position: LogPosition | undefined

  /** What was counted under a name at this position, or what is counted now. */
  at<T>(position: LogPosition, name: string, count: () => Promise<T>): Promise<T> {
    if (this.position?.seq !== position.seq || this.position.epoch !== position.epoch || this.counted.size >= most)
      this.counted.clear()
    this.position = position
    const known = this.counted.get(name)
    if (known) return known as Promise<T>
    const counting = count()
    this.counted.set(name, counting)
    const forget = () => {
      if (this.counted.get(name) === counting) this.counted.delete(name)
    }
    // What came to nothing did so because the log moved on meanwhile.
    void counting.then((counted) => counted ?? forget(), forget)
    return counting
  }
}
