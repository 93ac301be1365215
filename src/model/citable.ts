import type { CslItem } from '../formats/csl.ts'
import type { Language } from '../language/texts.ts'
import type { LocalizedText } from './fields.ts'
import type { NounName, RecordName } from './record-name.ts'

/** The data around a record that its citation may use. */
interface CitationContext {
  language: Language
  /** The permanent address of the record. */
  address: string
  /** The name of a record that `reads` has named. */
  nameOf: (noun: NounName, id: string) => LocalizedText | undefined
}

/** How the records of a noun are cited by libraries of references. */
export interface Citable<Document> {
  /** The records whose names stand in a citation. */
  reads: (document: Document) => RecordName[]
  item: (document: Document, context: CitationContext) => CslItem
}
