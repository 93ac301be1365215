import { isNull, not, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import type { LinkTable } from '../database/link-tables.ts'
import { type EmptyMeaning, meaningOfEmpty } from './field-marks.ts'
import type { ListFilters } from './list-filters.ts'

// How much the registry knows of the field that a filter looks at. A record that a filter does not keep is rejected if
// all values of the field are known, and is undetermined if another value may exist that is not written.

/** A field by its name, and what an empty value of it says. */
interface Extent {
  field: string
  empty: EmptyMeaning
  /** The column that says of each record whether all values of a field known in part are written; without it there may always be more. */
  whole: PgColumn | undefined
}

/** A field with what its schema says of an empty value. */
export function extentOf(schema: z.ZodObject, field: string, whole?: PgColumn): Extent {
  return { field, empty: meaningOfEmpty(schema.shape[field]) ?? 'none', whole }
}

/** For each word that does not settle a field, which others may be true. */
export type MayBe = Readonly<Record<string, 'any' | readonly string[]>>

/** True where the field may hold a value that is not written. */
type Open = (value: never, query: ListFilters) => SQL | undefined

/** How much of the field that a parameter filters by is known. Every filter has to state one of these. */
export type Known =
  | { field: string; empty: 'none' }
  /** `open` is true for records that may fit though they do not say so, whether or not they do. */
  | {
      field: string
      empty: Exclude<EmptyMeaning, 'none'>
      open: Open
      inMemory?: OpenInMemory
      /** Says of each record that the values that are written are all, where these may be only a part. */
      whole?: PgColumn
    }

/** The records that may fit though they do not say so, for a table in memory. */
export type OpenInMemory =
  /** Records without a value. */
  | { lacking: true }
  /** Records with one of the words that may stand for those asked for. */
  | { words: (values: string[]) => string[] }
  /** Records whose column does not say that all values are known. */
  | { whole: PgColumn }
  /** All records, because no field says that all values are known. */
  | { always: true }

/** Whether a filter asks for nothing but the lack of a value, which is about records as they are written. */
export const asksOnlyForNone = (values: unknown) => [values].flat().every((value) => value === 'none')

function unlessNone(known: Known): Known {
  if (known.empty === 'none') return known
  const { open } = known
  return { ...known, open: (values: never, query) => (asksOnlyForNone(values) ? undefined : open(values, query)) }
}

/** How much is known of a field that is empty where the condition holds. */
function extentKnown({ field, empty, whole }: Extent, isEmpty: SQL): Known {
  if (empty === 'none') return { field, empty }
  if (empty === 'not-known') return unlessNone({ field, empty, open: () => isEmpty, inMemory: { lacking: true } })
  const open = whole ? not(whole) : sql`true`
  return unlessNone({
    field,
    empty,
    open: () => open,
    ...(whole ? { inMemory: { whole }, whole } : { inMemory: { always: true } }),
  })
}

/** A field whose values stand in a link table. */
export function linkKnown(extent: Extent, owner: PgColumn, table: LinkTable): Known {
  return extentKnown(extent, sql`not exists (select from ${table} where ${table.owner} = ${owner})`)
}

/** A field whose value stands in a column, which is null where there is none. */
export function columnKnown(extent: Extent, column: PgColumn): Known {
  return extentKnown(extent, isNull(column))
}

/** A field that holds one of a few words. */
export function wordKnown(field: string, mayBe: MayBe, isOneOf: (words: string[]) => SQL): Known {
  if (Object.keys(mayBe).length === 0) return { field, empty: 'none' }
  const unsettled = (values: string[]) =>
    Object.entries(mayBe).flatMap(([word, others]) => {
      const asked = values.filter((value) => !(value in mayBe && mayBe[value] === 'any'))
      const fits = others === 'any' ? asked.length > 0 : asked.some((value) => others.includes(value))
      return fits && !values.includes(word) ? [word] : []
    })
  return {
    field,
    empty: 'not-known',
    open: (values: string[]) => {
      const words = unsettled(values)
      return words.length > 0 ? isOneOf(words) : undefined
    },
    inMemory: { words: unsettled },
  }
}
