import type { Texts } from '../language/texts.ts'
import type { RecordDocument } from './record-document.ts'
import type { NounName } from './record-name.ts'
import type { Reference } from './references.ts'

export const levels = ['error', 'warning'] as const
/** An error is wrong by itself; a warning is what an editor should look at, and may be right. */
export type Level = (typeof levels)[number]

/** Where in a record a rule finds something, and the words that it found. */
export interface Fault {
  /** JSON Pointer to the field. */
  pointer: string
  found?: string
}

/** The records around the one that is checked. */
export interface Around {
  record(noun: NounName, id: string): RecordDocument | undefined
  /** Ids of the records of a noun that have this name as a whole, the record itself perhaps among them. */
  named(noun: NounName, name: string): string[]
}

/** The part of a noun that a rule may use. */
interface Referring {
  name: NounName
  referencesIn(document: unknown): Reference[]
}

/** A rule that finds a kind of fault in records. Several nouns may have the same rule. */
export interface Rule<Document> {
  /** Readable and given once: clients ask for it by this name. */
  name: string
  level: Level
  /** Whether a record in which it finds something is refused when it is written, at every door. */
  refuses?: boolean
  /** One sentence: what is amiss, and why it matters. */
  why: Texts
  /** Looks at nothing but the record and what it asks for: it may be called again when that has been read. */
  find(document: Document, around: Around, noun: Referring): Fault[]
}
