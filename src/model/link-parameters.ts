import { and, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { LinkTable } from '../database/link-tables.ts'
import { idInFilter, type NounName } from './fields.ts'
import { type Extent, linkKnown } from './known.ts'
import { anyOfIds, countedBy, mostValuesOfAll, type Parameter, type Parameters, withOpposite } from './parameter.ts'

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
    takesNone: true,
    facet: name,
    looksAt: 'links',
    link: table,
    counted: countedBy(known, 'any', true),
  }
  const all: Parameter = {
    ...any,
    takesNone: false,
    link: undefined,
    schema: allOfIds('Keeps the records that have every one of these values.', example),
    condition: (targets: string[]) => linkedToAll(owner, table, table.target, targets),
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
