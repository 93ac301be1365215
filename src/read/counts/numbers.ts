type Held = Uint8Array | Uint16Array | Uint32Array

/** A growing array of whole numbers, in elements as narrow as the greatest number allows. */
export class Numbers {
  held: Held
  length = 0
  private most = 255

  constructor(expected: number) {
    this.held = new Uint8Array(roomFor(expected))
  }

  push(value: number): void {
    if (value > this.most) this.widen(value)
    if (this.length === this.held.length) this.grow()
    this.held[this.length++] = value
  }

  /** Puts another number in the place of one. */
  set(at: number, value: number): void {
    if (value > this.most) this.widen(value)
    this.held[at] = value
  }

  private widen(value: number): void {
    this.most = value > 65_535 ? 0xff_ff_ff_ff : 65_535
    this.move(this.held.length)
  }

  private grow(): void {
    this.move(Math.ceil(this.length * 1.25))
  }

  private move(size: number): void {
    const next = emptyArray(this.most, size)
    next.set(this.held.subarray(0, this.length))
    this.held = next
  }
}

function emptyArray(most: number, size: number): Held {
  if (most === 255) return new Uint8Array(size)
  return most === 65_535 ? new Uint16Array(size) : new Uint32Array(size)
}

/** Room for the expected numbers and a little more: an array that outgrows its memory is copied, and leaves fragments behind. */
export function roomFor(expected: number): number {
  return expected + (expected >> 4) + 1024
}
