import type { SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { LinkTable } from '../database/link-tables.ts'
import type { Texts } from '../http/languages.ts'
import { type Citation, type Language, type LocalizedText, languages, type NounName } from './fields.ts'
import type { ListFilters, Parameter } from './parameters.ts'

/** A record as clients write it, seen by an engine that knows no particular noun. */
export interface RecordDocument {
  id: string
  formerIds?: string[]
  citations?: Citation[]
  [field: string]: unknown
}

/** The fields that the registry gives each record; a client may send them back only unchanged. */
export const ownedFields = {
  version: z.int().min(1).max(1_000_000_000).describe('1, 2, …: one step for each change of this record.'),
  createdAt: z.iso.datetime().describe('When the first version was written, UTC.'),
  updatedAt: z.iso.datetime().describe('When this version was written, UTC.'),
}
export interface OwnedFields {
  version: number
  createdAt: string
  updatedAt: string
}
export type StoredDocument = RecordDocument & OwnedFields

/** The columns that each noun's table has. */
export interface RecordTable extends PgTable {
  id: PgColumn
  versionId: PgColumn
  createdAt: PgColumn
  updatedAt: PgColumn
  label: PgColumn
  search: PgColumn
  written: PgColumn
  names: PgColumn
  words: PgColumn
  /** The sort key of a noun that has a date. */
  onDate?: PgColumn
}

/** Which ids of a document go into a link table. */
export interface Link<Document> {
  table: LinkTable
  targets: NounName
  of: (document: Document) => (string | { target: string; side: string })[]
}

/** A piece of searchable text; A weighs most. */
export interface SearchText {
  /** The field that it stands in, for highlights. */
  field: string
  language?: Language
  text: string
  weight: 'A' | 'B' | 'C' | 'D'
}

/** How a list can be ordered: a column without nulls (or an expression), and how its values look in a cursor. */
export interface Sort {
  column: PgColumn | SQL
  type: 'text' | 'date' | 'instant' | 'integer' | 'number'
}

/** What can be counted beside a list. A facet reads a column of the noun's table or of one of its link tables. */
export interface Facet {
  value: SQL | PgColumn
  /** The link table that holds the value; absent: the noun's own table. */
  link?: LinkTable
  /** Set where the value is read from the record of another noun, so that it may change without a change of this one. */
  elsewhere?: boolean
  /** The noun whose names label the values. */
  labels?: NounName
  /** The words for each value of an enumeration; without these and `labels` a value is its own label. */
  words?: Readonly<Record<string, Texts>>
}

export interface Declaration<Document> {
  name: NounName
  singular: string
  /** One sentence for the contract: what one record is. */
  description: string
  /** The id of a record of the seeds that shows well, and a fitting search word. */
  example: { id: string; q: string }
  table: RecordTable
  /** The columns beyond those that each noun has; names as in the table. */
  columns: (document: Document) => Record<string, unknown>
  links: Link<Document>[]
  parameters: Record<string, Parameter>
  sorts: Record<string, Sort>
  /** A name of `sorts`, with `-` for descending. */
  defaultSort: string
  facets?: Record<string, Facet>
  /** What is known to be missing from a list under these filters, as one JSON object; undefined where nothing can be said. */
  completeness?: (query: ListFilters) => SQL | undefined
  /** The record as JSON-LD, where the noun has that; `base` is the address of the service. */
  jsonLd?: (document: StoredDocument, base: string) => object
  label: (document: Document) => LocalizedText
  texts: (document: Document) => SearchText[]
}

export interface Noun extends Declaration<RecordDocument> {
  schema: z.ZodObject
  /** The schema of what clients receive. */
  stored: z.ZodObject
}

/** Ties a declaration to its schema. From here on the engine sees documents without their particular type. */
export function defineNoun<Schema extends z.ZodObject>(
  schema: Schema,
  declaration: Declaration<z.output<Schema>>,
): Noun {
  const { id, formerIds, ...rest } = schema.shape
  const stored = z
    .strictObject({ id, ...ownedFields, formerIds, ...rest })
    .meta({ id: pascalCase(declaration.singular), description: declaration.description })
  return { ...(declaration as unknown as Declaration<RecordDocument>), schema, stored }
}

export function pascalCase(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())
}

/** Every text of a localized value, all with one weight. */
export function localizedTexts(
  field: string,
  text: LocalizedText | undefined,
  weight: SearchText['weight'],
): SearchText[] {
  return languages.flatMap((language) => (text?.[language] ? [{ field, language, text: text[language], weight }] : []))
}

/** All nouns by name, in the order in which people meet them. */
export type Nouns = ReadonlyMap<NounName, Noun>
