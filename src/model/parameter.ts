import { and, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { LinkTable } from '../database/link-tables.ts'
import { ownMember } from '../json/own-member.ts'
import type { Facet } from './facet.ts'
import { idInFilter } from './fields.ts'
import type { Known, OpenInMemory } from './known.ts'
import type { ListFilters } from './list-filters.ts'
import type { NounName } from './record-name.ts'

/** The rows that a filter keeps, whatever a query calls it. */
export interface Filter {
  /** True for the records that it keeps for certain. */
  condition: (value: never, query: ListFilters) => SQL | undefined
  /** Whether records that it does not keep are rejected, or not known to fit. */
  known: Known
  /** The facet that counts the values by which it filters, as if the filter were absent. */
  facet?: Facet & { name: string }
  /**
   * Whether the condition reads only the record's own row, or also links or other rows of other tables. The latter costs
   * more, and has to be true or false: it may not be null.
   */
  looksAt: 'row' | 'links'
  /** The link table in which the values are targets. */
  link?: LinkTable
  /** Set where the condition is that a day lies within a stretch. */
  bound?: Bound
  /** The days between which the records that it keeps are ordered, if it limits them. */
  days?: (value: never) => Days
  /** True if `days` alone expresses it: it keeps exactly the dated records between those days. */
  isToldByDays?: (value: never, query: ListFilters) => boolean
  /** Set where the condition looks at nothing but the values of that facet, so that it can be told from them alone. */
  counted?: CountedBy
}

/** One declared query parameter of a list: what it takes, and the rows that it keeps. */
export interface Parameter extends Filter {
  schema: z.ZodType
  /** Set where the values are ids that must name something. */
  references?: NounName
  /** Set where `none` stands beside the ids, for the records that have none. */
  takesNone?: boolean
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

/** Which values of a facet a parameter keeps: the given ones, and with `none` also the lack of any. */
export interface CountedBy {
  keeps: 'any' | 'all' | 'none'
  none?: boolean
  /** Where a value may stand unwritten. */
  open?: OpenInMemory
}

export type Filters = Record<string, Filter>
export type Parameters = Record<string, Parameter>

/** The parameters that a query gives, with their names and values: few of the many that a list has. */
export function parametersGiven<One extends Filter>(
  parameters: Record<string, One>,
  query: ListFilters,
): [string, One, unknown][] {
  const given: [string, One, unknown][] = []
  for (const name of Object.keys(query)) {
    const parameter = ownMember(parameters, name)
    if (parameter && query[name] !== undefined) given.push([name, parameter, query[name]])
  }
  return given
}

/** How many values a filter takes: some more than any list of choices has. */
export const mostValues = 20
/** How many values a filter takes of which a record must have every one. */
export const mostValuesOfAll = 10

export const anyOf = <Schema extends z.ZodType>(schema: Schema, description: string, example: unknown) =>
  z
    .array(schema)
    .min(1)
    .max(mostValues)
    .optional()
    .describe(`${description} Repeat for any of several.`)
    .meta({ example: [example] })

export const anyOfIds = (description: string, example: string) => anyOf(idInFilter, description, example)

/** How a parameter is told from the values of its facet, with what is not known of them. */
export function countedBy(known: Known, keeps: CountedBy['keeps'], none = false): CountedBy | undefined {
  if (known.empty === 'none') return { keeps, none }
  return known.inMemory && { keeps, none, open: known.inMemory }
}

/**
 * True where a condition of a parameter does not keep a record, known or not. A link either is there or not: said without the
 * third answer of SQL, Postgres can look for all records at once.
 */
export function outside({ looksAt }: Filter, condition: SQL): SQL {
  return looksAt === 'links' ? sql`not (${condition})` : sql`(${condition}) is not true`
}

/** True where a record may fit that does not say so; absent where all records say whether they do. */
export function openOf({ known }: Filter, value: unknown, query: ListFilters): SQL | undefined {
  return known.empty === 'none' ? undefined : known.open(value as never, query)
}

/** Keeps the rows that are known to lie outside a filter. */
export function oppositeOf(filter: Filter): Filter {
  const { condition, known, counted } = filter
  return {
    ...filter,
    link: undefined,
    condition: (value, query) => {
      const kept = condition(value, query)
      const open = openOf(filter, value, query)
      return kept && and(outside(filter, kept), open && outside(filter, open))
    },
    known:
      known.empty === 'none'
        ? known
        : {
            ...known,
            open: (value, query) => {
              const kept = condition(value, query)
              return kept && and(openOf(filter, value, query) ?? sql`false`, outside(filter, kept))
            },
          },
    counted: counted && { ...counted, keeps: 'none' },
  }
}

/** Keeps the rows of a condition and, as `name.not`, the rows that are known to lie outside it. */
export function withOpposite(name: string, parameter: Parameter, example: unknown): Parameters {
  const schema =
    parameter.schema instanceof z.ZodOptional
      ? parameter.schema.describe('Leaves out the records with any of these values.').meta({ example: [example] })
      : parameter.schema
  return { [name]: parameter, [`${name}.not`]: { ...parameter, ...oppositeOf(parameter), schema } }
}
