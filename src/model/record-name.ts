import type { NounName } from './fields.ts'

/** A record by its noun and id. */
export interface RecordName {
  noun: NounName
  id: string
}

/** The same as one word: `agreements/shanghai-2024-04-health`. */
export function nameOf({ noun, id }: RecordName): string {
  return `${noun}/${id}`
}
