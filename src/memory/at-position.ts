import { LRUCache } from 'lru-cache'
import { nameUse } from './uses.ts'

/** A position in one particular log. */
export interface Position {
  epoch: string
  seq: number
}

/** Keeps what is true while the log stands at one position. */
export interface AtPosition<T> {
  /** The present position, to be noted before a reading begins; undefined while it is not known. */
  present(): Position | undefined
  /** What was read under a key at the present position. */
  find(key: string): T | undefined
  /** Keeps what was read at a position, unless the log has moved since, or whether it has is unknown. */
  keep(key: string, readAt: Position | undefined, value: T): void
  /**
   * What was read under a key at the present position. It is read at most once at a time; a reading that comes to
   * nothing, or that ends at another position than it began at, is not kept.
   */
  share(key: string, read: () => Promise<T | undefined>): Promise<T | undefined>
}

export interface PositionSettings<T> {
  name: string
  mostBytes: number
  /** The memory that a value takes, roughly. */
  bytesOf(value: T): number
  /** The present position; undefined while it is not known. */
  current(): Position | undefined
}

export function keepAtPosition<T extends object | string | true>({
  name,
  mostBytes,
  bytesOf,
  current,
}: PositionSettings<T>): AtPosition<T> {
  nameUse(name)
  const empty = () =>
    new LRUCache<string, T>({
      maxSize: mostBytes,
      sizeCalculation: (value, key) => 2 * key.length + bytesOf(value) + 1,
    })
  let kept = empty()
  const readings = new Map<string, Promise<T | undefined>>()
  let keptAt: Position | undefined

  /** The present position. Drops what was read at another. */
  function arrive(): Position | undefined {
    const position = current()
    if (!position || isSame(position, keptAt)) return position
    // Quicker than to clear it, which goes through all that is kept.
    kept = empty()
    readings.clear()
    keptAt = position
    return position
  }
  function keep(key: string, readAt: Position | undefined, value: T): void {
    const position = arrive()
    if (position && isSame(position, readAt)) kept.set(key, value)
  }
  async function read(key: string, readAt: Position, begin: () => Promise<T | undefined>): Promise<T | undefined> {
    const value = await begin()
    if (value !== undefined) keep(key, readAt, value)
    return value
  }
  return {
    present: arrive,
    find: (key) => (arrive() ? kept.get(key) : undefined),
    keep,
    async share(key, begin) {
      const position = arrive()
      if (!position) return begin()
      const known = kept.get(key) ?? readings.get(key)
      if (known) return known
      const reading = read(key, position, begin).finally(() => {
        if (readings.get(key) === reading) readings.delete(key)
      })
      readings.set(key, reading)
      return reading
    },
  }
}

function isSame(position: Position, other: Position | undefined): boolean {
  return position.seq === other?.seq && position.epoch === other.epoch
}
