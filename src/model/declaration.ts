import type { SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { LinkTable } from '../database/link-tables.ts'
import type { Texts, Words } from '../language/texts.ts'
import type { SearchField } from '../text/query-terms.ts'
import type { Citable } from './citable.ts'
import type { LocalizedText } from './fields.ts'
import type { CommonField } from './headings.ts'
import type { ListFilters } from './list-filters.ts'
import type { Parameter } from './parameter.ts'
import type { OwnedFields } from './record-document.ts'
import type { NounName } from './record-name.ts'
import type { Rule } from './rule.ts'
import type { SearchText } from './search-text.ts'

// All that a noun declares of itself.

/** The columns that each noun's table has. */
export interface RecordTable extends PgTable {
  id: PgColumn
  versionId: PgColumn
  label: PgColumn
  contested: PgColumn
  search: PgColumn
  written: PgColumn
  names: PgColumn
  words: PgColumn
  /** The sort key of a noun that has a date. */
  onDate?: PgColumn
}

/** Which ids of a document go into a link table, in the order of the document. */
interface Link<Document> {
  table: LinkTable
  targets: NounName
  /** Whether a filter by this link also finds what lies below its value in the tree of the targets, which does not expand for all links. */
  expands?: boolean
  of: (document: Document) => (string | LinkItem)[]
}

export interface LinkItem {
  target: string
  /** A value that tells the link from others of the same table, such as the side on which an organization signed. */
  side?: string
  /** The first and the last day of the link, where it has dates. */
  from?: string | null
  to?: string | null
}

/** The records of a noun as a tree, by a reference of each to the one above it. */
interface Tree<Document> {
  /** The column of the noun's table that holds the parent's id. */
  column: PgColumn
  parentOf: (document: Document) => string | null
  /** Whether filters by any link and searches by a record also find what refers to one below it. */
  expands: boolean
}

/** How a list can be ordered: a column without nulls (or an expression), and how its values look in a cursor. */
export interface Sort {
  column: PgColumn | SQL
  type: 'text' | 'date' | 'integer'
  /** Joins what the column is read from, where that is not the noun's own table. */
  join?: SQL
}

/** The fields of a document that hold one of a few words, with the words for each of these. */
type ValueWords<Document> = {
  readonly [Field in keyof Document as OneOfFew<NonNullable<Document[Field]>> extends true ? Field : never]-?: Readonly<
    Record<NonNullable<Document[Field]> & string, Texts>
  >
}
type OneOfFew<Value> = [Value] extends [never]
  ? false
  : [Value] extends [string]
    ? string extends Value
      ? false
      : true
    : false

export interface Declaration<Document> {
  name: NounName
  /** As a word of the contract, such as `consensus-area`. */
  singular: string
  /** The names of one record, and of all of them. */
  names: { singular: Texts; plural: Texts }
  /** Other words for its records, by which people search for some of them. */
  alsoCalled?: string[]
  /** One sentence for the contract: what one record is. */
  description: string
  /** The id of a record of the seeds that shows well, and a fitting search word. */
  example: { id: string; q: string }
  table: RecordTable
  /** The date by which its records are put in order, where its table has a column for that. */
  date?: (document: Document) => string | undefined
  /** The columns beyond those that each noun has and `onDate`; names as in the table. */
  columns: (document: Document) => Record<string, unknown>
  links: Link<Document>[]
  tree: Tree<Document> | null
  /** Whether a search for a name of one of its records also finds the records that refer to that one. */
  namedInSearch: boolean
  /** Whether its records last from their date on, and answer a search no worse for being old. */
  lasts?: boolean
  /** Whether its records only tell of others, which are what a search for equal words means. */
  tellsOfOthers?: boolean
  /** Whether its records are called by what they are about: another record of the same name is what a search means. */
  calledByTopic?: boolean
  /** Whether its records are people, whom a search may address by a post beside the name. */
  arePeople?: boolean
  /** Fields that a search may ask for by name, each with the nouns of the records that it holds. */
  searchFields?: Partial<Record<SearchField, NounName[]>>
  /** The headings of the fields, besides those that records have in common. */
  headings: Readonly<Record<Exclude<keyof Document & string, CommonField>, Texts> & Partial<Record<CommonField, Texts>>>
  /** The labels for the values of fields that hold one of a few words. */
  values: ValueWords<Document>
  /** The headings of the fields within its fields, and the labels of their values, besides those that nouns share. */
  parts?: PartWords
  parameters: Record<string, Parameter>
  sorts: Record<string, Sort>
  /** A name of `sorts`, with `-` for descending. */
  defaultSort: string
  /** The facets whose values are counted, in order; each is that of a filter. */
  facets: string[]
  /**
   * The records known to be missing from a list under these filters, as one JSON object; undefined if nothing is known
   * about it. The query holds only what chooses records. `conditionsOf` gives the conditions of filters.
   */
  completeness?: (query: ListFilters, conditionsOf: (query: ListFilters) => SQL[]) => SQL | undefined
  /** The record as JSON-LD, where the noun has that; `base` is the address of the service. */
  jsonLd?: (document: Document & OwnedFields, base: string) => object
  /** How its records are cited by libraries of references, where they are. */
  citable?: Citable<Document>
  /** The rules that data checks run on its records. */
  rules: Rule<Document>[]
  label: (document: Document) => LocalizedText
  texts: (document: Document) => SearchText[]
  /** Other texts that identify a record, such as an address. Rules find records by them; search does not read them. */
  knownBy?: (document: Document) => string[]
}

/** Words for the fields within fields, by their names wherever in the noun they stand, and for their values. */
interface PartWords {
  headings: Words
  values: Readonly<Record<string, Words>>
}

/** The labels of a noun: its own names, and those of its fields and of their values. */
export type NounWords<Document> = Pick<Declaration<Document>, 'names' | 'alsoCalled' | 'headings' | 'values' | 'parts'>
