import { LRUCache } from 'lru-cache'
import { nameUse } from './uses.ts'

/** Caches values that never change, up to a number of bytes; the least recently used are evicted. */
export interface ForEver<T> {
  find(key: string): T | undefined
  /** Keeps a value that takes so much memory. */
  keep(key: string, value: T, bytes: number): void
}

export function keepForEver<T extends object | true>({
  name,
  mostBytes,
}: {
  name: string
  mostBytes: number
}): ForEver<T> {
  nameUse(name)
  const kept = new LRUCache<string, T>({ maxSize: mostBytes })
  return {
    find: (key) => kept.get(key),
    keep: (key, value, bytes) => void kept.set(key, value, { size: 2 * key.length + bytes + 1 }),
  }
}

/** Keeps the first so many that come; what comes later is worked out each time. */
interface First<T> {
  find(key: string): T | undefined
  keep(key: string, value: T): void
  isFull(): boolean
}

export function keepFirst<T extends object | string>({ name, most }: { name: string; most: number }): First<T> {
  nameUse(name)
  const kept = new Map<string, T>()
  return {
    find: (key) => kept.get(key),
    isFull: () => kept.size >= most,
    keep: (key, value) => {
      if (kept.size < most) kept.set(key, value)
    },
  }
}
