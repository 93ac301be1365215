import { and, eq, gte, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { LinkTable } from '../database/link-tables.ts'
import { message } from '../http/issue-words.ts'
import { idInFilter, type NounName, slug } from './fields.ts'

/** One declared query parameter of a list: what it takes, and the rows that it keeps. */
export interface Parameter {
  schema: z.ZodType
  condition: (value: never, query: ListFilters) => SQL | undefined
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
}

export type Parameters = Record<string, Parameter>

/** What conditions may look at beside their own value. */
export interface ListFilters {
  dateMatch?: 'possible' | 'certain'
  [parameter: string]: unknown
}

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

/** Keeps the rows of a condition and, as `name.not`, the rows outside it. */
function withOpposite(name: string, parameter: Parameter, noun: string, example: unknown): Parameters {
  const opposite: Parameter = {
    ...parameter,
    link: undefined,
    schema:
      parameter.schema instanceof z.ZodOptional
        ? parameter.schema.describe(`Leaves out the ${noun} with any of these values.`).meta({ example: [example] })
        : parameter.schema,
    condition: (value, query) => {
      const kept = parameter.condition(value, query)
      // A link either is there or not. So said, Postgres can look for all records at once.
      return kept && (parameter.looksBeyond ? sql`not (${kept})` : sql`(${kept}) is not true`)
    },
    counted: parameter.counted && { ...parameter.counted, keeps: 'none' },
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
  facet = name,
): Parameters {
  const parameter: Parameter = {
    schema: anyOf(z.enum(values), description, example),
    condition: (selected: string[]) => inArray(column, selected),
    facet,
    counted: { keeps: 'any' },
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
): Parameters {
  const parameter: Parameter = {
    schema: anyOfIds(`${description}${column.notNull ? '' : ' `none` finds those without.'}`, example),
    condition: (selected: string[]) =>
      or(inArray(column, selected), !column.notNull && selected.includes('none') ? isNull(column) : undefined),
    references: noun,
    facet: name,
    counted: { keeps: 'any', none: !column.notNull },
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
): Parameters {
  const any: Parameter = {
    schema: anyOfIds(`${description} \`none\` finds those without.`, example),
    condition: (targets: string[]) =>
      or(
        linkedTo(owner, table, targets),
        targets.includes('none') ? sql`not exists (select from ${table} where ${table.owner} = ${owner})` : undefined,
      ),
    references: noun,
    facet: name,
    looksBeyond: true,
    link: table,
    counted: { keeps: 'any', none: true },
  }
  const all: Parameter = {
    ...any,
    link: undefined,
    schema: allOfIds('Keeps the records that have every one of these values.', example),
    condition: (targets: string[]) => linkedToAll(owner, table, table.target, targets),
    counted: { keeps: 'all' },
  }
  return { ...withOpposite(name, any, 'records', example), [`${name}.all`]: all }
}

/** A yes-or-no column. */
export function flag(name: string, column: PgColumn, description: string): Parameters {
  return {
    [name]: {
      schema: z.enum(['true', 'false']).optional().describe(description).meta({ example: 'true' }),
      condition: (value: 'true' | 'false') => eq(column, value === 'true'),
    },
  }
}

/** An array column of `scheme:value` identifiers. */
export function identified(name: string, column: PgColumn, description: string, example: string): Parameters {
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
    },
  }
}

/** The conditions of all parameters that a query gives, but for those that filter the named facet. */
export function conditionsOf(parameters: Parameters, query: ListFilters, exceptFacet?: string): SQL[] {
  return Object.entries(parameters).flatMap(([name, { condition, facet }]) => {
    const value = query[name]
    if (value === undefined || (exceptFacet && facet === exceptFacet)) return []
    return condition(value as never, query) ?? []
  })
}

/** Between which days all records are ordered that the same parameters keep. */
export function daysOf(parameters: Parameters, query: ListFilters, exceptFacet?: string): Days {
  const within: Days = {}
  for (const [name, { days, facet }] of Object.entries(parameters)) {
    const value = query[name]
    if (!days || value === undefined || (exceptFacet && facet === exceptFacet)) continue
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
