import { LRUCache } from 'lru-cache'
import { nameUse } from './uses.ts'

/** Caches values for some time after they were asked for. */
interface ForAWhile<T> {
  /**
   * Returns the value under a key from the cache, or from a reading that is under way, or reads it now. An undefined
   * value is not cached.
   */
  share(key: string, read: () => Promise<T | undefined>): Promise<T | undefined>
  /** The same without joining a reading that is under way: within a transaction, that one may wait for its end. */
  findOrRead(key: string, read: () => Promise<T | undefined>): Promise<T | undefined>
  /** Drops what is known under a key, and does not keep what is being read. */
  forget(key: string): void
}

export function keepForAWhile<T extends object>(settings: {
  name: string
  milliseconds: number
  most: number
}): ForAWhile<T> {
  const { name, milliseconds, most } = settings
  nameUse(name)
  const kept = new LRUCache<string, T>({ max: most, ttl: milliseconds })
  const readings = new Map<string, Promise<T | undefined>>()

  async function begin(key: string, read: () => Promise<T | undefined>): Promise<T | undefined> {
    // The time counts from the question, because the answer may have ceased to be true right after.
    const start = performance.now()
    const reading = read()
    readings.set(key, reading)
    try {
      const value = await reading
      if (value !== undefined && readings.get(key) === reading) kept.set(key, value, { start })
      return value
    } finally {
      if (readings.get(key) === reading) readings.delete(key)
    }
  }
  return {
    share: async (key, read) => kept.get(key) ?? readings.get(key) ?? begin(key, read),
    findOrRead: async (key, read) => kept.get(key) ?? begin(key, read),
    forget(key) {
      kept.delete(key)
      readings.delete(key)
    },
  }
}
