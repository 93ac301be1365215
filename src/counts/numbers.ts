type Held = Uint8Array | Uint16Array | Uint32Array

/** A row of whole numbers at the end of which more may be put, as narrow as the greatest of them allows. */
export class Numbers {
  held: Held = new Uint8Array(1024)
  length = 0
  private most = 255

  push(value: number): void {
    if (value > this.most) this.widen(value)
    if (this.length === this.held.length) this.resize(Math.ceil(this.length * 1.5))
    this.held[this.length++] = value
  }

  /** Gives back what growing took in advance, but for a little. */
  trim(): void {
    this.resize(this.length + (this.length >> 4) + 1024)
  }

  private widen(value: number): void {
    const wider = value > 65_535 ? new Uint32Array(this.held.length) : new Uint16Array(this.held.length)
    wider.set(this.held.subarray(0, this.length))
    this.held = wider
    this.most = value > 65_535 ? 0xff_ff_ff_ff : 65_535
  }

  private resize(size: number): void {
    const next = this.held instanceof Uint8Array ? new Uint8Array(size) : this.another(size)
    next.set(this.held.subarray(0, this.length))
    this.held = next
  }

  private another(size: number): Held {
    return this.held instanceof Uint16Array ? new Uint16Array(size) : new Uint32Array(size)
  }
}
