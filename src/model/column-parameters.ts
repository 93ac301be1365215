import { eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { message } from '../language/messages.ts'
import { type NounName, slug } from './fields.ts'
import { columnKnown, type Extent, type WordExtent, wordKnown } from './known.ts'
import { anyOf, anyOfIds, countedBy, mostOnPage, type Parameter, type Parameters, withOpposite } from './parameter.ts'

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
    looksAt: 'row',
    facet,
    counted: countedBy(known, 'any'),
  }
  return withOpposite(name, parameter, example)
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
    looksAt: 'row',
    references: noun,
    takesNone: !column.notNull,
    facet: name,
    counted: countedBy(known, 'any', !column.notNull),
  }
  return withOpposite(name, parameter, example)
}

/** A yes-or-no column. */
export function flag(name: string, column: PgColumn, description: string): Parameters {
  return {
    [name]: {
      schema: z.enum(['true', 'false']).optional().describe(description).meta({ example: 'true' }),
      condition: (value: 'true' | 'false') => eq(column, value === 'true'),
      known: { field: name, empty: 'none' },
      looksAt: 'row',
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
      looksAt: 'row',
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
        .max(mostOnPage)
        .optional()
        .describe('Fetches these records; ids that name nothing are left out.')
        .meta({ example: [example] }),
      condition: (selected: string[]) => inArray(owner, selected),
      known: { field: 'id', empty: 'none' },
      looksAt: 'row',
    },
  }
}
