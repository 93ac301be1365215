/** A noun, named as its URL names it. The list of nouns (nouns/all.ts) is checked at start to have every name that is used. */
export type NounName = string

/** A record by its noun and id. */
export interface RecordName {
  noun: NounName
  id: string
}

/** The same as one word: `agreements/shanghai-2024-04-health`. */
export function nameOf({ noun, id }: RecordName): string {
  return `${noun}/${id}`
}
