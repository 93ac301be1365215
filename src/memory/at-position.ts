import { LRUCache } from 'lru-cache'
import { nameUse } from './uses.ts'

/** A position in one particular log. */
export interface Position {
  epoch: string
  seq: number
  /** Differs where the log may have come to this position by another way, after a state that was undone with its leader. */
  way?: string
}

/**
 * The position at which a log stands, as far as this process knows. The watch of the log moves it, and caches read it.
 */
export interface Present {
  /** Undefined while it is not known. */
  current(): Position | undefined
  /** Moves it to where the log stands now, which is believed until then. */
  moveTo(position: Position | undefined, believedUntil?: number): void
}

export function openPresent(): Present {
  let present: Position | undefined
  let until = 0
  return {
    current: () => (until === Number.POSITIVE_INFINITY || Date.now() < until ? present : undefined),
    moveTo(position, believedUntil = Number.POSITIVE_INFINITY) {
      // One object for one position, so that most comparisons need no look inside.
      if (!isSame(present, position)) present = position
      until = believedUntil
    },
  }
}

/** Keeps what is true while the log stands at one position, and shares what is being read there. */
export interface AtPosition<T, Reading = T> {
  /** The present position, to be noted before a reading begins; undefined while it is not known. */
  present(): Position | undefined
  /** The value read under a key at the present position. */
  find(key: string): T | undefined
  /** Keeps what was read at a position and takes so much memory, unless the log has moved since, or whether it has is unknown. */
  keep(key: string, readAt: Position | undefined, value: T, bytes: number): void
  /** Reads, or waits for the reading under the same key that began since the log came to the present position. */
  share(key: string, read: () => Promise<Reading>): Promise<Reading>
}

/** Opens a keeper that holds no more than so many bytes. */
export function keepAtPosition<T extends object | true, Reading = T>(
  present: Present,
  { name, mostBytes }: { name: string; mostBytes: number },
): AtPosition<T, Reading> {
  nameUse(name)
  const empty = () => new LRUCache<string, T>({ maxSize: mostBytes })
  let kept = empty()
  const readings = new Map<string, Promise<Reading>>()
  let keptAt: Position | undefined

  /** The present position. Drops what was read at another. */
  function arrive(): Position | undefined {
    const position = present.current()
    if (!position || isSame(position, keptAt)) return position
    // Quicker than to clear it, which goes through all that is kept.
    kept = empty()
    readings.clear()
    keptAt = position
    return position
  }
  return {
    present: arrive,
    find: (key) => (arrive() ? kept.get(key) : undefined),
    keep(key, readAt, value, bytes) {
      const position = arrive()
      if (position && isSame(position, readAt)) kept.set(key, value, { size: 2 * key.length + bytes + 1 })
    },
    share(key, read) {
      if (!arrive()) return read()
      const underWay = readings.get(key)
      if (underWay) return underWay
      const shared = read().finally(() => {
        if (readings.get(key) === shared) readings.delete(key)
      })
      readings.set(key, shared)
      return shared
    },
  }
}

/** The same memory for use within a transaction, where a reading that is under way outside may wait for its end. */
export function withoutSharing<T extends Pick<AtPosition<unknown>, 'share'>>(memory: T): T {
  const share: T['share'] = (_, read) => read()
  return { ...memory, share }
}

function isSame(position: Position | undefined, other: Position | undefined): boolean {
  if (position === other) return true
  return position?.seq === other?.seq && position?.epoch === other?.epoch && position?.way === other?.way
}
