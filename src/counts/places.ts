const multiplier = 0x9e_37_79_b1

/** Finds the place of a version, in the order in which versions were put in; about twelve bytes each. */
export class Places {
  private versions = new Int32Array(1024)
  private length = 0
  /** An open hash table: one more than the place, or 0. */
  private slots = new Int32Array(2048)

  push(versionId: number): void {
    if (this.length === this.versions.length) this.grow()
    this.versions[this.length] = versionId
    this.slots[this.slotOf(versionId)] = ++this.length
  }

  find(versionId: number): number | undefined {
    const held = this.slots[this.slotOf(versionId)]
    return held ? held - 1 : undefined
  }

  /** Where a version stands, or the empty slot where it would. */
  private slotOf(versionId: number): number {
    const last = this.slots.length - 1
    let slot = (Math.imul(versionId, multiplier) >>> 7) & last
    for (;;) {
      const held = this.slots[slot]
      if (!held || this.versions[held - 1] === versionId) return slot
      slot = (slot + 1) & last
    }
  }

  private grow(): void {
    const versions = new Int32Array(Math.ceil(this.length * 1.5))
    versions.set(this.versions)
    this.versions = versions
    if (versions.length * 1.4 < this.slots.length) return
    this.slots = new Int32Array(this.slots.length * 2)
    for (let place = 0; place < this.length; place++) this.slots[this.slotOf(versions[place] ?? 0)] = place + 1
  }
}
