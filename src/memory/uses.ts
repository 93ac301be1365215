const names = new Set<string>()

/** Notes what a keeper is used for; docs/memory.md lists the same names. */
export function nameUse(name: string): void {
  names.add(name)
}

/** The names of the caches that this process has opened. */
export function usesOfMemory(): string[] {
  return [...names].sort()
}
