import type { SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { LinkTable } from '../database/link-tables.ts'
import { labelValues } from '../http/advice.ts'
import { unwrap } from '../http/schema-steps.ts'
import { languages, type Texts, type Words } from '../language/texts.ts'
import type { SearchField } from '../text/query-terms.ts'
import { tellingWords } from '../text/small-words.ts'
import { alternativeTexts } from './alternative-texts.ts'
import type { Citable } from './citable.ts'
import { flag } from './column-parameters.ts'
import type { Facet } from './facet.ts'
import type { LocalizedText, NounName } from './fields.ts'
import type { CommonField } from './headings.ts'
import type { ListFilters } from './list-filters.ts'
import { logSorts, updatedBetween } from './log-order.ts'
import type { Parameter } from './parameter.ts'
import { dayRange, undated } from './partial-date.ts'
import { ownedFields, type RecordDocument, type StoredDocument } from './record-document.ts'
import { type Reference, referenceFinder } from './references.ts'
import type { Rule } from './rule.ts'
import type { SearchText } from './search-text.ts'

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
  /** Whether its records only tell of others, which are what a search for equal words means. */
  tellsOfOthers?: boolean
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
  jsonLd?: (document: StoredDocument, base: string) => object
  /** How its records are cited by libraries of references, where they are. */
  citable?: Citable
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

export interface Noun extends Omit<Declaration<RecordDocument>, 'headings' | 'values' | 'facets'> {
  facets: Readonly<Record<string, Facet>>
  headings: Words
  values: Readonly<Record<string, Words>>
  schema: z.ZodObject
  /** The schema of what clients receive. */
  stored: z.ZodObject
  /** All ids of other records that stand in a document. */
  referencesIn: (document: unknown) => Reference[]
  /** The words that it is called by, as they are folded: a search for its records need not find these. */
  ownWords: ReadonlySet<string>
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
  const general = declaration as unknown as Omit<Noun, 'schema' | 'stored' | 'ownWords' | 'referencesIn'>
  const texts = (document: RecordDocument) => [...general.texts(document), ...alternativeTexts(document)]
  const sorts = { ...general.sorts, ...logSorts(general.table.versionId) }
  const parameters = {
    ...general.parameters,
    ...contested(general.table.contested),
    ...updatedBetween(general.table.versionId),
  }
  const { date } = general
  const columns = (document: RecordDocument) => ({
    ...general.columns(document),
    ...(date && { onDate: dayRange(date(document)).from ?? undated }),
  })
  const facets = facetsOf(declaration)
  labelChoices(schema, general)
  const { singular, plural } = general.names
  const ownWords = tellingWords([
    ...[general.singular, ...(general.alsoCalled ?? [])],
    ...[singular, plural].flatMap((texts) => Object.values(texts)),
  ])
  return {
    ...general,
    columns,
    texts,
    sorts,
    parameters,
    facets,
    schema,
    stored,
    ownWords,
    referencesIn: referenceFinder(schema),
  }
}

/** The facets that a noun declares, each as its filter tells it. */
function facetsOf({
  name: noun,
  facets,
  parameters,
  values,
}: Pick<Noun, 'name' | 'parameters' | 'values'> & { facets: string[] }) {
  const filters = Object.values(parameters)
  return Object.fromEntries(
    facets.map((name): [string, Facet] => {
      const filter = filters.find(({ facet }) => facet?.name === name)
      if (!filter?.facet) throw new Error(`${noun}: no filter tells how the facet "${name}" is counted.`)
      return [name, { words: values[name], ...filter.facet, known: filter.known }]
    }),
  )
}

/** Makes the values of fields, and of the filters by them, known by what people call them. */
function labelChoices(schema: z.ZodObject, { values, parameters }: Pick<Noun, 'values' | 'parameters'>): void {
  for (const [field, words] of Object.entries(values)) {
    const labels = Object.fromEntries(Object.entries(words).map(([value, texts]) => [value, Object.values(texts)]))
    const filters = [field, `${field}.not`].map((name) => parameters[name]?.schema)
    for (const each of [schema.shape[field], ...filters]) {
      const choice = each && unwrap(each)
      if (choice) labelValues(choice instanceof z.ZodArray ? unwrap(choice.element) : choice, labels)
    }
  }
}

function contested(column: PgColumn): Record<string, Parameter> {
  return flag('contested', column, 'Whether another source gives another value for one of its fields.')
}

/** A name of several words as it is spoken. */
export const spoken = (name: string): string => name.replaceAll('-', ' ')

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

/** Every form of a name beside the present one. */
export function nameTexts({ formerNames, otherNames }: Names): SearchText[] {
  return [
    ...(formerNames ?? []).flatMap(({ name }) => localizedTexts('formerNames', name, 'B')),
    ...(otherNames ?? []).flatMap(({ name }) => localizedTexts('otherNames', name, 'B')),
  ]
}
interface Names {
  formerNames?: { name: LocalizedText }[] | undefined
  otherNames?: { name: LocalizedText }[] | undefined
}

/** All nouns by name, in the order in which people meet them. */
export type Nouns = ReadonlyMap<NounName, Noun>
