import { and, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { LinkTable } from '../database/link-tables.ts'
import { idInFilter } from './fields.ts'
import type { OfField } from './filtered-field.ts'
import { extentOf, linkKnown } from './known.ts'
import { anyOfIds, countedBy, mostValuesOfAll, type Parameter, type Parameters, withOpposite } from './parameter.ts'
import type { NounName } from './record-name.ts'

/** The rows of `owner` that a link table ties to any of the targets. */
function linkedTo(owner: PgColumn, table: LinkTable, targets: string[]): SQL {
  return sql`exists (select from ${table} where ${table.owner} = ${owner} and ${inArray(table.target, targets)})`
}

/** The rows of `owner` that a link table ties to every one of some values of a column: the links are looked at once, however many values. */
export function linkedToAll(owner: PgColumn, table: LinkTable, column: PgColumn, values: string[]): SQL {
  const each = values.map((value) => sql`bool_or(${column} = ${value})`)
  return sql`${owner} in (select ${table.owner} from ${table} where ${inArray(column, values)}
    group by ${table.owner} having ${and(...each)})`
}

interface Linked {
  /** The id of the noun's own table. */
  owner: PgColumn
  link: LinkTable
  to: NounName
  says: string
  example: string
  /** Where the field is known in part: whether all values of a record are known. */
  whole?: PgColumn
}

/** References in a link table: any of several, all of several (`.all`), none of several (`.not`). */
export function linked<Schema extends z.ZodObject, Name extends string>(
  schema: Schema,
  name: Name,
  { field = name, owner, link, to, says, example, whole }: OfField<Schema, Name, Linked>,
): Parameters {
  const known = linkKnown(extentOf(schema, field, whole), owner, link)
  const any: Parameter = {
    schema: anyOfIds(`${says} \`none\` finds those without.`, example),
    condition: (targets: string[]) =>
      or(
        linkedTo(owner, link, targets),
        targets.includes('none') ? sql`not exists (select from ${link} where ${link.owner} = ${owner})` : undefined,
      ),
    known,
    references: to,
    takesNone: true,
    facet: { name, value: link.target, link, labels: to },
    looksAt: 'links',
    link,
    counted: countedBy(known, 'any', true),
  }
  const all: Parameter = {
    ...any,
    takesNone: false,
    link: undefined,
    schema: allOfIds('Keeps the records that have every one of these values.', example),
    condition: (targets: string[]) => linkedToAll(owner, link, link.target, targets),
    counted: countedBy(known, 'all'),
  }
  return { ...withOpposite(name, any, example), [`${name}.all`]: all }
}

/** Ids of which a record must have every one. */
const allOfIds = (description: string, example: string) =>
  z
    .array(idInFilter)
    .min(1)
    .max(mostValuesOfAll)
    .optional()
    .describe(description)
    .meta({ example: [example] })
