import { and, gte, isNull, lte, or, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { message } from '../language/messages.ts'
import { between } from './days.ts'
import { partialDate } from './fields.ts'
import type { FieldOf, OfField } from './filtered-field.ts'
import { columnKnown, extentOf } from './known.ts'
import type { ListFilters } from './list-filters.ts'
import { wholeNumber } from './page-parameters.ts'
import { anyOf, type Bound, type Days, type Parameter, type Parameters } from './parameter.ts'
import { dayRange, undated } from './partial-date.ts'

interface DateBounds {
  from: PgColumn
  to: PgColumn
  example: { gte: string; lte: string }
  /** Set where it is the date that the noun is ordered by. */
  ordered?: boolean
}

/** A date of two columns, its first and last possible day, bounded by `name.gte` and `name.lte`. */
export function dateBounds<Schema extends z.ZodObject, Name extends string>(
  schema: Schema,
  name: Name,
  { field = name, from, to, example, ordered = false }: OfField<Schema, Name, DateBounds>,
): Parameters {
  const known = columnKnown(extentOf(schema, field), from)
  const bounded = (description: string, value: string, bound: Bound): Parameter => ({
    schema: partialDate.optional().describe(description).meta({ example: value }),
    condition: (date: string, { dateMatch = 'possible' }) =>
      and(...between(bound.columns[dateMatch], bound.days(date))),
    known,
    looksAt: 'row',
    bound,
  })
  return {
    [`${name}.gte`]: {
      ...bounded(`\`${name}\` is this day, month or year, or later; see \`dateMatch\`.`, example.gte, {
        columns: { certain: from, possible: to },
        days: (date) => ({ from: dayRange(date).from }),
      }),
      // A partial date that reaches into the bound begins in the same year.
      ...(ordered && { days: (date: string) => ({ from: `${date.slice(0, 4)}-01-01` }) }),
    },
    [`${name}.lte`]: {
      ...bounded(`\`${name}\` is this day, month or year, or earlier; see \`dateMatch\`.`, example.lte, {
        columns: { certain: to, possible: from },
        days: (date) => ({ to: dayRange(date).to }),
      }),
      ...(ordered && {
        days: (date: string) => ({ to: dayRange(date).to }),
        isToldByDays: (_: string, { dateMatch = 'possible' }: ListFilters) => dateMatch === 'possible',
      }),
    },
  }
}

interface YearOf<Schema extends z.ZodObject> {
  field: FieldOf<Schema>
  from: PgColumn
  says: string
  example: number
  /** The column of the noun that holds the same day and is ordered by, where there is one. */
  onDate?: PgColumn
}

/** The year of a partial date; a date never spans two years, so it needs no `dateMatch`. */
export function yearOf<Schema extends z.ZodObject>(
  schema: Schema,
  { field, from, says, example, onDate }: YearOf<Schema>,
): Parameters {
  const day = onDate ?? from
  const known = columnKnown(extentOf(schema, field), from)
  return {
    year: {
      schema: anyOf(
        z.union([z.literal('none'), wholeNumber(1900, 2200)], { error: notAYear }),
        `${says}${from.notNull ? '' : ' `none` finds those without a date.'}`,
        example,
      ),
      condition: (years: (number | 'none')[]) =>
        or(
          ...years.map((year) =>
            year === 'none' ? isNull(from) : and(gte(day, `${year}-01-01`), lte(day, `${year}-12-31`)),
          ),
        ),
      known,
      looksAt: 'row',
      facet: { name: 'year', value: sql`extract(year from ${from})::int::text` },
      ...(onDate && { days: daysOfYears, isToldByDays: isOneYear }),
      counted: { keeps: 'any', none: true, ...(known.empty === 'not-known' && { open: { lacking: true } }) },
    },
  }
}

const notAYear = message(
  'must be a year from 1900 to 2200, or none',
  '須為 1900 至 2200 年之一，或 none',
  '须为 1900 至 2200 年之一，或 none',
)

const isOneYear = ([year, ...others]: (number | 'none')[]) => year !== 'none' && others.length === 0

function daysOfYears(years: (number | 'none')[]): Days {
  const numbers = years.filter((year) => year !== 'none')
  if (numbers.length === 0) return { to: undated }
  const to = `${Math.max(...numbers)}-12-31`
  return numbers.length < years.length ? { to } : { from: `${Math.min(...numbers)}-01-01`, to }
}

export const dateMatch = z
  .enum(['possible', 'certain'])
  .default('possible')
  .describe('Whether a date of less than day precision is kept when any of its days fits, or only when all do.')
