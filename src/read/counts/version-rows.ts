import { roomFor } from './numbers.ts'

const multiplier = 0x9e_37_79_b1

/** Finds the row of a version: rows are numbered in the order in which versions were pushed. It takes about twelve bytes a version. */
export class VersionRows {
  private versions: Int32Array
  private length = 0
  /** An open hash table: each slot holds the row plus one, or 0. */
  private slots: Int32Array

  constructor(expected: number) {
    this.versions = new Int32Array(roomFor(expected))
    this.slots = new Int32Array(slotsFor(this.versions.length))
  }

  push(versionId: number): void {
    if (this.length === this.versions.length) this.grow()
    this.versions[this.length] = versionId
    this.slots[this.slotOf(versionId)] = ++this.length
  }

  find(versionId: number): number | undefined {
    const held = this.slots[this.slotOf(versionId)]
    return held ? held - 1 : undefined
  }

  /** The version of a row. */
  at(row: number): number {
    return this.versions[row] ?? 0
  }

  /** The slot of a version, or the empty one that it would get. */
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
    const versions = new Int32Array(Math.ceil(this.length * 1.25))
    versions.set(this.versions)
    this.versions = versions
    const slots = slotsFor(versions.length)
    if (slots === this.slots.length) return
    this.slots = new Int32Array(slots)
    for (let row = 0; row < this.length; row++) this.slots[this.slotOf(versions[row] ?? 0)] = row + 1
  }
}

/** A power of two that leaves a third of the slots empty. */
function slotsFor(versions: number): number {
  return 2 ** Math.ceil(Math.log2(versions * 1.5))
}
