import { eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { message } from '../language/messages.ts'
import type { Words } from '../language/texts.ts'
import { meaningOfEmpty } from './field-marks.ts'
import { slug, wordsForUnknown } from './fields.ts'
import { choicesOf, type OfField } from './filtered-field.ts'
import { columnKnown, extentOf, type MayBe, wordKnown } from './known.ts'
import { mostOnPage } from './page-parameters.ts'
import { anyOf, anyOfIds, countedBy, type Parameter, type Parameters, withOpposite } from './parameter.ts'
import type { NounName } from './record-name.ts'

interface Choice {
  column: PgColumn
  says: string
  example: string
  /** For each word that leaves open whether another has become true, which these are. */
  mayBe?: MayBe
}

/** A column that holds one of a few words. */
export function choice<Schema extends z.ZodObject, Name extends string>(
  schema: Schema,
  name: Name,
  { field = name, column, says, example, mayBe }: OfField<Schema, Name, Choice>,
): Parameters {
  const words = choicesOf(schema, field)
  const known = wordKnown(field, { ...mayBe, ...unsaid(schema, field, words) }, (words) => inArray(column, words))
  const parameter: Parameter = {
    schema: anyOf(z.enum(words), says, example),
    condition: (selected: string[]) => inArray(column, selected),
    known,
    looksAt: 'row',
    facet: { name: field, value: column },
    counted: countedBy(known, 'any'),
  }
  return withOpposite(name, parameter, example)
}

/** The words by which a field says that the registry does not know, so that any other may be true. */
function unsaid(schema: z.ZodObject, field: string, words: string[]): MayBe {
  if (meaningOfEmpty(schema.shape[field]) !== 'not-known') return {}
  return Object.fromEntries(words.flatMap((word) => (wordsForUnknown.includes(word) ? [[word, 'any']] : [])))
}

interface ReferenceTo {
  column: PgColumn
  to: NounName
  says: string
  example: string
}

/** A column that holds the id of one other record. `none` finds the records without one. */
export function referenceTo<Schema extends z.ZodObject, Name extends string>(
  schema: Schema,
  name: Name,
  { field = name, column, to, says, example }: OfField<Schema, Name, ReferenceTo>,
): Parameters {
  const known = columnKnown(extentOf(schema, field), column)
  const parameter: Parameter = {
    schema: anyOfIds(`${says}${column.notNull ? '' : ' `none` finds those without.'}`, example),
    condition: (selected: string[]) =>
      or(inArray(column, selected), !column.notNull && selected.includes('none') ? isNull(column) : undefined),
    known,
    looksAt: 'row',
    references: to,
    takesNone: !column.notNull,
    facet: { name, value: column, labels: to },
    counted: countedBy(known, 'any', !column.notNull),
  }
  return withOpposite(name, parameter, example)
}

/** A yes-or-no column; `words` for its values where a facet counts them. */
export function flag(name: string, column: PgColumn, says: string, words?: Words): Parameters {
  return {
    [name]: {
      schema: z.enum(['true', 'false']).optional().describe(says).meta({ example: 'true' }),
      condition: (value: 'true' | 'false') => eq(column, value === 'true'),
      known: { field: name, empty: 'none' },
      looksAt: 'row',
      ...(words && { facet: { name, value: sql`${column}::text`, words } }),
    },
  }
}

/** An array column of `scheme:value` identifiers. */
export function identified<Schema extends z.ZodObject, Name extends string>(
  schema: Schema,
  name: Name,
  { field = name, column, says, example }: OfField<Schema, Name, { column: PgColumn; says: string; example: string }>,
): Parameters {
  const { empty } = extentOf(schema, field)
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
        says,
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
