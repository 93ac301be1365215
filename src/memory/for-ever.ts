import { LRUCache } from 'lru-cache'
import { nameUse } from './uses.ts'

/** Keeps what never changes, as far as there is room. */
export interface ForEver<T> {
  find(key: string): T | undefined
  keep(key: string, value: T): void
}

/** Bounded in bytes: what was not asked for longest makes room. */
export function keepForEver<T extends object>(settings: {
  name: string
  mostBytes: number
  bytesOf(value: T): number
}): ForEver<T> {
  const { name, mostBytes, bytesOf } = settings
  nameUse(name)
  const kept = new LRUCache<string, T>({
    maxSize: mostBytes,
    sizeCalculation: (value, key) => 2 * key.length + bytesOf(value) + 1,
  })
  return { find: (key) => kept.get(key), keep: (key, value) => void kept.set(key, value) }
}

/** Keeps the first so many that come. */
export interface First<T> extends ForEver<T> {
  isFull(): boolean
}

/** Bounded in number: what comes later is worked out each time. */
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
