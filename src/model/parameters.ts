import { and, eq, gte, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { LinkTable } from '../database/link-tables.ts'
import { message } from '../http/issue-words.ts'
import { idInFilter, type NounName, slug } from './fields.ts'
import {
  columnKnown,
  type Extent,
  type Known,
  linkKnown,
  type OpenInMemory,
  type WordExtent,
  wordKnown,
} from './known.ts'
import { isCertain, type ListFilters } from './list-filters.ts'

/** One declared query parameter of a list: what it takes, and the rows that it keeps. */
export interface Parameter {
  schema: z.ZodType
  /** True for the records that it keeps for certain. */
  condition: (value: never, query: ListFilters) => SQL | undefined
  /** What it says of records that it does not keep: whether they are rejected, or not known to fit. */
  known: Known
  /** Set where the values are ids that must name something. */
  references?: NounName
  /** The facet whose field it filters: that facet is counted as if the parameter were absent. */
  facet?: string
  /** Set where the condition looks at rows of another table for each record. */
  looksBeyond?: boolean
  /** The link table in which the values are targets. */
  link?: LinkTable
  /** Set where the condition is that a day lies within a stretch. */
  bound?: Bound
  /** Between which days the records that it keeps are ordered, where it says anything of that. */
  days?: (value: never) => Days
  /** Set where the condition looks at nothing but the values of that facet, so that it can be told from them alone. */
  counted?: CountedBy
}

/** The column that holds the day depends on what `dateMatch` says; the value is a partial date. */
export interface Bound {
  columns: Record<'possible' | 'certain', PgColumn>
  days: (date: string) => Days
}

/** A stretch of days, each end within it; open where it is not given. */
export interface Days {
  from?: string
  to?: string
}

/** What values of a facet a parameter keeps: those that are given, and with `none` also the lack of any. */
export interface CountedBy {
  keeps: 'any' | 'all' | 'none'
  none?: boolean
  /** Where a value may stand unwritten. */
  open?: OpenInMemory
}

export type Parameters = Record<string, Parameter>

/** How many values a filter takes: some more than any list of choices has. */
export const mostValues = 20
/** How many values a filter takes of which a record must have every one. */
export const mostValuesOfAll = 10

export const anyOf = (schema: z.ZodType, description: string, example: unknown) =>
  z
    .array(schema)
    .min(1)
    .max(mostValues)
    .optional()
    .describe(`${description} Repeat for any of several.`)
    .meta({ example: [example] })

export const anyOfIds = (description: string, example: string) => anyOf(idInFilter, description, example)

/** Ids of which a record must have every one. */
const allOfIds = (description: string, example: string) =>
  z
    .array(slug)
    .min(1)
    .max(mostValuesOfAll)
    .optional()
    .describe(description)
    .meta({ example: [example] })

/** How a parameter is told from the values of its facet, with what is not known of them. */
export function countedBy(known: Known, keeps: CountedBy['keeps'], none = false): CountedBy | undefined {
  if (known.empty === 'none') return { keeps, none }
  return known.inMemory && { keeps, none, open: known.inMemory }
}

/** Keeps the rows of a condition and, as `name.not`, the rows that are known to lie outside it. */
export function withOpposite(name: string, parameter: Parameter, noun: string, example: unknown): Parameters {
  const { known, counted } = parameter
  // A link either is there or not. So said, Postgres can look for all records at once.
  const outside = (condition: SQL) =>
    parameter.looksBeyond ? sql`not (${condition})` : sql`(${condition}) is not true`
  const openOf = (value: never, query: ListFilters) => (known.empty === 'none' ? undefined : known.open(value, query))
  const opposite: Parameter = {
    ...parameter,
    link: undefined,
    schema:
      parameter.schema instanceof z.ZodOptional
        ? parameter.schema.describe(`Leaves out the ${noun} with any of these values.`).meta({ example: [example] })
        : parameter.schema,
    condition: (value, query) => {
      const kept = parameter.condition(value, query)
      const open = openOf(value, query)
      return kept && and(outside(kept), open && outside(open))
    },
    known:
      known.empty === 'none'
        ? known
        : {
            ...known,
            open: (value, query) => {
              const kept = parameter.condition(value, query)
              return kept && and(openOf(value, query) ?? sql`false`, outside(kept))
            },
          },
    counted: counted && { ...counted, keeps: 'none' },
  }
  return { [name]: parameter, [`${name}.not`]: opposite }
}

/** A column that holds one of a few words. */
export function choice(
  name: string,
  column: PgColumn,
  values: readonly string[],
  description: string,
  example: string,
  extent: WordExtent,
  facet = name,
): Parameters {
  const known = wordKnown(extent, (words) => inArray(column, words))
  const parameter: Parameter = {
    schema: anyOf(z.enum(values), description, example),
    condition: (selected: string[]) => inArray(column, selected),
    known,
    facet,
    counted: countedBy(known, 'any'),
  }
  return withOpposite(name, parameter, 'records', example)
}

/** A column that holds the id of one other record. `none` finds the records without one. */
export function referenceTo(
  name: string,
  column: PgColumn,
  noun: NounName,
  description: string,
  example: string,
  extent: Extent,
): Parameters {
  const known = columnKnown(extent, column)
  const parameter: Parameter = {
    schema: anyOfIds(`${description}${column.notNull ? '' : ' `none` finds those without.'}`, example),
    condition: (selected: string[]) =>
      or(inArray(column, selected), !column.notNull && selected.includes('none') ? isNull(column) : undefined),
    known,
    references: noun,
    facet: name,
    counted: countedBy(known, 'any', !column.notNull),
  }
  return withOpposite(name, parameter, 'records', example)
}

/** The rows of `owner` that a link table ties to any of the targets. */
export function linkedTo(owner: PgColumn, table: LinkTable, targets: string[]): SQL {
  return sql`exists (select from ${table} where ${table.owner} = ${owner} and ${inArray(table.target, targets)})`
}

/** The rows of `owner` that a link table ties to every one of some values of a column: the links are looked at once, however many values. */
export function linkedToAll(owner: PgColumn, table: LinkTable, column: PgColumn, values: string[]): SQL {
  const each = values.map((value) => sql`bool_or(${column} = ${value})`)
  return sql`${owner} in (select ${table.owner} from ${table} where ${inArray(column, values)}
    group by ${table.owner} having ${and(...each)})`
}

/** References in a link table: any of several, all of several (`.all`), none of several (`.not`). */
export function linked(
  name: string,
  owner: PgColumn,
  table: LinkTable,
  noun: NounName,
  description: string,
  example: string,
  extent: Extent,
): Parameters {
  const known = linkKnown(extent, owner, table)
  const any: Parameter = {
    schema: anyOfIds(`${description} \`none\` finds those without.`, example),
    condition: (targets: string[]) =>
      or(
        linkedTo(owner, table, targets),
        targets.includes('none') ? sql`not exists (select from ${table} where ${table.owner} = ${owner})` : undefined,
      ),
    known,
    references: noun,
    facet: name,
    looksBeyond: true,
    link: table,
    counted: countedBy(known, 'any', true),
  }
  const all: Parameter = {
    ...any,
    link: undefined,
    schema: allOfIds('Keeps the records that have every one of these values.', example),
    condition: (targets: string[]) => linkedToAll(owner, table, table.target, targets),
    counted: countedBy(known, 'all'),
  }
  return { ...withOpposite(name, any, 'records', example), [`${name}.all`]: all }
}

/** A yes-or-no column. */
export function flag(name: string, column: PgColumn, description: string): Parameters {
  return {
    [name]: {
      schema: z.enum(['true', 'false']).optional().describe(description).meta({ example: 'true' }),
      condition: (value: 'true' | 'false') => eq(column, value === 'true'),
      known: { field: name, empty: 'none' },
    },
  }
}

/** An array column of `scheme:value` identifiers. */
export function identified(
  name: string,
  column: PgColumn,
  description: string,
  example: string,
  { field, empty }: Extent,
): Parameters {
  return {
    [name]: {
      schema: anyOf(
        z
          .string()
          .min(3)
          .max(300)
          .regex(
            /^[^:]+:.+$/,
            message('must look like scheme:value', '格式須為 scheme:value', '格式须为 scheme:value'),
          ),
        description,
        example,
      ),
      condition: (selected: string[]) =>
        sql`${column} && array[${sql.join(
          selected.map((value) => sql`${value}`),
          sql`, `,
        )}]::text[]`,
      known:
        empty === 'none'
          ? { field, empty }
          : { field, empty, open: () => (empty === 'not-known' ? sql`${column} = '{}'` : sql`true`) },
    },
  }
}

/** Fetches many by id; ids that name nothing are left out. */
export function fetchMany(owner: PgColumn, example: string): Parameters {
  return {
    id: {
      schema: z
        .array(slug)
        .min(1)
        .max(200)
        .optional()
        .describe('Fetches these records; ids that name nothing are left out.')
        .meta({ example: [example] }),
      condition: (selected: string[]) => inArray(owner, selected),
      known: { field: 'id', empty: 'none' },
    },
  }
}

/** Between which days all records are ordered that the same parameters keep. */
export function daysOf(parameters: Parameters, query: ListFilters, exceptFacet?: string): Days {
  const within: Days = {}
  for (const [name, { days, facet, known }] of Object.entries(parameters)) {
    const value = query[name]
    if (!days || value === undefined || (exceptFacet && facet === exceptFacet)) continue
    if (known.empty !== 'none' && !isCertain(query, name)) continue
    const { from, to } = days(value as never)
    if (from && from > (within.from ?? '')) within.from = from
    if (to && to < (within.to ?? '9')) within.to = to
  }
  return within
}

/** That a day lies within a stretch. */
export function between(day: PgColumn, { from, to }: Days): SQL[] {
  return [...(from ? [gte(day, from)] : []), ...(to ? [lte(day, to)] : [])]
}
