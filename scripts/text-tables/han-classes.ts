/** Characters of Han that are one to a search, and the lists of everyday characters that tell some of them apart. */
export class HanClasses {
  readonly #classes = new Map<string, string[]>()
  readonly #lists: Map<string, string>[]

  /** Each list gives its characters and the entry that each belongs to. */
  constructor(lists: Map<string, string>[]) {
    this.#lists = lists
  }

  /** The class of a character; the first of it stands for all. */
  of(character: string): string[] {
    return this.#classes.get(character) ?? [character]
  }

  join(one: string, other: string): void {
    if (this.of(one).includes(other)) return
    const joined = [...this.of(one), ...this.of(other)]
    for (const character of joined) this.#classes.set(character, joined)
  }

  /** Joins two where no list has them as different words; the one that a list knows stands for both. */
  joinAlike(one: string, other: string): boolean {
    if (this.of(one).includes(other)) return true
    if (this.toldApart(one, other)) return false
    if (!this.isListed(one) && this.isListed(other)) this.join(other, one)
    else this.join(one, other)
    return true
  }

  /** Whether a list has both, and not under one entry. */
  toldApart(one: string, other: string): boolean {
    return this.#lists.some((list) => {
      const [entries, others] = [one, other].map((character) =>
        this.of(character).flatMap((member) => list.get(member) ?? []),
      )
      if (!entries?.length || !others?.length) return false
      return !entries.some((entry) => others.includes(entry))
    })
  }

  isListed(character: string): boolean {
    return this.of(character).some((member) => this.#lists.some((list) => list.has(member)))
  }

  all(): string[][] {
    return [...new Set(this.#classes.values())]
  }
}
