const names = new Set<string>()

/** Notes what a keeper is used for; docs/memory.md lists the same names. */
export function nameUse(name: string): void {
  names.add(name)
}

/** What this process remembers, by name, as far as it has been opened. */
export function usesOfMemory(): string[] {
  return [...names].sort()
}
