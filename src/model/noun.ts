import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { unwrap } from '../json/schema-steps.ts'
import { languages, type Words } from '../language/texts.ts'
import { labelValues } from '../problems/advice.ts'
import { tellingWords } from '../text/small-words.ts'
import { alternativeTexts } from './alternative-texts.ts'
import { flag } from './column-parameters.ts'
import type { Declaration } from './declaration.ts'
import type { Facet } from './facet.ts'
import type { LocalizedText } from './fields.ts'
import { logSorts, updatedBetween } from './log-order.ts'
import type { Parameter } from './parameter.ts'
import { dayRange, undated } from './partial-date.ts'
import { ownedFields, type RecordDocument } from './record-document.ts'
import type { NounName } from './record-name.ts'
import { type Reference, referenceFinder } from './references.ts'
import type { SearchText } from './search-text.ts'

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
