import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { getTableConfig, PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { singleReferences } from './circles.ts'
import { meaningOfEmpty } from './field-marks.ts'
import type { Noun, Nouns } from './noun.ts'
import type { NounName } from './record-name.ts'
import { referencedNouns } from './references.ts'

/** The nouns in the order in which people meet them. A fault of a declaration that the compiler cannot see stops the start. */
export function listNouns(declared: Noun[]): Nouns {
  const nouns: Nouns = new Map(declared.map((noun) => [noun.name, noun]))
  const faults = [...faultsOfAll(declared), ...declared.flatMap((noun) => faultsOf(noun, nouns))]
  if (faults.length > 0) throw new Error(`The nouns are not declared soundly. ${faults.join(' ')}`)
  return nouns
}

/** The noun of a name that the list is known to have. */
export function nounNamed(nouns: Nouns, name: NounName): Noun {
  const noun = nouns.get(name)
  if (!noun) throw new Error(`No noun is called ${name}.`)
  return noun
}

/** The noun that the examples of the contract show: the one that can be asked the most. */
export function exampleNoun(nouns: Nouns): Noun {
  const amount = ({ parameters }: Noun) => Object.keys(parameters).length
  const [first, ...others] = nouns.values()
  if (!first) throw new Error('There are no nouns.')
  return others.reduce((most, noun) => (amount(noun) > amount(most) ? noun : most), first)
}

/** The tables that nouns have of their own: that of their records, and one for each link. */
export function tablesOf(nouns: Iterable<Noun>): PgTable[] {
  return [...nouns].flatMap(({ table, links }) => [table, ...links.map((link) => link.table)])
}

/** Whether filters by a link also find what lies below their value. */
export function expandsLink(nouns: Nouns, { targets, expands }: Noun['links'][number]): boolean {
  const tree = nouns.get(targets)?.tree
  return Boolean(tree && (tree.expands || expands))
}

/** The nouns whose trees filters expand, by all links or by some. */
export function expandingNouns(nouns: Nouns): Noun[] {
  const expanded = new Set(
    [...nouns.values()].flatMap(({ links }) => links.flatMap((link) => (expandsLink(nouns, link) ? link.targets : []))),
  )
  return [...nouns.values()].filter(({ name, tree }) => tree?.expands || expanded.has(name))
}

/** Whether records are cited from this noun. */
export function isCited(nouns: Nouns, name: NounName): boolean {
  return citedNouns([...nouns.values()]).includes(name)
}

/** The nouns, each behind those that it refers to as far as they do not refer back. */
export function inOrderOfReference(nouns: Nouns): Noun[] {
  const ordered = new Set<Noun>()
  const visited = new Set<Noun>()
  const visit = (noun: Noun) => {
    if (visited.has(noun)) return
    visited.add(noun)
    for (const { noun: name } of referencedNouns(noun.schema)) visit(nounNamed(nouns, name))
    ordered.add(noun)
  }
  for (const noun of nouns.values()) visit(noun)
  return [...ordered]
}

/** These nouns and all that their records may refer to, directly or by way of others. */
export function reachedFrom(nouns: Nouns, names: Iterable<NounName>): NounName[] {
  const reached = new Set(names)
  for (const name of reached) for (const { noun } of referencedNouns(nounNamed(nouns, name).schema)) reached.add(noun)
  return [...reached]
}

function citedNouns(declared: Noun[]): NounName[] {
  return unique(
    declared.flatMap(({ schema }) => referencedNouns(schema).flatMap(({ noun, cites }) => (cites ? noun : []))),
  )
}

function faultsOfAll(declared: Noun[]): string[] {
  const cited = citedNouns(declared)
  const words = declared.flatMap(({ name, singular }) => [name, singular])
  const tables = tablesOf(declared).map(getTableName)
  return [
    ...repeated(words).map((word) => `"${word}" names more than one noun.`),
    ...repeated(tables).map((table) => `The table "${table}" is used twice.`),
    ...(cited.length > 1 ? [`Citations are from ${cited.join(' and from ')}; they can be from one noun only.`] : []),
  ]
}

function faultsOf(noun: Noun, nouns: Nouns): string[] {
  const fault = (text: string) => `${noun.name}: ${text}`
  const unknown = (name: NounName | undefined) => name !== undefined && !nouns.has(name)
  const tables = new Set(noun.links.map(({ table }) => table))
  const isStrange = (table: object | undefined) => table !== undefined && !tables.has(table as never)
  const sort = noun.defaultSort.replace(/^-/, '')
  return [
    ...referencedNouns(noun.schema).flatMap(({ noun: name }) =>
      unknown(name) ? fault(`its schema refers to "${name}", which is no noun.`) : [],
    ),
    ...noun.links.flatMap(({ targets, table }) =>
      unknown(targets) ? fault(`the link ${getTableName(table)} leads to "${targets}", which is no noun.`) : [],
    ),
    ...Object.entries(noun.parameters).flatMap(([name, { references, link }]) => [
      ...(unknown(references) ? [fault(`the filter "${name}" takes ids of "${references}", which is no noun.`)] : []),
      ...(isStrange(link) ? [fault(`the filter "${name}" looks at a link that the noun does not declare.`)] : []),
    ]),
    ...Object.entries(noun.facets).flatMap(([name, { labels, link }]) => [
      ...(unknown(labels) ? [fault(`the facet "${name}" is labelled by "${labels}", which is no noun.`)] : []),
      ...(isStrange(link) ? [fault(`the facet "${name}" counts a link that the noun does not declare.`)] : []),
    ]),
    ...faultsOfColumns(noun, nouns).map(fault),
    ...faultsOfKnowledge(noun).map(fault),
    ...Object.entries(noun.sorts).flatMap(([name, { column }]) =>
      is(column, PgColumn) && !column.notNull
        ? [fault(`the sort "${name}" is by a column that may be empty, where pages would end.`)]
        : [],
    ),
    ...(noun.sorts[sort] ? [] : [fault(`its default sort "${sort}" is not among its sorts.`)]),
    ...(noun.date && !noun.table.onDate ? [fault('it has a date, and its table no column `onDate`.')] : []),
    ...(noun.table.onDate && !noun.date ? [fault('its table has a column `onDate`, and it declares no date.')] : []),
    ...(noun.tree && !Object.values(getTableColumns(noun.table)).includes(noun.tree.column)
      ? [fault('the parents of its tree do not stand in its table.')]
      : []),
  ]
}

/** A column under the name of a field that holds a reference is what deletions and circles are looked up in. */
function faultsOfColumns(noun: Noun, nouns: Nouns): string[] {
  const columns = getTableColumns(noun.table) as Record<string, PgColumn>
  const keys = getTableConfig(noun.table).foreignKeys.map((key) => key.reference())
  return Object.entries(singleReferences(noun.schema)).flatMap(([field, target]) => {
    const column = columns[field]
    if (!column)
      return target === noun.name ? [`the field "${field}" refers to the same noun and has no column of its name.`] : []
    const isKey = keys.some(
      (key) => (key.columns as PgColumn[]).includes(column) && key.foreignTable === nouns.get(target)?.table,
    )
    return isKey || !nouns.has(target) ? [] : [`the column of the field "${field}" is no foreign key to "${target}".`]
  })
}

/** A filter and the schema state the same meaning of an empty field. */
function faultsOfKnowledge({ schema, parameters }: Noun): string[] {
  return Object.entries(parameters).flatMap(([name, { known }]) => {
    const field = schema.shape[known.field] as z.core.$ZodType | undefined
    if (!field) return []
    const said = meaningOfEmpty(field) ?? 'none'
    if (said === known.empty) return []
    return [`the filter "${name}" takes an empty "${known.field}" for ${known.empty}, and its schema for ${said}.`]
  })
}

const unique = <T>(values: T[]): T[] => [...new Set(values)]

const repeated = (values: string[]): string[] => unique(values.filter((value, at) => values.indexOf(value) !== at))
